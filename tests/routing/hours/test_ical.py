"""Exceptions from iCal files: whole days, hours, repetitions, and files that are none."""

from datetime import date

import pytest

from routing.hours import CalendarRefused, Interval, import_ical
from tests.routing.hours.weeks import daily, weekdays
from tests.support.shared import shared_data

BERLIN = weekdays("Europe/Berlin")
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


def ics(*lines: str) -> str:
    """One event in a file."""
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "BEGIN:VEVENT",
            "UID:1",
            "SUMMARY:Outing",
            *lines,
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


def days(text, calendar=BERLIN, **more):
    imported = import_ical(calendar, text, FIRST, LAST, **more)
    return {day.date.isoformat(): [str(one) for one in day.intervals] for day in imported.exceptions}


def test_an_event_of_whole_days_closes_them_and_its_end_is_not_one_of_them():
    found = days(ics("DTSTART;VALUE=DATE:20260501", "DTEND;VALUE=DATE:20260503"))
    assert found == {"2026-05-01": [], "2026-05-02": []}


def test_an_event_with_times_takes_these_hours_out():
    assert days(ics("DTSTART;TZID=Europe/Berlin:20260504T120000", "DTEND;TZID=Europe/Berlin:20260504T140000")) == {
        "2026-05-04": ["09:00–12:00", "14:00–18:00"]
    }


def test_times_of_another_zone_are_those_of_the_calendar():
    assert days(ics("DTSTART:20260504T060000Z", "DTEND:20260504T090000Z")) == {"2026-05-04": ["11:00–18:00"]}
    assert days(ics("DTSTART:20260504T160000", "DURATION:PT4H")) == {"2026-05-04": ["09:00–16:00"]}


def test_a_night_shift_is_cut_in_two_and_the_morning_keeps_its_half():
    night = daily("Europe/Berlin", "22:00", "06:00")
    assert days(ics("DTSTART:20260505T020000", "DTEND:20260505T040000"), night) == {
        "2026-05-04": ["22:00–02:00"],
        "2026-05-05": ["04:00–06:00", "22:00–06:00"],
    }


def test_events_that_say_when_it_is_open():
    text = ics("DTSTART;TZID=Europe/Berlin:20260502T100000", "DTEND;TZID=Europe/Berlin:20260502T130000")
    assert days(text, means="open") == {"2026-05-02": ["10:00–13:00"]}
    assert days(ics("DTSTART;VALUE=DATE:20260502"), means="open") == {"2026-05-02": ["00:00–24:00"]}


def test_yearly_and_weekly_repetitions_with_their_ends_and_gaps():
    assert set(days(ics("DTSTART;VALUE=DATE:20121224", "RRULE:FREQ=YEARLY"))) == {"2026-12-24", "2027-12-24"}
    weekly = ics(
        "DTSTART;VALUE=DATE:20260302", "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260401", "EXDATE;VALUE=DATE:20260316"
    )
    assert set(days(weekly)) == {"2026-03-02", "2026-03-30"}
    fourth = ics("DTSTART;VALUE=DATE:20241128", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")
    assert set(days(fourth)) == {"2026-11-26", "2027-11-25"}


def test_a_weekly_meeting_stays_at_its_time_when_the_clocks_change():
    found = days(
        ics(
            "DTSTART;TZID=Europe/Berlin:20260323T090000",
            "DTEND;TZID=Europe/Berlin:20260323T100000",
            "RRULE:FREQ=WEEKLY;COUNT=2",
        )
    )
    assert found == {"2026-03-23": ["10:00–18:00"], "2026-03-30": ["10:00–18:00"]}


def test_one_occurrence_that_was_moved_or_called_off():
    moved = ics(
        "DTSTART;VALUE=DATE:20260302",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:1",
        "RECURRENCE-ID;VALUE=DATE:20260309",
        "DTSTART;VALUE=DATE:20260310",
    )
    assert set(days(moved)) == {"2026-03-02", "2026-03-10"}
    assert days(ics("DTSTART;VALUE=DATE:20260302", "STATUS:CANCELLED")) == {}


def test_what_was_there_stays_and_the_same_day_is_replaced():
    once = import_ical(BERLIN, ics("DTSTART;VALUE=DATE:20260501"), FIRST, LAST)
    twice = import_ical(once, ics("DTSTART;VALUE=DATE:20260501"), FIRST, LAST)
    more = import_ical(twice, ics("DTSTART;VALUE=DATE:20260601"), FIRST, LAST)
    assert once == twice
    assert [day.date for day in more.exceptions] == [date(2026, 5, 1), date(2026, 6, 1)]
    assert more.exceptions[0].name == "Outing"


def test_a_rule_that_never_matches_comes_to_an_end():
    assert days(ics("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31")) == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        b"\xff\xfe\x00",
        "BEGIN:VCALENDAR\r\n",
        "BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        "x" * 1_000_001,
        ics("DTSTART:yesterday"),
        ics("DTEND:20260504T060000Z"),
        ics("DTSTART:20260504T060000Z", "DTEND:20260503T060000Z"),
        ics("DTSTART;VALUE=DATE:20260504", "DTEND:20260505T060000Z"),
        ics("DTSTART:20260504T060000Z", "DTEND:20360504T060000Z"),
        ics("DTSTART:20260504T060000Z", "DTEND:20260504T070000Z", "RRULE:FREQ=SECONDLY"),
        ics("DTSTART:20260504T060000Z", "DTEND:20260504T070000Z", "RRULE:FREQ=NEVER"),
        ics("DTSTART:20260504T060000Z", "DTEND:20260504T070000Z", "RRULE:FREQ=DAILY;BYHOUR=1,2,3"),
        ics("DTSTART:20260504T060000Z", "DTEND:20260504T070000Z", "RRULE:FREQ=DAILY;INTERVAL=0"),
        ics("DTSTART:20260504T060000Z", "DTEND:20260504T070000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"),
        ics("DTSTART:20260504T060000Z", "DTEND:20260504T070000Z", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"),
        ics("DTSTART:20260504T060000Z", "DTEND:20260504T070000Z", "RECURRENCE-ID:never"),
        "\r\n".join(
            ["BEGIN:VCALENDAR", *["BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260101", "END:VEVENT"] * 2001, "END:VCALENDAR"]
        ),
    ],
)
def test_a_file_that_means_nothing_gets_a_sentence_in_both_languages(text):
    with pytest.raises(CalendarRefused) as refused:
        days(text)
    assert refused.value.problems[0].en.endswith(".") and refused.value.problems[0].zh.endswith("。")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("calendar1.ics", {"2016-12-24"}),
        ("calendar2.ics", {"2016-12-24", "2016-12-25"}),
        ("calendar3.ics", {"2016-12-24", "2016-12-26", "2016-12-28"}),
    ],
)
def test_files_that_real_programs_wrote(name, expected):
    text = shared_data("payloads", "zammad", "calendar", name).read_bytes()
    shop = daily("Europe/Berlin", "09:00", "18:00")
    imported = import_ical(shop, text, date(2016, 12, 1), date(2016, 12, 31))
    assert {day.date.isoformat() for day in imported.exceptions} == expected
    timed = import_ical(shop, text, date(2012, 12, 26), date(2012, 12, 28))
    if name == "calendar3.ics":
        assert [day.intervals for day in timed.exceptions] == [(Interval(36_000, 64_800),)] * 2
