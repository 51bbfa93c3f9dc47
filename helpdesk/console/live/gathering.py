"""Gathering: changed tickets and counts are told five times a second at most, and only to those who look at lists.

A row is built once. Those who see the same get the same words, written down once, however many they are.
"""

import time
from collections import defaultdict, deque

from helpdesk import presence, realtime
from helpdesk.console.live.batch import Batch, Before
from helpdesk.console.live.counts import Counts
from helpdesk.console.live.seats import Seat, seats
from helpdesk.events import Event

EVERY = 0.2  # seconds
MOST_ROWS = 200  # a flush; what is more comes with the next


class Gathering:
    """What has changed and is still to be told by this process."""

    def __init__(self) -> None:
        self._changed: dict[int, Before] = defaultdict(Before)
        self._counts = Counts()
        self._told: dict[str, dict[int, int]] = {}  # socket → the counts it has heard
        self._newcomers: deque[str] = deque()
        self._told_at = self._looked_due = 0.0
        self._looked_at = time.time()

    def note(self, events: list[Event]) -> None:
        """These events have changed their tickets."""
        for event in events:
            if event.ticket_id is not None:
                self._changed[event.ticket_id].learn(event.name, event.data or {})
                self._counts.stale = True

    def is_due(self) -> bool:
        """Whether it is time to look: at once after a quiet moment, else a fifth of a second after the last time."""
        now = time.monotonic()
        return now >= self._told_at + EVERY and (bool(self._changed) or now >= self._looked_due)

    def flush(self) -> None:
        """Tell what has changed since the last time."""
        self._looked_due = time.monotonic() + EVERY
        while self._newcomers:  # first: whoever begins to look after this is greeted the next time
            self._told.pop(self._newcomers.popleft(), None)
            self._counts.stale = True
        viewings, lookers = self._viewings(), seats.looking()
        if not lookers:
            self._changed.clear()
            self._told.clear()
            return
        changed = dict(self._changed.popitem() for _ in range(min(len(self._changed), MOST_ROWS)))
        counts = self._counts.of(lookers)
        if changed or viewings or counts:
            self._told_at = time.monotonic()
            self._tell(lookers, Batch(changed, viewings, lookers), counts)

    def greet(self, seat: Seat, ticket_ids: list[int]) -> None:
        """Somebody begins to look: tell the rows that changed while they were away, and soon all counts.

        Called in the thread of their own socket, while another thread gathers.
        """
        self._newcomers.append(seat.socket)
        for start in range(0, len(ticket_ids), MOST_ROWS):
            batch = Batch({number: Before() for number in ticket_ids[start : start + MOST_ROWS]}, [], [seat])
            realtime.tell_here([seat.socket], "rows", batch.said_to(batch.kind_of(seat), {}))

    def _tell(self, lookers: list[Seat], batch: Batch, counts: dict[str, dict]) -> None:
        alike: dict[tuple, list[str]] = defaultdict(list)
        for seat in lookers:
            told = self._told.setdefault(seat.socket, {})
            news = {view: n for view, n in counts.get(seat.socket, {}).items() if told.get(view) != n}
            told.update(news)
            alike[batch.kind_of(seat), tuple(news.items())].append(seat.socket)
        for (kind, news), sockets in alike.items():
            said = batch.said_to(kind, dict(news))
            if any(said.values()):
                realtime.tell_here(sockets, "rows", said)
        present = {seat.socket for seat in lookers}
        self._told = {socket: told for socket, told in self._told.items() if socket in present}

    def _viewings(self) -> list[dict]:
        since, self._looked_at = self._looked_at, time.time()
        tickets = presence.changed_since(since)
        return presence.viewings(tickets) if tickets else []
