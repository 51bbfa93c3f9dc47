"""Holidays of countries, and the working weekends that pay for them in China."""

from datetime import date, timedelta

import pytest

from routing.hours import (
    Calendar,
    CalendarRefused,
    ExceptionDay,
    HolidaySet,
    Interval,
    announced,
    between,
    holidays_of,
    is_open,
)
from tests.routing.hours.stepper import CHINA_OFF, CHINA_WORKS
from tests.routing.hours.weeks import NINE_TO_SIX, there, weekdays

CHINA = HolidaySet("CN")
SHANGHAI = weekdays("Asia/Shanghai", holidays=(CHINA,))


@pytest.mark.parametrize("year", [2025, 2026])
def test_china_is_closed_and_works_exactly_as_announced(year):
    days = [date(year, 1, 1) + timedelta(n) for n in range(365)]
    off = {date.fromisoformat(first) + timedelta(n) for first, count in CHINA_OFF for n in range(count)}
    expected = {day for day in days if (day.weekday() < 5 and day not in off) or day.isoformat() in CHINA_WORKS}
    assert {day for day in days if SHANGHAI.hours_on(day)} == expected


def test_national_day_of_2025_closes_eight_days_and_opens_a_sunday_before_and_a_saturday_after():
    assert is_open(SHANGHAI, there("2025-09-28 10:00", "Asia/Shanghai"))
    assert is_open(SHANGHAI, there("2025-10-11 10:00", "Asia/Shanghai"))
    stretch = [there(f"2025-{day} 00:00", "Asia/Shanghai") for day in ("10-01", "10-09")]
    assert between(SHANGHAI, *stretch) == timedelta(0)


def test_a_shop_open_all_week_is_closed_on_the_weekend_within_the_holiday():
    shop = Calendar("Asia/Shanghai", (NINE_TO_SIX,) * 7, holidays=(CHINA,))
    assert not shop.hours_on(date(2025, 10, 4))
    assert shop.hours_on(date(2025, 10, 12))


def test_a_make_up_day_has_the_hours_of_the_day_it_pays_for():
    short = (Interval.between("09:00", "13:00"),)
    calendar = Calendar("Asia/Shanghai", (NINE_TO_SIX,) * 4 + (short, (), ()), holidays=(CHINA,))
    assert calendar.hours_on(date(2026, 2, 14)) == short  # for Friday 20 February
    assert calendar.hours_on(date(2026, 2, 28)) == NINE_TO_SIX  # for Monday the 23rd


def test_a_year_that_china_has_not_announced_is_marked_until_somebody_fills_it_in():
    assert announced(SHANGHAI, 2025) and announced(SHANGHAI, 2026)
    assert not announced(SHANGHAI, 2028)
    by_hand = weekdays(
        "Asia/Shanghai",
        holidays=(CHINA,),
        filled=frozenset({2028}),
        exceptions=(ExceptionDay(date(2028, 10, 1)), ExceptionDay(date(2028, 10, 14), NINE_TO_SIX)),
    )
    assert announced(by_hand, 2028) and not announced(by_hand, 2029)
    assert by_hand.hours_on(date(2028, 10, 14)) == NINE_TO_SIX


def test_feasts_by_the_moon_that_are_only_estimated_mark_their_year():
    assert announced(weekdays("Europe/Berlin", holidays=(HolidaySet("DE"),)), 2035)
    assert not announced(weekdays("Asia/Singapore", holidays=(HolidaySet("SG"),)), 2029)


def test_thanksgiving_is_the_fourth_thursday():
    calendar = weekdays("America/New_York", holidays=(HolidaySet("US"),))
    assert not calendar.hours_on(date(2025, 11, 27)) and not calendar.hours_on(date(2026, 11, 26))
    assert calendar.hours_on(date(2026, 11, 19)) and calendar.hours_on(date(2026, 11, 27))


def test_a_region_has_its_own_days_and_two_countries_are_both_closed():
    epiphany = date(2026, 1, 6)
    assert weekdays("Europe/Berlin", holidays=(HolidaySet("DE"),)).hours_on(epiphany)
    assert not weekdays("Europe/Berlin", holidays=(HolidaySet("DE", "BY"),)).hours_on(epiphany)
    both = weekdays("Europe/Berlin", holidays=(HolidaySet("DE"), CHINA))
    assert not both.hours_on(date(2026, 12, 25)) and not both.hours_on(date(2026, 10, 1))


def test_the_days_have_names_in_both_languages():
    names = {day.date: (day.name, day.working) for day in holidays_of(CHINA, 2026, "zh")}
    assert names[date(2026, 10, 1)] == ("国庆节", False)
    assert names[date(2026, 2, 14)] == ("调休上班", True)
    assert "National Day" in {day.name for day in holidays_of(CHINA, 2026)}


@pytest.mark.parametrize(("country", "region"), [("XX", ""), ("", ""), ("DE", "ZZ"), ("__class__", "")])
def test_a_country_or_region_that_is_not_known_is_refused_in_both_languages(country, region):
    with pytest.raises(CalendarRefused) as refused:
        HolidaySet(country, region)
    assert refused.value.problems[0].en and "。" in refused.value.problems[0].zh
