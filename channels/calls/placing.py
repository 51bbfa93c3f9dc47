"""Which ticket does a call belong to? A wrong answer hides one matter in another, so there are few reasons to join."""

from datetime import datetime, timedelta

from sqlalchemy import select

from helpdesk.db import db
from tickets import Ticket, root_of
from tickets.ticket import OPEN, WAITING

STILL_THE_SAME = timedelta(days=3)


def ticket_of_call(inbox, identity, *, withheld: bool, as_of: datetime) -> Ticket | None:
    """The ticket that a call from or to this number continues; None for one of its own.

    It is the newest of the same number on the same line that is not done, and in which something was said within
    three days: who tries five times has one ticket, and calling back is part of what was missed. What is solved was
    another matter. A withheld number is nobody twice.
    """
    if withheld:
        return None
    found = db.session.scalar(
        select(Ticket)
        .where(
            Ticket.identity_id == identity.id,
            Ticket.inbox_id == inbox.id,
            Ticket.status.in_((*OPEN, *WAITING)),
            Ticket.spam_at.is_(None),
            Ticket.trashed_at.is_(None),
            Ticket.last_message_at > as_of - STILL_THE_SAME,
        )
        .order_by(Ticket.last_message_at.desc(), Ticket.id.desc())
        .limit(1)
    )
    root = root_of(found) if found is not None else None
    return root if root is not None and root.status in (*OPEN, *WAITING) and root.trashed_at is None else None
