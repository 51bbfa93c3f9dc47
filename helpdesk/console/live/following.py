"""Following: one thread a process reads the new events and hands them to those who tell, gather and watch."""

import threading
import time

import structlog

from helpdesk import realtime
from helpdesk.console.live.forgetting import Forgetting
from helpdesk.console.live.gathering import Gathering
from helpdesk.console.live.noticing import Comings, tell_desk, tell_notices
from helpdesk.console.live.ringing import tell_calls
from helpdesk.console.live.seats import Seat, seats
from helpdesk.console.live.tail import Tail
from helpdesk.console.live.telling import tell_events
from helpdesk.console.live.watching import Watch, close_what_moved
from helpdesk.db import db
from helpdesk.people.events import ENDS_SESSIONS, SIGNED_OUT, TEAM_JOINED, TEAM_LEFT, TOKEN_ENDED

log = structlog.get_logger()
# Another process's commit is seen within this; one of this process wakes the thread at once.
BUSY, QUIET, BUSY_FOR = 0.05, 0.2, 10.0
# In a storm commits are read a few at a time: the questions around one are those around ten.
PACE = 0.03
_CHANGES_SCOPE = {*ENDS_SESSIONS, SIGNED_OUT, TEAM_JOINED, TEAM_LEFT, TOKEN_ENDED}


class Following:
    """The thread and what it knows. Nothing is read while nobody sits here."""

    def __init__(self) -> None:
        self.gathering = Gathering()
        self.watch = Watch()
        self.comings = Comings()
        self.forgetting = Forgetting()
        self._lock = threading.Lock()
        self._woken = threading.Event()
        self._tail: Tail | None = None
        self._thread = self._app = None
        self._heard_at = 0.0

    def begin(self, app) -> None:
        """Somebody has sat down: from here on no event is missed. Call it before reading what they have missed."""
        with self._lock:
            self._app = app
            if self._tail is None or len(seats) == 1:  # whoever is the first begins anew
                self._tail = Tail()
            if self._thread is None:
                self._thread = realtime.socketio.start_background_task(self._run)
        self.wake()

    def wake(self) -> None:
        """Something has been committed."""
        self._woken.set()

    def greet(self, seat: Seat, ticket_ids: list[int]) -> None:
        """Somebody begins to look at lists: tell them these rows, and soon all counts."""
        self.gathering.greet(seat, ticket_ids)
        self.wake()

    def _run(self) -> None:
        while True:
            self._woken.wait(self._pause())
            time.sleep(max(0.0, self._heard_at + PACE - time.monotonic()))
            self._woken.clear()
            try:
                with self._app.app_context():
                    self._round()
            except Exception:  # the database may be away: what is missed now is read when it is back
                log.exception("live round failed")
                time.sleep(0.5)

    def _pause(self) -> float:
        if not len(seats):
            return 5.0
        return BUSY if time.monotonic() - self._heard_at < BUSY_FOR else QUIET

    def _round(self) -> None:
        tail = self._tail_if_needed()
        if tail is None:
            return
        if tail.anything() and (events := tail.fresh()):
            self._heard_at = time.monotonic()
            self._hear(events)
        if self.gathering.is_due():
            db.session.rollback()  # rows of a moment ago are not good enough for a list
            self.gathering.flush()
        self.comings.tell()
        self.forgetting.tell()
        self.watch.keep()

    def _tail_if_needed(self) -> Tail | None:
        # Held for a moment only: those who sit down wait for it, and the thread hardly ever rests.
        with self._lock:
            if not len(seats):
                self._tail = None
            return self._tail

    def _hear(self, events) -> None:
        self.gathering.note(events)
        if any(event.name in _CHANGES_SCOPE for event in events):
            self.watch.soon()
            self.watch.keep()  # before anything is told: who lost their right hears nothing more
        self.forgetting.note(events)
        close_what_moved(events)
        tell_events(events)
        tell_notices(events)
        tell_desk(events)
        tell_calls(events)
        self.comings.note(events)


following = Following()  # of this process
