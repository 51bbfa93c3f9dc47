"""Resuming: whoever was away is told what they missed, event by event, or that it was too much: then they reload."""

from datetime import timedelta

from sqlalchemy import select

from helpdesk import clock, realtime
from helpdesk.console.live.following import following
from helpdesk.console.live.seats import Seat
from helpdesk.console.live.telling import tell_events
from helpdesk.db import db
from helpdesk.events import Event

MOST_MISSED = 2000  # events; beyond that a fresh page is cheaper for everybody
# Numbers are given at insert and seen at commit: of two transactions the later number may be seen first.
OVERLAP = 100
JUST_NOW = timedelta(seconds=30)


def tell_missed(seat: Seat, since: int) -> None:
    """Tell one seat what has happened to its tickets since this event, or to reset."""
    events = list(
        db.session.scalars(
            select(Event)
            .where(Event.id > since - OVERLAP, Event.ticket_id.is_not(None))
            .order_by(Event.id)
            .limit(MOST_MISSED + OVERLAP + 1)
        )
    )
    if sum(event.id > since for event in events) > MOST_MISSED:
        realtime.tell_here([seat.socket], "reset", {})
    else:
        tell_events(events, only=seat)


def tell_missed_rows(seat: Seat, since: int) -> None:
    """Tell one seat which rows have changed since this event, and all counts."""
    changed = list(
        db.session.scalars(
            select(Event.ticket_id)
            .where(Event.id > since - OVERLAP, Event.ticket_id.is_not(None))
            .distinct()
            .limit(MOST_MISSED + 1)
        )
    )
    following.greet(seat, changed if len(changed) <= MOST_MISSED else [])


def tell_recent(seat: Seat, ticket_id: int) -> None:
    """Tell what happened to a ticket just now: between reading its page and opening it here nothing gets lost."""
    events = db.session.scalars(
        select(Event)
        .where(Event.ticket_id == ticket_id, Event.at > clock.now() - JUST_NOW)
        .order_by(Event.id.desc())
        .limit(50)
    )
    tell_events(list(events)[::-1], only=seat)
