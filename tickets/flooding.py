"""A flood: one address that opens ticket after ticket, as loops and broken programs do; it is dammed in one of them."""

from datetime import timedelta

from sqlalchemy import bindparam, select

from helpdesk import clock
from helpdesk.db import db
from helpdesk.hot import Look
from tickets.ticket import Ticket

WITHIN = timedelta(hours=1)
# So many new tickets of one address within the hour are a flood: of a machine's answers, of one subject, of anything.
MOST_ANSWERS, MOST_ALIKE, MOST = 20, 100, 1000


def flooded(inbox, identity, is_auto: bool, subject: str | None) -> Ticket | None:
    """The ticket that a flood of this address goes into; None where there is no flood."""
    if identity is None or not _opened_before(inbox, identity, MOST_ANSWERS):
        return None
    latest = _open_one(inbox, identity)
    if latest is None or is_auto:
        return latest
    many = MOST_ALIKE if _same(subject, latest.subject) else MOST
    return latest if _opened_before(inbox, identity, many) else None


def _opened_before(inbox, identity, many: int) -> bool:
    """Whether the last ticket but so many is no older than an hour."""
    found = _LAST_BUT[many].first(identity=identity.id, inbox=inbox.id)
    return found is not None and found[0] > clock.now() - WITHIN


_LAST_BUT = {
    many: Look(
        select(Ticket.created_at)
        .where(Ticket.identity_id == bindparam("identity"), Ticket.inbox_id == bindparam("inbox"))
        .order_by(Ticket.id.desc())
        .offset(many - 1)
        .limit(1)
    )
    for many in (MOST_ANSWERS, MOST_ALIKE, MOST)
}


def _open_one(inbox, identity) -> Ticket | None:
    return db.session.scalar(
        select(Ticket)
        .where(
            Ticket.identity_id == identity.id,
            Ticket.inbox_id == inbox.id,
            Ticket.status != "closed",
            Ticket.trashed_at.is_(None),
            Ticket.merged_into_id.is_(None),
        )
        .order_by(Ticket.id.desc())
        .limit(1)
    )


def _same(one: str | None, other: str) -> bool:
    return (one or "").strip().lower()[:500] == other.strip().lower()
