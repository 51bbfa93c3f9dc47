"""Forgetting: where rows were deleted for good none is left that could say what to drop: screens read anew."""

import time

from helpdesk import realtime
from helpdesk.console.live.seats import seats
from helpdesk.customers.events import ROWS_FORGOTTEN
from helpdesk.events import Event

EVERY = 3.0  # seconds: an import that is taken back deletes in a hundred steps


class Forgetting:
    """Whether something has gone that this process has not told of yet."""

    def __init__(self) -> None:
        self._gone, self._told_at = False, -EVERY

    def note(self, events: list[Event]) -> None:
        """These events have happened."""
        self._gone = self._gone or any(event.name == ROWS_FORGOTTEN for event in events)

    def tell(self) -> None:
        """Have everybody read anew, when it is time."""
        if self._gone and time.monotonic() >= self._told_at + EVERY:
            self._gone, self._told_at = False, time.monotonic()
            realtime.tell_here([seat.socket for seat in seats.all()], "reset", {})
