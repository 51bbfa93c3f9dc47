"""Counts: what the census says, for each who looks; taken anew only when something changed, and never too often."""

import time

from helpdesk.console.live import census
from helpdesk.console.live.counting import Census, Counted, Tally
from helpdesk.console.live.seats import Scope, Seat
from tickets.finding import COUNTED

_SHARE = 8  # a census that took t is not repeated within t × this, so that counting never takes the machine
_OTHERS_EVERY = 2.0  # seconds


class Counts:
    """The counts of views of everybody who looks through this process."""

    def __init__(self) -> None:
        self.stale = True
        self._tally = Tally()
        self._due = self._others_due = 0.0
        self._others: dict[Scope, dict[int, int]] = {}

    def of(self, lookers: list[Seat]) -> dict[str, dict[int, int]]:
        """The counts by socket; empty when nothing has changed or it is too early."""
        began = time.monotonic()
        if not self.stale or began < self._due:
            return {}
        self.stale = False
        views, others = census.counted_views()
        taken = census.take(views, sorted({seat.agent_id for seat in lookers if not seat.scope.sees_all}))
        common = [view for view in views if view.owner_id is None]
        shared = {scope: self._tally.shared(taken, common, scope) for scope in {seat.scope for seat in lookers}}
        self._count_others(others, list(shared), began)
        found: dict[tuple, dict[int, int]] = {}
        for seat in lookers:
            if (seat.scope, seat.agent_id) not in found:
                found[seat.scope, seat.agent_id] = self._of(seat, taken, views, shared[seat.scope])
        self._due = time.monotonic() + (time.monotonic() - began) * _SHARE
        return {seat.socket: found[seat.scope, seat.agent_id] for seat in lookers}

    def _of(self, seat: Seat, taken: Census, views: list[Counted], shared: dict[int, int]) -> dict[int, int]:
        own = [view for view in views if view.owner_id == seat.agent_id]
        shared = shared | self._tally.shared(taken, own, seat.scope) if own else shared
        mine = [view for view in views if view.owner_id in (None, seat.agent_id)]
        counts = shared | self._tally.personal(taken, mine, seat.scope, seat.agent_id, shared)
        return self._others.get(seat.scope, {}) | {view: min(n, COUNTED) for view, n in counts.items()}

    def _count_others(self, views: list, scopes: list[Scope], now: float) -> None:
        if now < self._others_due and all(scope in self._others for scope in scopes):
            self.stale = True  # again soon
            return
        self._others_due = now + _OTHERS_EVERY
        self._others = {scope: census.count_by_scope(views, scope) for scope in scopes}
