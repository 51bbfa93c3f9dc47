"""Tallying: what a rehearsal came to: moves from where to where, load by team and hour, waits, conflicts."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from routing.facts import OWN, calendars
from routing.rehearsing.queueing import Arrival, places, waits

MOST_LINES, LONGEST_DESK = 200, 7 * 86_400.0


class Tally:
    """It is told of every ticket, and says in the end what came of all."""

    def __init__(self):
        self.looked_at = self.matched = self.moved = 0
        self.flows = defaultdict(Counter)
        self.acts, self.crossed = Counter(), Counter()
        self.load = {side: defaultdict(lambda: [0] * 24) for side in ("before", "after")}
        self.arrivals = {side: defaultdict(list) for side in ("before", "after")}
        self.zone = ZoneInfo(calendars.zone())

    def note(self, row, changes: dict, team_before, team_after) -> None:
        """One ticket has been tried."""
        self.looked_at += 1
        hour = row.created_at.astimezone(self.zone).hour
        arrival = Arrival(row.created_at, on_desk(row))
        for side, team in (("before", team_before), ("after", team_after)):
            self.load[side][team][hour] += 1
            self.arrivals[side][team].append(arrival)
        if changes:
            self.moved += 1
        for column, was, is_ in one_by_one(changes):
            self.flows[column][_said(was), _said(is_)] += 1

    def result(self) -> dict:
        """All of it as data."""
        teams = sorted({*self.load["before"], *self.load["after"]}, key=lambda team: (team is None, team or 0))
        size = places()
        return {
            "looked_at": self.looked_at,
            "matched": self.matched,
            "moved": self.moved,
            "flows": {
                column: [[was, is_, number] for (was, is_), number in counted.most_common(MOST_LINES)]
                for column, counted in self.flows.items()
            },
            "acts": dict(self.acts),
            "conflicts": [[*key, number] for key, number in self.crossed.most_common(50)],
            "teams": [self._team(team, size.get(team, 0)) for team in teams],
            "zone": self.zone.key,
        }

    def _team(self, team: int | None, size: int) -> dict:
        found = {"team_id": team, "places": size}
        for side in ("before", "after"):
            found[side] = self.load[side][team]
            found[f"wait_{side}"] = waits(self.arrivals[side][team], size)
        return found


def one_by_one(changes: dict) -> Iterator[tuple]:
    """(column, was, is) of all that changed; each field of the company's own is a column, `field.KEY`, by itself."""
    for column, (was, is_) in changes.items():
        if column != "fields":
            yield column, was, is_
            continue
        was, is_ = was or {}, is_ or {}
        changed = (key for key in dict.fromkeys((*was, *is_)) if was.get(key) != is_.get(key))
        yield from ((f"{OWN}{key}", was.get(key), is_.get(key)) for key in changed)


def on_desk(row) -> float | None:
    """How long it was worked on: from the first answer, or else from the beginning, to its end; a week at most."""
    ended: datetime | None = row.solved_at or row.closed_at
    if ended is None:
        return None
    return min(max(0.0, (ended - (row.first_replied_at or row.created_at)).total_seconds()), LONGEST_DESK)


def _said(value):
    if isinstance(value, datetime):  # each ticket has a time of its own: what counts is that it has one
        return True
    if isinstance(value, list):
        return ", ".join(value)
    return value
