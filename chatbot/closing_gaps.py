"""Closing gaps: from a solved ticket behind a gap a draft article or a phrasing is made, without personal data."""

from dataclasses import dataclass

from sqlalchemy import select

import knowledge_base as kb
from helpdesk import clock
from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.hot import change
from helpdesk.people import Agent
from knowledge_base.gap import Gap, GapCase
from knowledge_base.impersonal import impersonal
from tickets import Message, Ticket

_MOST_SAID = 20
_DONE = ("solved", "closed")


@dataclass(frozen=True)
class Proposal:
    """A draft for an editor's eyes: `ticket_id` is where it comes from, None where no answer is known yet."""

    title: str
    body: str
    language: str
    ticket_id: int | None


def proposal_for(gap: Gap, ticket: Ticket | None) -> Proposal:
    """What an article could say: the question of the gap, and what an agent answered in this ticket."""
    answers = _answers(ticket) if ticket is not None else []
    names = _names_in(ticket) if ticket is not None else ()
    body = "\n\n".join(impersonal(answer, gap.language, names) for answer in answers)
    return Proposal(impersonal(gap.text, gap.language, names), body, gap.language, ticket.id if ticket else None)


@transaction()
def draft_from(gap: Gap, *, title: str, body: str, by, ticket_id: int | None = None):
    """The draft as its editor has approved it, its question among its phrasings. Raises knowledge_base.NotAllowed."""
    article = kb.begin(title=title, body=body, language=gap.language, by=by)
    if _spoken(gap.text) != _spoken(title):
        kb.add_phrasing(article, gap.text, language=gap.language, by=by, source="bot", ticket_id=ticket_id)
    _close(gap, article.id)
    return article


@transaction()
def phrase_as(gap: Gap, article, text: str, *, by, ticket_id: int | None = None) -> None:
    """The gap asked for an article that is there, in other words: it is found by them from now on."""
    kb.add_phrasing(article, text, language=gap.language, by=by, source="bot", ticket_id=ticket_id)
    _close(gap, article.id)


@transaction()
def dismiss(gap: Gap) -> None:
    """Nothing shall answer this."""
    change(gap, state="dismissed", last_at=clock.now())


@transaction()
def reopen(gap: Gap) -> None:
    """Back among the open ones."""
    change(gap, state="open")


def tickets_behind(gap: Gap, sight) -> list[Ticket]:
    """The tickets in which it was asked, of those this reader sees, the newest first, solved ones before others."""
    numbers = (
        select(GapCase.ticket_id)
        .where(GapCase.gap_id == gap.id, GapCase.ticket_id.is_not(None))
        .order_by(GapCase.id.desc())
        .limit(50)
    )
    rows = sight.some(list(dict.fromkeys(db.session.scalars(numbers)))).values()
    return sorted(rows, key=lambda ticket: (ticket.status not in _DONE, -ticket.id))


def _close(gap: Gap, article_id: int) -> None:
    change(gap, state="done", article_id=article_id)


def _answers(ticket: Ticket) -> list[str]:
    """What agents told the customer."""
    query = (
        select(Message.text)
        .where(Message.ticket_id == ticket.id, Message.kind == "reply", Message.author_kind == "agent")
        .order_by(Message.id)
        .limit(_MOST_SAID)
    )
    return [text.strip() for text in db.session.scalars(query) if len(text.strip()) > 15]


def _names_in(ticket: Ticket) -> tuple[str, ...]:
    customer = db.session.get(Customer, ticket.customer_id)
    writers = select(Message.author_id).where(Message.ticket_id == ticket.id, Message.author_kind == "agent")
    agents = db.session.scalars(select(Agent.name).where(Agent.id.in_(writers)))
    return tuple(name for name in (customer.name if customer else "", *agents) if name)


def _spoken(text: str) -> str:
    return " ".join(text.lower().split()).rstrip("?？.。")
