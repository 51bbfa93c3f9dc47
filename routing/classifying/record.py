"""Record: what became of the guesses: of tickets solved since, how many it had right, and how many by itself."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import String, cast, select

from helpdesk import clock
from helpdesk.db import db
from routing.classifying.choices import choices
from routing.classifying.guess import Guess
from tickets import Ticket

LOOKED_BACK = timedelta(days=30)
MOST = 2000  # newest tickets


@dataclass(frozen=True)
class Record:
    """Of `guessed` tickets that are solved, `right` were guessed right; of `sure` ones `sure_right`."""

    guessed: int
    right: int
    sure: int
    sure_right: int


def record_of(target: str) -> Record:
    """How the guesses of the last thirty days turned out."""
    columns = (Guess.label, Guess.sure, Ticket.team_id, Ticket.priority, Ticket.language, Ticket.spam_at)
    rows = db.session.execute(
        select(*columns, Ticket.tag_names, Ticket.fields)
        .join(Ticket, Ticket.id == Guess.ticket_id)
        .where(
            Guess.target == target,
            Guess.at >= clock.now() - LOOKED_BACK,
            Ticket.status.in_(("solved", "closed")) | (cast(Guess.label, String) == "spam"),
        )
        .order_by(Guess.ticket_id.desc())
        .limit(MOST)
    ).all()
    field = choices().topic_field
    judged = [(row.sure, _is_right(target, row, field)) for row in rows]
    sure = [right for was_sure, right in judged if was_sure]
    return Record(len(judged), sum(right for _, right in judged), len(sure), sum(sure))


def _is_right(target: str, row, field: str) -> bool:
    if target == "topic":
        return row.label == (row.fields or {}).get(field) if field else row.label in (row.tag_names or [])
    if target == "spam":
        return (row.label == "spam") == (row.spam_at is not None)
    return row.label == {"team": str(row.team_id), "priority": row.priority, "language": row.language}[target]
