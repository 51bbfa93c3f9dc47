"""Feeds: the sitemap, what is new as Atom, and the search as browsers can keep it; only what anybody may see."""

from flask import Blueprint, Response, current_app, make_response, render_template

import knowledge_base as kb
from helpdesk import clock
from helpdesk.db import db
from helpdesk.help_centre.frame import centre_for, the_centre
from helpdesk.refusing import Refusal
from knowledge_base.article import ArticleText
from knowledge_base.reading import published

MOST, NEWEST = 45_000, 30


def register(blueprint: Blueprint) -> None:
    """Their addresses."""
    blueprint.get("/help/sitemap.xml")(sitemap)
    blueprint.get("/help/<locale>/feed.xml")(feed)
    blueprint.get("/robots.txt")(robots)


def sitemap() -> Response:
    """Every public article in every language, each with the others as its alternates."""
    centre = the_centre()
    if not centre.indexed:
        raise Refusal(404)
    shown = published(kb.ANYBODY).with_only_columns(
        ArticleText.article_id, ArticleText.language, ArticleText.slug, ArticleText.edited_at
    )
    found: dict[int, list] = {}
    for row in db.session.execute(shown.order_by(ArticleText.article_id, ArticleText.language).limit(MOST)):
        found.setdefault(row.article_id, []).append(row)
    return _xml("sitemap", articles=found.values(), languages=centre.languages, iso=clock.iso)


def feed(locale: str) -> Response:
    """The newest public articles of this language."""
    centre = centre_for(locale)
    rows = published(kb.ANYBODY).where(ArticleText.language == locale).order_by(ArticleText.edited_at.desc())
    texts = db.session.scalars(rows.limit(NEWEST)).all()
    title = centre.text("title", locale) or ("帮助中心" if locale == "zh" else "Help centre")
    return _xml("feed", texts=texts, locale=locale, title=title, iso=clock.iso, address_of=kb.address_of)


def robots() -> Response:
    """Search engines read the help centre, and nothing else."""
    centre = kb.centre()
    root = current_app.config["PUBLIC_URL"]
    allowed = f"Allow: /help/\nDisallow: /\nSitemap: {root}/help/sitemap.xml\n"
    text = "User-agent: *\n" + (allowed if centre.enabled and centre.indexed else "Disallow: /\n")
    return Response(text, content_type="text/plain; charset=utf-8")


def _xml(template: str, **values) -> Response:
    text = render_template(f"help/{template}.xml", root=current_app.config["PUBLIC_URL"], **values)
    response = make_response(text)
    response.headers["Content-Type"] = "application/xml; charset=utf-8"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
