"""Seats: the sockets of this process, who sits there, what they look at, and who may therefore hear what."""

import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Scope(NamedTuple):
    """What somebody sees of the lists. Those with the same scope are told the same rows."""

    sees_all: bool
    teams: frozenset[int]
    plain: bool = True  # contact data as it is, or masked

    def sees(self, team_id: int | None) -> bool:
        """Whether the tickets of this team are seen."""
        return self.sees_all or team_id is None or team_id in self.teams


@dataclass(eq=False)
class Seat:
    """One socket: a browser with its sign-in, or a program with its token, which makes nobody present."""

    socket: str
    agent_id: int
    scope: Scope
    name: str = ""
    language: str = "en"
    sign_in_id: int | None = None
    token_id: int | None = None
    since: int | None = None  # the last event its browser had heard before it connected
    looking: bool = False  # at a list
    open: set[int] = field(default_factory=set)

    def may_see(self, team_id: int | None, assignee_id: int | None, followers: Iterable[int] = ()) -> bool:
        """The same rule as tickets.visibility, from what is known here."""
        return self.scope.sees(team_id) or assignee_id == self.agent_id or self.agent_id in followers


class Seats:
    """All seats of this process; used by many threads."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._by_socket: dict[str, Seat] = {}
        self._by_agent: dict[int, set[Seat]] = defaultdict(set)
        self._by_ticket: dict[int, set[Seat]] = defaultdict(set)

    def take(self, seat: Seat) -> None:
        """Somebody has sat down."""
        with self._lock:
            self._by_socket[seat.socket] = seat
            self._by_agent[seat.agent_id].add(seat)

    def leave(self, socket: str) -> Seat | None:
        """Somebody has gone; their seat, if they had one."""
        with self._lock:
            seat = self._by_socket.pop(socket, None)
            if seat is not None:
                _drop(self._by_agent, seat.agent_id, seat)
                for ticket in seat.open:
                    _drop(self._by_ticket, ticket, seat)
            return seat

    def open(self, seat: Seat, ticket: int) -> None:
        """This seat has the ticket open."""
        with self._lock:
            seat.open.add(ticket)
            self._by_ticket[ticket].add(seat)

    def close(self, seat: Seat, ticket: int) -> None:
        """It has it open no more."""
        with self._lock:
            seat.open.discard(ticket)
            _drop(self._by_ticket, ticket, seat)

    def at(self, socket: str) -> Seat | None:
        """The seat of this socket."""
        return self._by_socket.get(socket)

    def all(self) -> list[Seat]:
        """Every seat."""
        with self._lock:
            return list(self._by_socket.values())

    def of_agents(self, agents: Iterable[int]) -> set[Seat]:
        """The seats of these agents."""
        with self._lock:
            return {seat for agent in agents for seat in self._by_agent.get(agent, ())}

    def around(self, ticket: int, agents: Iterable[int]) -> set[Seat]:
        """Those who have the ticket open, and the seats of these agents."""
        with self._lock:
            return {*self._by_ticket.get(ticket, ()), *self.of_agents(agents)}

    def opened(self) -> set[int]:
        """The tickets that somebody here has open."""
        with self._lock:
            return set(self._by_ticket)

    def agents(self) -> set[int]:
        """Whoever is connected here."""
        with self._lock:
            return set(self._by_agent)

    def looking(self) -> list[Seat]:
        """Those who look at a list."""
        with self._lock:
            return [seat for seat in self._by_socket.values() if seat.looking]

    def __len__(self) -> int:
        return len(self._by_socket)


def _drop(index: dict, key: int, seat: Seat) -> None:
    index[key].discard(seat)
    if not index[key]:
        del index[key]


seats = Seats()  # of this process
