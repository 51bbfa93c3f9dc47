"""The two nights of the year, and zones that change their rules: docs/business-time.md, held."""

from datetime import timedelta

import pytest

from routing.hours import add, between, is_open, next_change, opens_next
from tests.routing.hours.weeks import daily, there, utc

HOUR = timedelta(hours=1)
NIGHT = ("01:30", "03:00")


def test_in_spring_an_interval_is_shorter_by_what_the_clock_jumps_over():
    berlin = daily("Europe/Berlin", *NIGHT)
    assert between(berlin, utc("2026-03-28 12:00"), utc("2026-03-29 12:00")) == HOUR / 2
    assert next_change(berlin, utc("2026-03-29 00:30")) == utc("2026-03-29 01:00")


def test_in_autumn_an_interval_goes_on_through_the_hour_shown_twice():
    berlin = daily("Europe/Berlin", *NIGHT)
    assert between(berlin, utc("2026-10-24 12:00"), utc("2026-10-25 12:00")) == 2.5 * HOUR
    assert next_change(berlin, utc("2026-10-24 23:30")) == utc("2026-10-25 02:00")


def test_an_interval_within_the_hour_shown_twice_happens_once_at_its_first_showing():
    new_york = daily("America/New_York", "01:15", "01:45")
    assert between(new_york, utc("2026-11-01 00:00"), utc("2026-11-02 00:00")) == HOUR / 2
    assert is_open(new_york, there("2026-11-01 01:30", "America/New_York", fold=0))
    assert not is_open(new_york, there("2026-11-01 01:30", "America/New_York", fold=1))


def test_an_interval_that_begins_in_the_gap_begins_at_the_jump():
    new_york = daily("America/New_York", "02:30", "04:00")
    assert opens_next(new_york, utc("2026-03-08 06:00")) == utc("2026-03-08 07:00")
    assert between(new_york, utc("2026-03-08 06:00"), utc("2026-03-08 09:00")) == HOUR


def test_an_interval_that_lies_in_the_gap_does_not_happen():
    new_york = daily("America/New_York", "02:10", "02:50")
    assert between(new_york, utc("2026-03-08 00:00"), utc("2026-03-09 00:00")) == timedelta(0)
    assert opens_next(new_york, utc("2026-03-08 00:00")) == there("2026-03-09 02:10", "America/New_York")


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_a_whole_day_is_as_long_as_the_day(day, hours):
    berlin = daily("Europe/Berlin", "00:00", "24:00")
    start = there(f"{day} 00:00", "Europe/Berlin")
    assert between(berlin, start, add(berlin, start, hours * HOUR)) == hours * HOUR
    assert add(berlin, start, hours * HOUR).astimezone(start.tzinfo).strftime("%H:%M") == "00:00"


def test_lord_howe_moves_by_half_an_hour():
    island = daily("Australia/Lord_Howe", "01:00", "03:00")
    assert between(island, utc("2026-10-03 12:00"), utc("2026-10-04 12:00")) == 1.5 * HOUR
    assert between(island, utc("2026-04-04 12:00"), utc("2026-04-05 12:00")) == 2.5 * HOUR


def test_a_night_shift_over_the_change_is_an_hour_shorter_or_longer():
    berlin = daily("Europe/Berlin", "22:00", "06:00")
    assert between(berlin, utc("2026-03-28 12:00"), utc("2026-03-29 12:00")) == 7 * HOUR
    assert between(berlin, utc("2026-10-24 12:00"), utc("2026-10-25 12:00")) == 9 * HOUR


def test_a_clock_that_jumps_at_midnight_starts_its_day_after_the_jump():
    cairo = daily("Africa/Cairo", "00:00", "24:00")
    assert between(cairo, there("2025-04-24 00:00", "Africa/Cairo"), utc("2025-04-25 21:00")) == 47 * HOUR
    early = daily("Africa/Cairo", "00:15", "01:30")  # 25 April begins at 01:00
    assert between(early, utc("2025-04-24 12:00"), utc("2025-04-25 12:00")) == HOUR / 2


def test_samoa_left_out_a_day_and_so_does_the_calendar():
    apia = daily("Pacific/Apia", "09:00", "17:00")
    before = there("2011-12-29 17:00", "Pacific/Apia")
    assert opens_next(apia, before) == there("2011-12-31 09:00", "Pacific/Apia")
    assert opens_next(apia, before) - before == 16 * HOUR


def test_a_new_rule_holds_from_its_day_on():
    caracas = daily("America/Caracas", "09:00", "17:00")  # half an hour forward on 2016-05-01
    assert opens_next(caracas, utc("2016-04-30 00:00")) == utc("2016-04-30 13:30")
    assert opens_next(caracas, utc("2016-05-01 00:00")) == utc("2016-05-01 13:00")


def test_the_table_in_the_docs_is_so():
    for hours, spring, autumn in (
        ("01:30 03:00", 0.5, 2.5),
        ("02:30 04:00", 1, 2.5),
        ("02:15 02:45", 0, 0.5),
        ("22:00 06:00", 7, 9),
    ):
        berlin = daily("Europe/Berlin", *hours.split())
        assert between(berlin, utc("2026-03-28 12:00"), utc("2026-03-29 12:00")) == spring * HOUR
        assert between(berlin, utc("2026-10-24 12:00"), utc("2026-10-25 12:00")) == autumn * HOUR
