"""Policies as they are reckoned with: read once, until somebody changes one, and the first that fits is a ticket's."""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from helpdesk.db import db
from helpdesk.hot import Look
from helpdesk.stamps import Stamp
from routing.calendars.asking import default_calendar_id
from routing.conditions import HOLDS, ready
from routing.conditions import Look as Asked
from routing.facts import facts_of
from routing.sla.policy import SlaChoice, SlaPolicy

_STAMP = Stamp(SlaPolicy, func.count(), func.max(SlaPolicy.updated_at))
_CHOSEN = Look(select(SlaChoice.policy_id).where(SlaChoice.ticket_id == bindparam("ticket")))


class Target(NamedTuple):
    """So long may it take; round the clock where `business` is not said."""

    time: timedelta
    business: bool


class Level(NamedTuple):
    """What happens when so much time has gone by since the breach."""

    number: int
    after: timedelta
    actions: tuple[dict, ...]


@dataclass(frozen=True)
class Terms:
    """A policy, understood."""

    id: int
    fits: Asked
    targets: dict[tuple[str, str], Target]
    pauses: dict[str, frozenset[str]]
    levels: tuple[Level, ...]
    warn_percent: int
    reopening: str
    calendar_id: int | None

    def target(self, metric: str, priority: str) -> Target | None:
        """What is promised for tickets of this priority, if anything."""
        return self.targets.get((metric, priority))

    def actions_at(self, level: int) -> tuple[dict, ...]:
        """What happens at this level: 0 is the warning, 1 the breach."""
        return next((one.actions for one in self.levels if one.number == level), ())

    def level_after(self, level: int) -> Level | None:
        """The next level after this one, beyond the breach."""
        return next((one for one in self.levels if one.number > max(level, 1)), None)


class _Known:
    stamp: tuple = ()
    terms: dict[int, Terms] = {}


def policy_for(ticket) -> Terms | None:
    """The policy of this ticket: what somebody chose for it, else the first that fits."""
    if not all_terms():
        return None
    chosen = _CHOSEN.first(ticket=ticket.id)
    if chosen is not None:
        return all_terms().get(chosen[0]) if chosen[0] else None
    facts = facts_of(ticket)
    return next((terms for terms in _Known.terms.values() if terms.fits(facts) == HOLDS), None)


def all_terms() -> dict[int, Terms]:
    """The policies in force, in the order in which they are tried."""
    stamp = (default_calendar_id(), *_STAMP.here())
    if stamp != _Known.stamp:
        rows = db.session.scalars(select(SlaPolicy).where(SlaPolicy.enabled).order_by(SlaPolicy.position, SlaPolicy.id))
        _Known.terms, _Known.stamp = {row.id: _understood(row) for row in rows}, stamp
    return _Known.terms


def _understood(row: SlaPolicy) -> Terms:
    levels = [
        Level(one["level"], timedelta(seconds=one.get("after", 0)), tuple(one.get("do", ()))) for one in row.levels
    ]
    return Terms(
        id=row.id,
        fits=ready(row.conditions),
        targets={
            (one["metric"], one["priority"]): Target(timedelta(seconds=one["seconds"]), one.get("business", False))
            for one in row.targets
        },
        pauses={metric: frozenset(statuses) for metric, statuses in row.pauses.items()},
        levels=tuple(sorted(levels, key=lambda level: level.number)),
        warn_percent=row.warn_percent,
        reopening=row.reopening,
        calendar_id=row.calendar_id or default_calendar_id(),
    )
