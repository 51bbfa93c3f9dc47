"""Articles: one page each, with what belongs to it."""

import re

from flask import Blueprint, current_app, redirect, request

import knowledge_base as kb
from helpdesk import clock
from helpdesk.db import db
from helpdesk.help_centre.frame import centre_for, page
from helpdesk.help_centre.rating import rated_here
from helpdesk.help_centre.shelves import breadcrumbs_of, languages_of
from helpdesk.help_centre.who import reader
from helpdesk.refusing import Refusal
from knowledge_base.article import Article, ArticleText
from knowledge_base.file import files_of

RELATED = 4
_PROGRAMS = re.compile(r"bot\b|crawl|spider|slurp|preview|monitor", re.I)


def register(blueprint: Blueprint) -> None:
    """Their addresses."""
    blueprint.get("/help/<locale>/articles/<slug>")(show_article)


def show_article(locale: str, slug: str):
    """The article; an address it had before leads to the one it has."""
    centre_for(locale)
    text = article_here(locale, slug)
    if text.language == locale and text.slug != slug:
        return redirect(kb.address_of(text), 301)
    if text.language != locale:  # it is there in another language only
        return redirect(kb.address_of(text))
    article = db.session.get(Article, text.article_id)
    shelves, languages = breadcrumbs_of(article), languages_of(article.id)
    counts, number = _is_a_person(), article.id
    shown = page(
        "article",
        locale,
        article=article,
        text=text,
        shelves=shelves,
        languages=languages,
        files=[file for file in files_of(article.id) if file.listed],
        related=_related(text, locale),
        rated=rated_here(article.id, locale),
        data=_data(text, shelves, locale),
        checked=clock.iso(text.edited_at),
    )
    if counts:
        kb.note_read(number, locale)
    return shown


def article_here(locale: str, slug: str) -> ArticleText:
    """The article, through whoever reads. Raises a Refusal."""
    try:
        return kb.article_at(locale, slug, reader())
    except LookupError:
        raise Refusal(404) from None


def _is_a_person() -> bool:
    """Neither an agent who looks, nor a program that says what it is, nor a browser that loads ahead."""
    return not (
        reader().agent
        or request.method != "GET"
        or "prefetch" in request.headers.get("Sec-Purpose", "")
        or _PROGRAMS.search(request.headers.get("User-Agent", ""))
    )


def _related(text: ArticleText, locale: str) -> list[ArticleText]:
    found = kb.search(text.title, who=reader(), language=locale, limit=RELATED + 1).articles
    return [other for other in found if other.article_id != text.article_id][:RELATED]


def _data(text: ArticleText, shelves: list, locale: str) -> dict:
    """What search engines read: schema.org, an article and where it stands."""
    root = current_app.config["PUBLIC_URL"]
    path = [(shelf.name(locale), f"{root}/help/{locale}/categories/{shelf.slug}") for shelf in shelves]
    path.append((text.title, root + kb.address_of(text)))
    crumbs = [
        {"@type": "ListItem", "position": place, "name": name, "item": address}
        for place, (name, address) in enumerate(path, 1)
    ]
    return {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "TechArticle",
                "headline": text.title[:110],
                "inLanguage": text.language,
                "datePublished": clock.iso(text.published_at),
                "dateModified": clock.iso(text.edited_at),
                "url": root + kb.address_of(text),
                "description": text.plain[:200],
            },
            {"@type": "BreadcrumbList", "itemListElement": crumbs},
        ],
    }
