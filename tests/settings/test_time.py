"""Business hours and SLA policies as admins set them on their pages."""

import pytest
from sqlalchemy import select

from helpdesk.db import db, transaction
from routing import calendars, sla
from routing.calendars import BusinessCalendar

OFFICE = {
    "name": "Office",
    "zone": "Asia/Shanghai",
    "mon": "09:00–12:00, 13:30-18:00",
    "fri": "22:00–06:00",
    "countries": "CN",
    "exceptions": "2026-12-24 closed Christmas Eve\n2026-12-26 10:00–14:00 Sale",
}


@pytest.fixture
def desk(as_agent, mia):
    """mia's browser, on its pages."""
    browser = as_agent(mia)
    token = browser.environ_base["HTTP_X_CSRF_TOKEN"]

    def asks(path, **said):
        address = f"/settings/{path}"
        return browser.post(address, data={"csrf_token": token, **said}) if said else browser.get(address)

    return asks


def one():
    db.session.rollback()
    return db.session.scalar(select(BusinessCalendar))


def test_a_calendar_is_typed_as_people_write_hours(desk):
    assert desk("business-hours/new", **OFFICE).status_code == 302
    kept = one()
    assert kept.is_default
    assert kept.definition["week"]["mon"] == [{"from": "09:00", "to": "12:00"}, {"from": "13:30", "to": "18:00"}]
    assert kept.definition["week"]["fri"] == [{"from": "22:00", "to": "06:00"}]
    assert [(day["date"], len(day["hours"]), day["name"]) for day in kept.definition["exceptions"]] == [
        ("2026-12-24", 0, "Christmas Eve"),
        ("2026-12-26", 1, "Sale"),
    ]
    page = desk(f"business-hours/{kept.id}")
    assert "09:00–12:00, 13:30–18:00" in page.text and "2026-12-24 closed Christmas Eve" in page.text


def test_hours_that_mean_nothing_are_refused_and_kept_in_the_form(desk):
    page = desk("business-hours/new", **{**OFFICE, "mon": "nine to five"})
    assert page.status_code == 200 and "nine to five" in page.text and 'role="alert"' in page.text
    assert one() is None


@pytest.mark.parametrize("line", ["2026-12-24 9-12 Short day", "24 Dec closed", "2026-12-24 Sale"])
def test_a_day_that_is_neither_open_nor_closed_is_refused_and_stays_as_typed(desk, line):
    page = desk("business-hours/new", **{**OFFICE, "exceptions": line})
    assert f">{line}</textarea>" in page.text and 'role="alert"' in page.text
    assert one() is None


def test_the_policy_that_comes_along_speaks_the_language_of_its_reader(desk, mia):
    for language, words in (("zh", "三天内回访"), ("en", "followed up within three days")):
        with transaction():
            mia.language = language
        number = next(row.id for row in sla.policies() if row.key == "complaint")
        assert words in desk("sla").text and words in desk(f"sla/{number}").text


def test_a_year_not_announced_is_marked_and_can_be_filled_in(desk):
    desk("business-hours/new", **OFFICE)
    page = desk(f"business-hours/{one().id}")
    assert "not announced yet" in page.text
    desk(f"business-hours/{one().id}", **OFFICE, filled="2028")
    assert one().definition["filled"] == [2028]


def test_a_calendar_that_a_policy_reckons_with_stays(desk, mia):
    desk("business-hours/new", **OFFICE)
    other = calendars.make_calendar(name="Night", definition={"zone": "Europe/Berlin"}, by=mia)
    sla.make_policy(name_en="At night", calendar_id=other.id, by=mia)
    number = other.id
    desk(f"business-hours/{number}/dropped", sure="yes")
    db.session.rollback()
    assert db.session.get(BusinessCalendar, number) is not None


def test_a_policy_is_typed_and_changed_on_its_page(desk):
    said = {
        "name_en": "Incidents", "enabled": "1", "first_reply_urgent": "30 min", "solution_urgent": "4小时",
        "business_solution": "1", "conditions": '{"field": "type", "op": "is", "value": "incident"}',
        "warn_percent": "80", "reopening": "count", "notify_1": "supervisors", "escalate_1": "1",
        "after_2": "1 h", "raise_2": "1", "pause_solution": "pending",
    }  # fmt: skip
    assert desk("sla/new", **said).status_code == 302
    db.session.rollback()
    row = db.session.scalar(select(sla.SlaPolicy).where(sla.SlaPolicy.name_en == "Incidents"))
    assert [(one["metric"], one["seconds"], one["business"]) for one in row.targets] == [
        ("first_reply", 1800, False),
        ("solution", 14400, True),
    ]
    assert [(one["level"], [did["action"] for did in one["do"]]) for one in row.levels] == [
        (1, ["notify", "escalate"]),
        (2, ["raise_priority"]),
    ]
    page = desk(f"sla/{row.id}")
    assert 'value="30 min"' in page.text and 'value="4 h"' in page.text
    for wrong in ({"first_reply_urgent": "soon"}, {"after_2": "later"}, {"after_2": ""}):
        refused = desk(f"sla/{row.id}", **{**said, **wrong})
        assert refused.status_code == 200 and 'role="alert"' in refused.text, wrong
    assert (
        desk(f"sla/{row.id}", **{**said, "after_2": "2 hours", "first_reply_urgent": "45 Minutes"}).status_code == 302
    )
    db.session.rollback()
    row = db.session.scalar(select(sla.SlaPolicy).where(sla.SlaPolicy.name_en == "Incidents"))
    assert (row.levels[1]["after"], row.targets[0]["seconds"]) == (7200, 2700)


def test_how_escalations_climb_is_set_on_the_same_page(desk):
    desk("sla/climbing", minutes_1="5", minutes_2="0", minutes_3="60", business_1="1")
    from routing.escalation import EscalationPlan

    db.session.rollback()
    assert (db.session.get(EscalationPlan, 1).minutes, db.session.get(EscalationPlan, 2).minutes) == (5, 0)
