"""History: every revision, what it changed, and the way back."""

from flask import request
from sqlalchemy import select

import knowledge_base as kb
from helpdesk.db import db
from helpdesk.knowledge.pages import article, done, pages, show, text
from helpdesk.people import Agent
from helpdesk.people.sessions import allowed, me
from helpdesk.refusing import Refusal
from knowledge_base.comparing import compared
from knowledge_base.revision import Revision

MOST = 200


@pages.get("/<number:number>/<lang>/revisions")
@allowed("articles.write")
def revisions(number: int, lang: str):
    """The list, and one of them against another: the one before, or ?to=."""
    row = text(number, lang)
    listed = select(Revision).where(Revision.text_id == row.id).order_by(Revision.number.desc()).limit(MOST)
    found = db.session.scalars(listed).all()
    chosen = _numbered(found, request.args.get("at", type=int)) or (found[0] if found else None)
    other = _numbered(found, request.args.get("to", type=int))
    if other is None and chosen is not None:
        other = _numbered(found, chosen.number - 1)
    return show(
        "revisions",
        "",
        article=article(number),
        text=row,
        revisions=found,
        chosen=chosen,
        other=other,
        lines=compared(_whole(other), _whole(chosen)) if chosen is not None else [],
        people={agent.id: agent.name for agent in db.session.scalars(select(Agent).limit(1000))},
    )


@pages.post("/<number:number>/<lang>/revisions/<int:revision>")
@allowed("articles.write")
def return_to(number: int, lang: str, revision: int):
    """Make it the draft."""
    row = text(number, lang)
    wanted = select(Revision).where(Revision.text_id == row.id, Revision.number == min(revision, 2**31))
    found = db.session.scalar(wanted)
    if found is None:
        raise Refusal(404)
    kb.go_back(article(number), row, found, by=me())
    return done(f"/knowledge/{number}/{lang}", "It is the draft now.", "已恢复为草稿。")


def _numbered(rows: list[Revision], number: int | None) -> Revision | None:
    return next((row for row in rows if row.number == number), None)


def _whole(revision: Revision | None) -> str:
    return f"{revision.title}\n\n{revision.body}" if revision is not None else ""
