"""Counting: how many tickets each view has for each who looks, from one census of the active tickets. Pure.

Tickets that are alike to every condition are one group. Whose they are counts only as mine, another's or nobody's.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime

from helpdesk.console.live.seats import Scope
from tickets.conditions import Who, matches

_FAR, _ME, _OTHER = datetime(9999, 1, 1, tzinfo=UTC), 1, 2
_HOLDERS = {"mine": _ME, "other": _OTHER, "nobody": None}
MOST_REMEMBERED = 200_000


@dataclass(frozen=True)
class Counted:
    """A view whose count follows from the groups. `key` changes with its conditions."""

    id: int
    key: str
    conditions: dict
    personal: bool  # it speaks of "me"
    owner_id: int | None


class Census:
    """The active tickets by group. `names` are the columns of a group's key; team_id is the first of them."""

    def __init__(self, names: tuple[str, ...], rows, abroad=()):
        """`rows`: (key, assignee, number); `abroad`: (agent, key, assignee, number) of what is followed elsewhere."""
        self.names = names
        self.sums: dict[tuple, int] = {}
        self.free, self.taken = Counter(), Counter()
        self.mine: dict[int, Counter] = defaultdict(Counter)
        self.abroad: dict[int, list] = defaultdict(list)
        for key, assignee, number in rows:
            (self.free if assignee is None else self.taken)[key] += number
            if assignee is not None:
                self.mine[assignee][key] += number
        for agent, key, assignee, number in abroad:
            self.abroad[agent].append((key, "nobody" if assignee is None else "other", number))


class Tally:
    """Counts views over a census; what a condition says of a group is worked out once and remembered."""

    def __init__(self) -> None:
        self._remembered: dict[tuple, bool] = {}

    def shared(self, census: Census, views: list[Counted], scope: Scope) -> dict[int, int]:
        """The views that are the same for everybody of this scope."""
        groups = _visible(census, scope)
        return {view.id: self._sum(census, view, groups, scope) for view in views if not view.personal}

    def personal(
        self, census: Census, views: list[Counted], scope: Scope, agent: int, shared: dict[int, int]
    ) -> dict[int, int]:
        """What is different for this agent: the views that speak of "me", and what they see beyond their teams."""
        mine = census.mine.get(agent, {})
        beyond = [(key, "mine", n) for key, n in mine.items() if not scope.sees(key[0])]
        beyond += [] if scope.sees_all else census.abroad.get(agent, [])
        found = {}
        for view in views:
            extra = self._sum(census, view, beyond, scope)
            if view.personal:
                found[view.id] = self._mine(census, view, mine, scope) + extra
            elif extra:
                found[view.id] = shared[view.id] + extra
        return found

    def _mine(self, census: Census, view: Counted, mine, scope: Scope) -> int:
        """As if all were others', and then what is mine counted as mine."""
        total = self._of_others(census, view, scope)
        for key, n in mine.items():
            if scope.sees(key[0]):
                total += n * (
                    self._holds(census.names, view, key, "mine", scope)
                    - self._holds(census.names, view, key, "other", scope)
                )
        return total

    def _of_others(self, census: Census, view: Counted, scope: Scope) -> int:
        """Nearly always nothing: a view that speaks of "me" seldom shows what others have."""
        if (view.key, scope) not in census.sums:
            census.sums[view.key, scope] = self._sum(census, view, _visible(census, scope), scope)
        return census.sums[view.key, scope]

    def _sum(self, census: Census, view: Counted, groups, scope: Scope) -> int:
        return sum(n for key, holder, n in groups if n and self._holds(census.names, view, key, holder, scope))

    def _holds(self, names, view: Counted, key: tuple, holder: str, scope: Scope) -> bool:
        question = (view.key, names, key, holder, scope.teams)
        answer = self._remembered.get(question)
        if answer is None:
            if len(self._remembered) > MOST_REMEMBERED:
                self._remembered.clear()
            row = dict(zip(names, key, strict=True)) | {
                "assignee_id": _HOLDERS[holder],
                "spam": False,
                "trashed": False,
                "merged_into": None,
            }
            row["snoozed_until"] = _FAR if row.pop("snoozed") else None
            answer = self._remembered[question] = matches(view.conditions, row, Who(_ME, scope.teams))
        return answer


def _visible(census: Census, scope: Scope) -> list:
    return [
        *((key, "nobody", n) for key, n in census.free.items() if scope.sees(key[0])),
        *((key, "other", n) for key, n in census.taken.items() if scope.sees(key[0])),
    ]
