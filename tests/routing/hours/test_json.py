"""A calendar as JSON, there and back, and everything that is wrong with one said at once."""

import json
from datetime import date

import pytest

from routing.hours import CalendarRefused, ExceptionDay, HolidaySet, Interval, from_json, to_json
from tests.routing.hours.weeks import weekdays

FULL = weekdays(
    "Asia/Shanghai",
    (Interval.between("09:00", "12:00"), Interval.between("13:30:30", "18:00")),
    exceptions=(
        ExceptionDay(date(2026, 12, 24)),
        ExceptionDay(date(2026, 12, 31), (Interval.between("20:00", "02:00"),), "跨年"),
    ),
    holidays=(HolidaySet("CN"), HolidaySet("DE", "BY")),
    filled=frozenset({2027}),
)


def test_there_and_back_it_is_the_same():
    assert from_json(json.loads(json.dumps(to_json(FULL)))) == FULL


def test_what_is_left_out_is_empty():
    calendar = from_json({"zone": "UTC", "week": {"sat": [{"from": "22:00", "to": "24:00"}]}})
    assert calendar.week[5] == (Interval(79_200, 86_400),)
    assert not any(calendar.week[:5]) and not calendar.holidays


def test_all_that_is_wrong_is_said_at_once_with_its_place():
    problems = refused(
        {
            "zone": "Mars/Olympus",
            "week": {
                "mon": [{"from": "9", "to": "12:00"}],
                "tue": [{"from": "09:00", "to": "12:00"}, {"from": "11:00", "to": "13:00"}],
                "day": [],
            },
            "exceptions": [{"date": "2026-02-30"}, {"date": "2026-01-01"}, {"date": "2026-01-01"}],
            "holidays": [{"country": "XX"}, {"country": "CN"}, {"country": "CN"}],
            "filled": ["2027"],
            "colour": "red",
        }
    )
    assert {problem.path for problem in problems} == {
        "zone",
        "week.mon.0",
        "week.tue",
        "week.day",
        "exceptions.0.date",
        "exceptions",
        "holidays.0",
        "holidays",
        "filled.0",
        "colour",
    }
    assert all(problem.en.endswith(".") and problem.zh.endswith("。") for problem in problems)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "UTC",
        7,
        {},
        {"zone": None},
        {"zone": "localtime"},
        {"zone": "../../etc/passwd"},
        {"zone": "UTC", "week": []},
        {"zone": "UTC", "week": {"mon": None}},
        {"zone": "UTC", "week": {"mon": [None]}},
        {"zone": "UTC", "week": {"mon": [{"from": "09:00"}]}},
        {"zone": "UTC", "week": {"mon": [{"from": 9, "to": 10}]}},
        {"zone": "UTC", "week": {"mon": [{"from": "09:00", "to": "09:00"}]}},
        {"zone": "UTC", "week": {"mon": [{"from": "24:00", "to": "09:00"}]}},
        {"zone": "UTC", "week": {"mon": [{"from": "09:60", "to": "10:00"}]}},
        {"zone": "UTC", "week": {"mon": [{"from": "٠٩:٠٠", "to": "10:00"}]}},
        {"zone": "UTC", "week": {"mon": [{"from": "22:00", "to": "06:00"}, {"from": "23:00", "to": "24:00"}]}},
        {"zone": "UTC", "week": {"mon": [{"from": "09:00", "to": "10:00"}] * 25}},
        {"zone": "UTC", "exceptions": [None]},
        {"zone": "UTC", "exceptions": {}},
        {"zone": "UTC", "exceptions": [{"date": "20260101"}]},
        {"zone": "UTC", "exceptions": [{"date": 20260101}]},
        {"zone": "UTC", "exceptions": [{"date": "9999-01-01"}]},
        {"zone": "UTC", "exceptions": [{"date": "2026-01-01", "name": 5}]},
        {"zone": "UTC", "exceptions": [{"date": "2026-01-01", "name": "x" * 201}]},
        {"zone": "UTC", "holidays": [None]},
        {"zone": "UTC", "holidays": [{"country": ["CN"]}]},
        {"zone": "UTC", "holidays": [{}]},
        {"zone": "UTC", "filled": [True]},
        {"zone": "UTC", "filled": [1]},
    ],
)
def test_what_means_nothing_is_refused_and_never_fails(data):
    assert refused(data)


def refused(data):
    with pytest.raises(CalendarRefused) as error:
        from_json(data)
    return error.value.problems
