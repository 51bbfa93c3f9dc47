"""What must hold of business time whatever the calendar."""

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as some

from routing.hours import add, between, is_open, next_change, opens_next
from routing.hours.reckoning import NeverChanges, NeverOpens
from tests.routing.hours.stepper import ZONES, Plan, random_day
from tests.routing.hours.test_against_the_stepper import calendar_of
from tests.routing.hours.weeks import utc

FIRST = utc("2024-01-01 00:00")
moments = some.integers(0, 3 * 365 * 86_400).map(lambda second: FIRST + timedelta(seconds=second))
durations = some.integers(0, 20 * 86_400).map(lambda seconds: timedelta(seconds=seconds))


class Place:
    """What a plan is turned into a calendar with."""

    def __init__(self, zone):
        self.zone = zone


@some.composite
def calendars(draw):
    """Any zone, any week that opens at all, some other days, perhaps a country's holidays."""
    chance = Random(draw(some.integers(0, 10**9)))
    week = [random_day(chance) for _ in range(6)] + [[(540, 1080)]]
    dates = {date(2024, 1, 1) + timedelta(chance.randrange(1000)): random_day(chance) for _ in range(5)}
    return calendar_of(Place(draw(some.sampled_from(ZONES))), Plan(week, dates, chance.choice(("", "CN", "US"))))


ruled = settings(max_examples=200, deadline=None, derandomize=True)


@ruled
@given(calendars(), moments, durations)
def test_what_was_added_lies_between(calendar, start, duration):
    assert between(calendar, start, add(calendar, start, duration)) == duration


@ruled
@given(calendars(), moments, durations, durations)
def test_two_additions_are_one(calendar, start, one, other):
    assert add(calendar, add(calendar, start, one), other) == add(calendar, start, one + other)


@ruled
@given(calendars(), moments, moments, durations, durations)
def test_later_and_longer_never_end_earlier(calendar, one, other, short, long):
    (first, last), (short, long) = sorted((one, other)), sorted((short, long))
    assert add(calendar, first, short) <= add(calendar, first, long)
    assert add(calendar, first, long) <= add(calendar, last, long)
    assert timedelta(0) <= between(calendar, first, last) <= last - first


@ruled
@given(calendars(), some.lists(moments, min_size=3, max_size=3))
def test_the_parts_are_the_whole(calendar, three):
    first, middle, last = sorted(three)
    whole = between(calendar, first, middle) + between(calendar, middle, last)
    assert between(calendar, first, last) == whole == -between(calendar, last, first)


@ruled
@given(calendars(), moments)
def test_nothing_changes_before_the_next_change(calendar, at):
    try:
        change = next_change(calendar, at)
    except (NeverChanges, NeverOpens):
        change = None
    if change is not None:
        assert is_open(calendar, change) != is_open(calendar, at)
        expected = change - at if is_open(calendar, at) else timedelta(0)
        assert between(calendar, at, change) == expected
        assert opens_next(calendar, at) == (at if is_open(calendar, at) else change)
