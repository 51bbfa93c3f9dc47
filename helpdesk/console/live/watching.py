"""Watching: sessions that are over lose their sockets, those that hold keep their agent here, and scopes stay true."""

import time
from collections import defaultdict

from sqlalchemy import select

from helpdesk import people, presence, realtime
from helpdesk.console.live.seats import Scope, Seat, seats
from helpdesk.console.live.telling import by_id, followers_of
from helpdesk.customers.masking import plainly
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.people import Agent, Membership, api_token
from tickets import Ticket
from tickets.events import FOLLOWER_REMOVED, TEAM_CHANGED, TICKET_ASSIGNED, TICKET_UNASSIGNED

LOOK_EVERY = 2.0  # seconds: a session that is over has no socket after that
BEAT_EVERY = 15.0
_MOVES = {TEAM_CHANGED, TICKET_ASSIGNED, TICKET_UNASSIGNED, FOLLOWER_REMOVED}


class Watch:
    """What is looked after in this process from time to time."""

    def __init__(self) -> None:
        self._look_due = self._beat_due = 0.0

    def soon(self) -> None:
        """Something has changed that bears on who may be here."""
        self._look_due = 0.0

    def keep(self) -> None:
        """Look, and give signs of life, when it is time."""
        now = time.monotonic()
        if now >= self._look_due:
            self._look_due = now + LOOK_EVERY
            _end_dead(seats.all())
            _refresh_scopes(seats.all())
        if now >= self._beat_due:
            self._beat_due = now + BEAT_EVERY
            give_signs_of_life()


def give_signs_of_life() -> None:
    """Say of everybody who sits here in a browser that they are here."""
    present = {seat.agent_id for seat in seats.all() if seat.sign_in_id is not None}
    if present:
        for agent in by_id(Agent, set(people.still_here(sorted(present)))).values():
            people.arrive(agent)
    presence.still_looking()


def _end_dead(sitting: list[Seat]) -> None:
    sign_ins = [seat.sign_in_id for seat in sitting if seat.sign_in_id is not None]
    tokens = [seat.token_id for seat in sitting if seat.token_id is not None]
    good_sign_ins = people.still_good(sign_ins) if sign_ins else set()
    good_tokens = api_token.still_good(tokens) if tokens else set()
    for seat in sitting:
        if seat.sign_in_id not in good_sign_ins and seat.token_id not in good_tokens:
            realtime.tell_here([seat.socket], "signed_out", {})
            stand_up(seat.socket)
            realtime.end(seat.socket)


def stand_up(socket: str) -> None:
    """Whoever sat at this socket has gone: they look at nothing any more."""
    seat = seats.leave(socket)
    if seat is not None:
        for ticket in seat.open:
            presence.look_away(ticket, seat.socket)
        presence.all_idle(seat.agent_id, seat.socket, None)


def _refresh_scopes(sitting: list[Seat]) -> None:
    scopes = scopes_of({seat.agent_id for seat in sitting})
    for seat in sitting:
        if (scope := scopes.get(seat.agent_id)) is not None and scope != seat.scope:
            seat.scope = scope
            _close_what_is_hidden(seat, set(seat.open))


def scopes_of(agents: set[int]) -> dict[int, Scope]:
    """What each of these agents sees."""
    teams: dict[int, set[int]] = defaultdict(set)
    for agent, team in db.session.execute(
        select(Membership.agent_id, Membership.team_id).where(Membership.agent_id.in_(agents))
    ):
        teams[agent].add(team)
    roles = db.session.execute(select(Agent.id, Agent.role).where(Agent.id.in_(agents)))
    return {
        agent: Scope(role in ("supervisor", "admin"), frozenset(teams[agent]), plainly(role)) for agent, role in roles
    }


def close_what_moved(events: list[Event]) -> None:
    """A ticket that was handed on is closed for who may not see it now: they hear no more of who looks and types."""
    moved = {event.ticket_id for event in events if event.name in _MOVES} & seats.opened()
    for seat in {seat for ticket in moved for seat in seats.around(ticket, ())}:
        _close_what_is_hidden(seat, seat.open & moved)


def _close_what_is_hidden(seat: Seat, opened: set[int]) -> None:
    tickets = by_id(Ticket, opened)
    followers = followers_of(set(tickets), {seat.agent_id})
    for number in list(opened):
        ticket = tickets.get(number)
        if ticket is None or not seat.may_see(ticket.team_id, ticket.assignee_id, followers.get(number, ())):
            seats.close(seat, number)
            realtime.leave(seat.socket, realtime.ticket_room(number))
            presence.look_away(number, seat.socket)
