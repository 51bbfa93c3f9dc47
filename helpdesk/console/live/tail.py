"""The tail of the events: each process that has sockets reads the newest rows, whoever wrote them, and loses none."""

import time

from sqlalchemy import bindparam, func, or_, select

from helpdesk.db import db
from helpdesk.events import Event

MOST_AT_ONCE = 500
# A number that was given but is not there yet belongs to a transaction that is still open, or was undone.
WAITED_FOR = 30.0  # seconds
MOST_GAPS = 2000

_NEWEST = select(func.max(Event.id))
_FRESH = (
    select(Event)
    .where(or_(Event.id > bindparam("last"), Event.id.in_(bindparam("gaps", expanding=True))))
    .order_by(Event.id)
    .limit(MOST_AT_ONCE)
)


class Tail:
    """Where one process stands in the events."""

    def __init__(self) -> None:
        self.last = db.session.scalar(_NEWEST) or 0
        self.gaps: dict[int, float] = {}  # missing numbers → until when they are waited for

    def anything(self) -> bool:
        """Whether there is something new; far cheaper than fresh()."""
        newest = db.session.scalar(_NEWEST) or 0
        return newest > self.last or bool(self.gaps)

    def fresh(self) -> list[Event]:
        """The events not read before, in the order of their numbers."""
        events = list(db.session.scalars(_FRESH, {"last": self.last, "gaps": list(self.gaps) or [0]}))
        now = time.monotonic()
        for event in events:
            if event.id in self.gaps:
                del self.gaps[event.id]
            elif event.id > self.last:
                missing = range(max(self.last + 1, event.id - MOST_GAPS), event.id)
                self.gaps.update(dict.fromkeys(missing, now + WAITED_FOR))
                self.last = event.id
        if self.gaps:
            self.gaps = {number: until for number, until in self.gaps.items() if until > now}
        return events
