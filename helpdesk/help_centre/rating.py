"""Rating: did it help, and if not, why. Without a script, without a cookie."""

from flask import Blueprint, redirect, request

import knowledge_base as kb
from helpdesk.crypto import sign
from helpdesk.db import db
from helpdesk.help_centre import throttles
from helpdesk.help_centre.frame import centre_for
from helpdesk.help_centre.who import reader, visitor
from helpdesk.refusing import Refusal
from knowledge_base.article import Article
from knowledge_base.feedback import REASONS, rate


def register(blueprint: Blueprint) -> None:
    """Its address."""
    blueprint.post("/help/<locale>/articles/<slug>/rating")(answer)


def answer(locale: str, slug: str):
    """Yes or no; after a no the page asks why."""
    centre_for(locale)
    throttles.rate()
    request.max_content_length = 20_000
    try:
        text = kb.article_at(locale, slug, reader())
    except LookupError:
        raise Refusal(404) from None
    said, reason = request.form.get("helpful"), request.form.get("reason")
    if said not in ("yes", "no"):
        raise Refusal(422)
    article = db.session.get(Article, text.article_id)
    comment = request.form.get("comment", "").replace("\0", "")[:2000]
    rate(
        article,
        language=text.language,
        helpful=said == "yes",
        reader=_reader(),
        reason=reason if reason in REASONS else None,
        comment=comment,
    )
    step = "yes" if said == "yes" else "told" if reason or comment else "no"
    mark = sign("help.rated", f"{article.id}|{locale}|{step}")[:16]
    return redirect(f"{kb.address_of(text)}?rated={step}.{mark}#rating", 303)


def rated_here(article_id: int, locale: str) -> str | None:
    """What was just answered on this page: yes, no, told."""
    step, _, mark = request.args.get("rated", "").partition(".")
    if step not in ("yes", "no", "told"):
        return None
    return step if mark == sign("help.rated", f"{article_id}|{locale}|{step}")[:16] else None


def _reader() -> str:
    if visitor() is not None:
        return f"customer:{visitor().id}"
    return f"{request.remote_addr}|{request.user_agent.string[:300]}"
