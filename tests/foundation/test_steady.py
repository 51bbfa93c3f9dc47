"""Steady time: a clock that jumps makes nothing happen early."""

from datetime import UTC, datetime, timedelta

from helpdesk import clock
from helpdesk.steady import DOUBTED_FOR, Steady

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class World:
    """Seconds that really passed, and what the system's clock is wrong by."""

    def __init__(self, monkeypatch):
        self.passed, self.wrong_by = 1000.0, timedelta(0)
        monkeypatch.setattr(clock, "now", self.shown)

    def shown(self):
        return NOON + timedelta(seconds=self.passed - 1000.0) + self.wrong_by


def test_an_hour_ahead_is_not_believed_until_it_has_stayed_so(monkeypatch):
    world = World(monkeypatch)
    steady = Steady(lambda: world.passed)
    world.passed += 10
    assert steady.now() == NOON + timedelta(seconds=10)
    world.wrong_by = timedelta(hours=1)
    world.passed += 1
    assert steady.now() == NOON + timedelta(seconds=11)
    world.wrong_by = timedelta(0)  # the time server has put it right
    world.passed += 1
    assert steady.now() == NOON + timedelta(seconds=12)


def test_what_stays_is_the_truth(monkeypatch):
    world = World(monkeypatch)
    steady = Steady(lambda: world.passed)
    world.wrong_by = timedelta(hours=1)
    assert steady.now() == NOON
    world.passed += DOUBTED_FOR
    assert steady.now() == world.shown()


def test_a_clock_that_is_put_back_is_followed(monkeypatch):
    world = World(monkeypatch)
    steady = Steady(lambda: world.passed)
    world.wrong_by = -timedelta(hours=1)
    assert steady.now() == NOON - timedelta(hours=1)


def test_small_corrections_are_followed(monkeypatch):
    world = World(monkeypatch)
    steady = Steady(lambda: world.passed)
    for seconds in (1, 4, 2):
        world.passed += 30
        world.wrong_by = timedelta(seconds=seconds)
        assert steady.now() == world.shown()
