"""Twenty thousand calendars in thirty zones against every minute on the wall: no difference (a fifth by default)."""

import random
from datetime import timedelta

import numpy as np
import pytest

from routing.hours import (
    Calendar,
    ExceptionDay,
    HolidaySet,
    Interval,
    NeverChanges,
    NeverOpens,
    add,
    between,
    is_open,
    next_change,
    opens_next,
)
from tests.routing.hours.stepper import Plan, World, open_minutes, random_plan, worlds

SECOND = timedelta(seconds=1)


@pytest.mark.timeout(600)  # twelve seconds of its own, and the machine is shared
def test_fifteen_hundred_random_cases_agree_with_the_minutes():
    assert differences(range(1_500)) == []


@pytest.mark.long
def test_twenty_thousand_random_cases_agree_with_the_minutes():
    assert differences(range(20_000)) == []


def test_the_worlds_hold_both_edges_the_half_hour_and_the_day_that_was_left_out():
    edges = {(world.zone, jump) for world in worlds() for jump in jumps(world)}
    assert len({zone for zone, _jump in edges}) >= 25
    assert {("Europe/Berlin", 61), ("Europe/Berlin", 0), ("Australia/Lord_Howe", 31)} <= edges
    assert len(worlds()) >= 160


def jumps(world: World) -> set[int]:
    """By how much the time shown grows in a minute where that is not one: 61 in spring, 0 in autumn."""
    return {int(step) for step in np.unique(np.diff(world.high))} - {1}


def differences(numbers: range) -> list[str]:
    found = []
    for number in numbers:
        chance = random.Random(number)
        world = worlds()[number % len(worlds())]
        plan = random_plan(chance, world)
        wrong = compare(chance, world, plan, calendar_of(world, plan))
        found += [f"case {number} {world.zone} {world.start:%Y-%m-%d}: {one} {plan}" for one in wrong]
    return found


def calendar_of(world: World, plan: Plan) -> Calendar:
    def hours(pairs):
        return tuple(Interval(start * 60, end * 60) for start, end in pairs)

    return Calendar(
        world.zone,
        tuple(hours(day) for day in plan.week),
        tuple(ExceptionDay(day, hours(pairs)) for day, pairs in sorted(plan.dates.items())),
        (HolidaySet(plan.country),) if plan.country else (),
    )


def compare(chance: random.Random, world: World, plan: Plan, calendar: Calendar):
    """Every question once, with answers to the second; what differs."""
    minutes = open_minutes(world, plan)
    total = np.concatenate(([0], np.cumsum(minutes))) * 60
    length = len(minutes) * 60
    first, last = sorted(chance.sample(range(2 * 86_400, length - 86_400), 2))

    def passed(second):
        return int(total[second // 60]) + (second % 60 if minutes[second // 60] else 0)

    def at(second):
        return world.start + second * SECOND

    if is_open(calendar, at(first)) != bool(minutes[first // 60]):
        yield f"is_open {at(first)}"
    if between(calendar, at(first), at(last)) != (passed(last) - passed(first)) * SECOND:
        yield f"between {at(first)} {at(last)}"
    wanted = chance.randrange(1, 4 * 86_400)
    yield from differ(
        add, at(length), at(reached(total, minutes, passed(first) + wanted)), calendar, at(first), wanted * SECOND
    )
    yield from differ(next_change, at(length), at(change(minutes, first // 60)), calendar, at(first))
    opening = first if minutes[first // 60] else change(minutes, first // 60)
    yield from differ(opens_next, at(length), at(opening), calendar, at(first))


def reached(total, minutes, wanted: int) -> int:
    """The first second by which so many open ones have passed; the end where none has."""
    minute = int(np.searchsorted(total, wanted)) - 1
    return len(minutes) * 60 if minute >= len(minutes) else minute * 60 + wanted - int(total[minute])


def change(minutes, minute: int) -> int:
    """The second at which open and closed change next; the end where they do not."""
    others = np.flatnonzero(minutes[minute:] != minutes[minute])
    return int(minute + others[0]) * 60 if len(others) else len(minutes) * 60


def differ(ask, end, expected, *arguments):
    """Beyond the table only this is known: the answer lies there too, or is that there is none."""
    try:
        answer = ask(*arguments)
    except (NeverOpens, NeverChanges):
        answer = end
    if answer != expected and not (expected == end and answer >= end):
        yield f"{ask.__name__} {arguments[1:]} is {answer}, by minutes {expected}"
