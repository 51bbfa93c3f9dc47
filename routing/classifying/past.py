"""Past: the desk's own tickets that are done, as texts and what became of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from helpdesk.db import db
from routing.classifying.wording import wording
from tickets import Message, Ticket

MOST = 40_000  # the newest: a desk of years ago was another one
FEWEST_OF_A_TOPIC = 8
_AT_ONCE = 500


@dataclass(frozen=True)
class Example:
    """A ticket's text, what it turned out to be, by target (a target it says nothing of is missing), and when."""

    text: str
    labels: dict[str, str]
    at: datetime


def examples(topic_field: str = "") -> list[Example]:
    """What can be learned from, oldest first."""
    numbers = list(
        db.session.scalars(
            select(Ticket.id)
            .where(
                Ticket.status.in_(("solved", "closed")) | Ticket.spam_at.is_not(None),
                Ticket.trashed_at.is_(None),
                Ticket.merged_into_id.is_(None),
            )
            .order_by(Ticket.id.desc())
            .limit(MOST)
        )
    )
    numbers.reverse()
    found = [row for start in range(0, len(numbers), _AT_ONCE) for row in _read(numbers[start : start + _AT_ONCE])]
    topics = _topics(found, topic_field)
    return [Example(text, _labels(ticket, topics, topic_field), ticket.created_at) for ticket, text in found]


def _read(numbers: list[int]) -> Iterator[tuple]:
    first = (
        select(func.min(Message.id).label("id"))
        .where(Message.ticket_id.in_(numbers), Message.kind == "inbound", Message.deleted_at.is_(None))
        .group_by(Message.ticket_id)
        .subquery()
    )
    columns = (
        Ticket.id,
        Ticket.subject,
        Ticket.team_id,
        Ticket.priority,
        Ticket.language,
        Ticket.spam_at,
        Ticket.tag_names,
        Ticket.fields,
        Ticket.created_at,
        Message.text,
    )
    query = select(*columns).join(Message, Message.ticket_id == Ticket.id).join(first, first.c.id == Message.id)
    for row in db.session.execute(query.order_by(Ticket.id)):
        text = wording(row.subject, row.text)
        if text.strip():
            yield row, text


def _topics(found: list[tuple], topic_field: str) -> set[str]:
    """What is said of enough tickets to be told from the others."""
    said = Counter(topic for ticket, _ in found for topic in _said(ticket, topic_field))
    most = len(found) * 0.6  # a tag that nearly all have is no topic
    return {topic for topic, number in said.items() if FEWEST_OF_A_TOPIC <= number <= most}


def _said(ticket, topic_field: str) -> list[str]:
    if topic_field:
        value = (ticket.fields or {}).get(topic_field)
        return [value] if isinstance(value, str) and value else []
    return list(ticket.tag_names or [])


def _labels(ticket, topics: set[str], topic_field: str) -> dict[str, str]:
    if ticket.spam_at is not None:
        return {"spam": "spam"}
    labels = {"spam": "ham", "priority": ticket.priority, "language": ticket.language}
    if ticket.team_id is not None:
        labels["team"] = str(ticket.team_id)
    of_ticket = [topic for topic in _said(ticket, topic_field) if topic in topics]
    if len(of_ticket) == 1:  # of two nobody knows which it is about
        labels["topic"] = of_ticket[0]
    return labels
