"""Who is here for a chat, and how long an answer usually takes: from what really happened."""

import time

from sqlalchemy import select

from channels import Inbox
from channels.webchat import NAMESPACE, inbox_room
from helpdesk import realtime
from helpdesk.db import db
from helpdesk.people import Agent
from routing.estimating import who_works
from tickets import Ticket

MOST_SHOWN = 8
MOST_COUNTED = 500  # numbers in one statement
LOOKED_AT = 200  # newest answered tickets
ENOUGH = 5  # fewer say nothing about "usually"
_KEPT = 600  # seconds
_usual: dict[int, tuple[float, int | None]] = {}


def here(inbox: Inbox) -> list[dict]:
    """Who of the inbox's team is here and takes tickets, by first names only: [{"name", "initials"}].

    Whom the place in the queue counts, too: a supervisor who only looks is nobody who will answer.
    """
    query = select(Agent.name).where(Agent.id.in_(who_works(inbox.team_id)[:MOST_COUNTED])).order_by(Agent.id)
    return [
        {"name": first_name(name), "initials": initials(name)} for name in db.session.scalars(query.limit(MOST_SHOWN))
    ]


def tell_who_is_here(_event) -> None:
    """Somebody has come or gone: those who have a chat open see it."""
    for inbox in db.session.scalars(select(Inbox).where(Inbox.channel == "webchat", Inbox.enabled.is_(True))):
        realtime.tell(inbox_room(inbox.id), "here", {"here": here(inbox)}, namespace=NAMESPACE)


def usual_reply_seconds(inbox: Inbox) -> int | None:
    """Within how many seconds three of four first answers came, lately; None when there are too few to tell."""
    until, known = _usual.get(inbox.id, (0.0, None))
    if until < time.monotonic():
        known = _measured(inbox)
        _usual[inbox.id] = (time.monotonic() + _KEPT, known)
    return known


def first_name(name: str) -> str:
    """What a customer calls an agent."""
    return name.split()[0] if name.strip() else ""


def initials(name: str) -> str:
    """One or two letters for a face: of 赵安 the 安, of Bob Hartley the B."""
    word = first_name(name)
    return word[:1].upper() if word.isascii() else word[-1:]


def _measured(inbox: Inbox) -> int | None:
    rows = db.session.execute(
        select(Ticket.created_at, Ticket.first_replied_at)
        .where(Ticket.inbox_id == inbox.id, Ticket.first_replied_at.is_not(None))
        .order_by(Ticket.id.desc())
        .limit(LOOKED_AT)
    ).all()
    waits = sorted((replied - created).total_seconds() for created, replied in rows)
    return int(waits[len(waits) * 3 // 4]) if len(waits) >= ENOUGH else None
