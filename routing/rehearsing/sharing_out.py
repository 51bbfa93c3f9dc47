"""Sharing out: a team's tickets handed to its people one after another, by simulation, and what comes of it."""

import heapq
from datetime import datetime
from types import ModuleType

from routing.asked import Asked
from routing.candidate import Candidate
from routing.rehearsing.queueing import spread


class SharingOut:
    """Everybody of the team is there. Who comes when all are full waits until the first desk has room, in line."""

    def __init__(self, people: list[Candidate], strategies: list[ModuleType]):
        self.people, self.strategies = {one.agent_id: one for one in people}, strategies
        self.leaving: list[tuple[float, int, str]] = []
        self.waited: list[float] = []
        self.given = self.nobody = 0

    def give(self, came: datetime, kind: str, seconds: float, asked: Asked) -> int | None:
        """Who gets it; None where the strategies have nobody even when every desk is empty."""
        now = came.timestamp()
        self._leave_until(now)
        if self._choose([one for one in self.people.values() if _takes(one, kind)], asked) is None:
            self.nobody += 1
            return None
        chosen, at = self._choose(self._with_room(kind), asked), now
        while chosen is None:
            at = self._leave_next()
            chosen = self._choose(self._with_room(kind), asked)
        self.given += 1
        chosen.last_given = self.given
        chosen.desk.counts[kind] += 1
        self.waited.append(at - now)
        heapq.heappush(self.leaving, (at + seconds, chosen.agent_id, kind))
        return chosen.agent_id

    def figures(self) -> dict:
        """{wait, nobody}: how long they waited, and for how many there was nobody."""
        return {"wait": spread(self.waited), "nobody": self.nobody}

    def _with_room(self, kind: str) -> list[Candidate]:
        return [one for one in self.people.values() if one.desk.has_room(kind)]

    def _choose(self, able: list[Candidate], asked: Asked) -> Candidate | None:
        found = (strategy.choose(able, asked) for strategy in self.strategies) if able else ()
        return next((one for one in found if one is not None), None)

    def _leave_until(self, now: float) -> None:
        while self.leaving and self.leaving[0][0] <= now:
            self._leave_next()

    def _leave_next(self) -> float:
        at, agent, kind = heapq.heappop(self.leaving)
        self.people[agent].desk.counts[kind] -= 1
        return at


def _takes(one: Candidate, kind: str) -> bool:
    return one.capacity > 0 and one.desk.limits.get(kind, one.capacity) > 0
