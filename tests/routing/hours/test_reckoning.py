"""What the five questions answer, on plain days and at the ends of time."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

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
from tests.routing.hours.weeks import ALWAYS, NINE_TO_SIX, daily, utc, weekdays

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
UTC_WEEK = weekdays("UTC")
FRIDAY, MONDAY = "2026-11-20", "2026-11-23"


def test_the_first_second_of_an_interval_is_open_and_its_end_is_not():
    assert is_open(UTC_WEEK, utc(f"{FRIDAY} 09:00"))
    assert is_open(UTC_WEEK, utc(f"{FRIDAY} 17:59:59"))
    assert not is_open(UTC_WEEK, utc(f"{FRIDAY} 18:00"))
    assert not is_open(UTC_WEEK, utc(f"{FRIDAY} 08:59:59"))


def test_two_hours_from_friday_at_five_end_on_monday_at_ten():
    assert add(UTC_WEEK, utc(f"{FRIDAY} 17:00"), 2 * HOUR) == utc(f"{MONDAY} 10:00")


def test_time_that_is_used_up_at_closing_ends_then_and_not_the_next_morning():
    assert add(UTC_WEEK, utc(f"{FRIDAY} 17:00"), HOUR) == utc(f"{FRIDAY} 18:00")
    assert add(UTC_WEEK, utc(f"{FRIDAY} 17:00"), HOUR + SECOND) == utc(f"{MONDAY} 09:00:01")


def test_no_time_at_all_is_over_at_once_even_when_closed():
    assert add(UTC_WEEK, utc("2026-11-21 03:00"), timedelta(0)) == utc("2026-11-21 03:00")


def test_a_lunch_break_does_not_count():
    calendar = weekdays("UTC", (Interval.between("09:00", "12:00"), Interval.between("13:30", "18:00")))
    assert add(calendar, utc(f"{FRIDAY} 11:00"), 2 * HOUR) == utc(f"{FRIDAY} 14:30")
    assert next_change(calendar, utc(f"{FRIDAY} 11:00")) == utc(f"{FRIDAY} 12:00")


def test_backwards_it_is_negative():
    assert between(UTC_WEEK, utc(f"{MONDAY} 10:00"), utc(f"{FRIDAY} 17:00")) == -2 * HOUR


def test_shifts_that_touch_or_overlap_over_midnight_are_one_stretch():
    night = Interval.between("20:00", "08:00")
    calendar = Calendar("UTC", ((Interval.between("06:00", "20:00"), night),) * 5 + ((),) * 2)
    assert next_change(calendar, utc("2026-11-16 06:00")) == utc("2026-11-21 08:00")
    assert between(calendar, utc("2026-11-16 00:00"), utc("2026-11-22 00:00")) == 122 * HOUR


def test_a_shift_belongs_to_the_day_on_which_it_starts():
    closed = ExceptionDay(date(2026, 12, 25))
    calendar = daily("UTC", "22:00", "06:00", exceptions=(closed,))
    assert is_open(calendar, utc("2026-12-25 05:59"))
    assert not is_open(calendar, utc("2026-12-25 23:00"))
    assert not is_open(calendar, utc("2026-12-26 05:00"))


def test_an_exception_closes_or_opens_a_day_whatever_the_holidays_say():
    sale = ExceptionDay(date(2026, 10, 1), (Interval.between("10:00", "12:00"),), "促销")
    calendar = weekdays("Asia/Shanghai", holidays=(HolidaySet("CN"),), exceptions=(sale,))
    assert opens_next(calendar, utc("2026-09-30 12:00")) == utc("2026-10-01 02:00")
    assert next_change(calendar, utc("2026-10-01 03:00")) == utc("2026-10-01 04:00")
    assert opens_next(calendar, utc("2026-10-01 05:00")) == utc("2026-10-08 01:00")


def test_the_leap_day_is_a_day():
    assert add(daily("UTC", "09:00", "10:00"), utc("2028-02-28 10:00"), 2 * HOUR) == utc("2028-03-01 10:00")


def test_always_open_is_plain_time_and_never_changes():
    always = Calendar("Europe/Berlin", ALWAYS)
    assert add(always, utc("2026-01-01 00:00"), timedelta(days=400, seconds=7)) == utc("2027-02-05 00:00:07")
    assert between(always, utc("2026-01-01 00:00"), utc("2027-02-05 00:00:07")) == timedelta(days=400, seconds=7)
    with pytest.raises(NeverChanges, match="ten years"):
        next_change(always, utc("2026-01-01 00:00"))


@pytest.mark.parametrize(
    "never",
    [
        Calendar("UTC", ((),) * 7),
        Calendar("UTC", ((),) * 7, (ExceptionDay(date(2020, 1, 1), NINE_TO_SIX),)),
    ],
)
def test_a_calendar_that_never_opens_says_so_at_once(never):
    started = time.thread_time()
    for ask in (opens_next, next_change, lambda calendar, at: add(calendar, at, SECOND)):
        with pytest.raises(NeverOpens, match="ten years"):
            ask(never, utc("2026-01-01 00:00"))
    assert between(never, utc("2026-01-01 00:00"), utc("2027-01-01 00:00")) == timedelta(0)
    assert not is_open(never, utc("2026-01-01 00:00"))
    assert time.thread_time() - started < 2


def test_an_opening_once_is_found_years_ahead():
    once = Calendar("UTC", ((),) * 7, (ExceptionDay(date(2031, 5, 4), NINE_TO_SIX),))
    assert opens_next(once, utc("2026-01-01 00:00")) == utc("2031-05-04 09:00")
    with pytest.raises(NeverOpens):
        add(once, utc("2026-01-01 00:00"), 10 * HOUR)


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="naive"):
        is_open(UTC_WEEK, datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="negative"):
        add(UTC_WEEK, utc("2026-01-01 00:00"), -SECOND)
    with pytest.raises(ValueError, match="9999"):
        is_open(UTC_WEEK, datetime(9999, 12, 31, tzinfo=UTC))


def test_a_copy_with_other_hours_reckons_anew():
    assert is_open(UTC_WEEK, utc(f"{FRIDAY} 10:00"))
    assert not is_open(replace(UTC_WEEK, week=((),) * 7), utc(f"{FRIDAY} 10:00"))


def test_sixty_days_are_added_in_a_millisecond():
    calendar = weekdays("Europe/Berlin", holidays=(HolidaySet("DE"),))
    add(calendar, utc("2026-01-05 00:00"), 43 * 9 * HOUR)
    spent = []
    for _ in range(50):
        started = time.process_time()
        assert add(calendar, utc("2026-01-05 00:00"), 42 * 9 * HOUR) == utc("2026-03-03 17:00")
        spent.append(time.process_time() - started)
    assert sorted(spent)[25] < 0.001
