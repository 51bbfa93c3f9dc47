"""Policies that the tests of limits of time share."""

import pytest

from helpdesk import clock
from routing import sla
from routing.calendars import make_calendar
from routing.sla import METRICS
from tickets.ticket import PRIORITIES

HOUR = 3600
WORKDAYS = {day: [{"from": "09:00", "to": "18:00"}] for day in ("mon", "tue", "wed", "thu", "fri")}


@pytest.fixture
def at(monkeypatch):
    """at(moment): it is that moment now, for the whole program."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def policy(app):
    """policy(first_reply=HOUR, solution={"normal": 8 * HOUR}, **columns): a policy that fits every ticket."""
    return make_policy


@pytest.fixture
def office(app, mia):
    """Office hours in Shanghai, the default calendar."""
    return make_calendar(name="Office", definition={"zone": "Asia/Shanghai", "week": WORKDAYS}, by=mia)


def make_policy(*, business=False, name="All", **values):
    targets = []
    for metric in METRICS:
        promised = values.pop(metric, None)
        by_priority = promised if isinstance(promised, dict) else dict.fromkeys(PRIORITIES, promised)
        targets += [
            {"metric": metric, "priority": priority, "seconds": seconds, "business": business}
            for priority, seconds in by_priority.items()
            if seconds
        ]
    return sla.make_policy(name_en=name, targets=targets, by=None, **values)
