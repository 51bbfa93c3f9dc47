"""The choices of "later": sensible hours, in order, no two the same, whenever they are asked for."""

from datetime import datetime, timedelta

import pytest

pytestmark = pytest.mark.browser
CHOICES = """(m, given) => given.map((now) => m.laterChoices(new Date(now))
    .map(([name, time]) => [name, time.getTime() / 60000, time.getHours(), time.getDay()]))"""
BEGIN = datetime(2026, 11, 20)


def test_they_stand_in_order_and_none_is_another_one(script):
    nows = [(BEGIN + timedelta(minutes=25 * n)).isoformat() for n in range(60 * 24 * 9 // 25)]
    for now, choices in zip(nows, script("times.js", CHOICES, nows), strict=True):
        names, minutes = [one[0] for one in choices], [one[1] for one in choices]
        assert all(later - earlier >= 45 for earlier, later in zip(minutes, minutes[1:], strict=False)), (now, choices)
        assert len(names) == len(set(names)) >= 3
        assert {"later.hour", "later.month"} & set(names)
        assert all(hour >= 7 for name, _, hour, _ in choices if name != "later.hour"), (now, choices)
        assert all(day in range(1, 6) for name, _, _, day in choices if name == "later.month"), (now, choices)


def test_on_a_sunday_tomorrow_is_monday_and_said_once(script):
    [choices] = script("times.js", CHOICES, ["2026-11-22T10:00"])
    assert [one[0] for one in choices] == [
        "later.hour",
        "later.three_hours",
        "later.evening",
        "later.monday",
        "later.month",
    ]
