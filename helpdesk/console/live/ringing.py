"""Ringing: a call pops up at once for the team of its line and for whom it rings at, and goes away when it is over."""

from sqlalchemy import select

from channels.calls import PhoneCall
from helpdesk import realtime
from helpdesk.console.call_cards import cards_of
from helpdesk.console.live.seats import Seat, seats
from helpdesk.console.masks import card_for
from helpdesk.db import db
from helpdesk.events import Event
from tickets.events import CALL_CHANGED, CALL_STARTED

MOST = 100


def tell_calls(events: list[Event]) -> None:
    """Tell what became of the calls of these events, each seat in its own words."""
    numbers = {event.message_id for event in events if event.name in (CALL_STARTED, CALL_CHANGED)}
    if not numbers:
        return
    calls = list(
        db.session.scalars(
            select(PhoneCall).where(PhoneCall.message_id.in_(numbers)).order_by(PhoneCall.id.desc()).limit(MOST)
        )
    )
    for card in cards_of(calls):
        for seat in seats.all():
            sees = _sight_of(seat)
            if card.concerns(seat.agent_id, seat.scope.teams, sees):
                realtime.tell_here([seat.socket], "call", card_for(card.said(sees), seat.scope.plain))


def _sight_of(seat: Seat):
    return lambda ticket: seat.may_see(ticket.team_id, ticket.assignee_id)
