"""Articles beside the composer: what may answer this ticket, put in as text or link, and what did answer it."""

from flask import current_app, jsonify, request
from sqlalchemy import select

import knowledge_base as kb
from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said
from helpdesk.db import db
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal
from knowledge_base.article import Article
from knowledge_base.as_text import as_text
from knowledge_base.searching import Hit
from knowledge_base.suggesting import suggested
from tickets import Message, Ticket

FORMS = ("text", "link")
LONGEST = 400


@console.get("/tickets/<number:ticket_id>/articles.json")
def articles_for(ticket_id: int):
    """{articles, from_database}: for what was typed, else for what the customer asked last."""
    ticket = find_ticket(ticket_id)
    typed = request.args.get("q", "").strip()[:LONGEST]
    found = suggested(typed or _asked(ticket), who=kb.AGENT, language=ticket.language)
    taught = {row.article_id for row in kb.taught_by(ticket.id) if row.how == "answered"}
    wide = _visibilities([hit.text.article_id for hit in found.hits])
    return jsonify(
        articles=[_shape(hit, taught, wide) for hit in found.hits], from_database=found.from_database, typed=bool(typed)
    )


@console.post("/tickets/<number:ticket_id>/articles/<number:article_id>/insertion")
def insert_article(ticket_id: int, article_id: int):
    """{text} to put into the reply, in the customer's language; that it was used is remembered."""
    ticket, form = find_ticket(ticket_id), Said().choice("form", FORMS, default="text")
    text = _find(article_id, ticket.language)
    article = db.session.get(Article, text.article_id)
    if form == "link" and article.visibility == "internal":
        raise Refusal(
            422, "internal", "Customers cannot open this: only the team sees it.", "客户无法打开：该文章仅团队可见。"
        )
    kb.teach(ticket, article, language=text.language, how="inserted", by=me(), message_id=_last(ticket))
    said = f"{text.title}\n{_link(text)}" if form == "link" else as_text(text.html, current_app.config["PUBLIC_URL"])
    return jsonify(text=said)


@console.post("/tickets/<number:ticket_id>/articles/<number:article_id>/answer")
def it_answered(ticket_id: int, article_id: int):
    """This article answers this ticket: the bot and the search learn from it."""
    ticket = find_ticket(ticket_id)
    text = _find(article_id, ticket.language)
    article = db.session.get(Article, text.article_id)
    kb.teach(ticket, article, language=text.language, by=me(), message_id=_last(ticket))
    return jsonify(taught=True)


@console.delete("/tickets/<number:ticket_id>/articles/<number:article_id>/answer")
def it_did_not(ticket_id: int, article_id: int):
    """It did not after all."""
    ticket = find_ticket(ticket_id)
    kb.unteach(ticket, db.session.get(Article, _find(article_id, ticket.language).article_id))
    return jsonify(taught=False)


def _asked(ticket: Ticket) -> str:
    """The subject and what the customer wrote last, without what they quote."""
    said = (Message.ticket_id == ticket.id, Message.kind == "inbound", Message.deleted_at.is_(None))
    last = db.session.scalar(select(Message).where(*said).order_by(Message.at.desc(), Message.id.desc()).limit(1))
    words = (last.reply_text or last.text)[:LONGEST] if last is not None else ""
    return f"{ticket.subject} {words}" if not words.startswith(ticket.subject[:40]) else words


def _last(ticket: Ticket) -> int | None:
    said = (Message.ticket_id == ticket.id, Message.kind == "inbound")
    return db.session.scalar(select(Message.id).where(*said).order_by(Message.at.desc(), Message.id.desc()).limit(1))


def _find(number: int, language: str):
    try:
        return kb.article_of(number, kb.AGENT, language)
    except LookupError:
        raise Refusal(404) from None


def _visibilities(numbers: list[int]) -> dict[int, str]:
    rows = db.session.execute(select(Article.id, Article.visibility).where(Article.id.in_(numbers)))
    return dict(map(tuple, rows))


def _shape(hit: Hit, taught: set[int], visibilities: dict[int, str]) -> dict:
    return {
        "id": hit.text.article_id,
        "language": hit.text.language,
        "title": hit.text.title,
        "snippet": hit.snippet,
        "address": kb.address_of(hit.text),
        "visibility": visibilities.get(hit.text.article_id, "public"),
        "answered": hit.text.article_id in taught,
    }


def _link(text) -> str:
    return current_app.config["PUBLIC_URL"] + kb.address_of(text)
