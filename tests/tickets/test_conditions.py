"""Conditions of views: one table of cases for the evaluator and for its SQL (and for the browser's)."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from helpdesk.people import Agent, Team
from tickets.conditions import BadConditions, Who, check, current, matches, shows_only_current, statuses_of
from tickets.filtering import is_active, where
from tickets.tag import Tag, Tagging
from tickets.ticket import STATUSES, Ticket
from tickets.view import View

TABLE = json.loads((Path(__file__).parents[1] / "views_cases.json").read_text())
NOW = datetime.fromisoformat(TABLE["who"]["now"])
WHO = Who(TABLE["who"]["me"], TABLE["who"]["my_teams"], NOW)
CASES = [
    pytest.param(case["conditions"], set(case["match"]), id=json.dumps(case["conditions"], ensure_ascii=False))
    for case in TABLE["cases"]
]


@pytest.mark.parametrize("conditions, match", CASES)
def test_the_evaluator_gives_what_the_table_says(conditions, match):
    assert {name for name, row in TABLE["rows"].items() if matches(conditions, row, WHO)} == match


@pytest.mark.parametrize("conditions, match", CASES)
def test_every_case_is_accepted(conditions, match):
    check(conditions)


def test_the_database_gives_what_the_table_says(app, carol):
    names = _rows_in_the_database(carol)
    for case in TABLE["cases"]:
        found = db.session.scalars(select(Ticket.id).where(where(case["conditions"], WHO)))
        assert {names[n] for n in found} == set(case["match"]), case["conditions"]


def _rows_in_the_database(carol) -> dict[int, str]:
    with transaction():
        db.session.add_all(Agent(id=n, email=f"{n}@demo.test", name=str(n)) for n in (1, 2))
        db.session.add_all(Team(id=n, name=str(n)) for n in (10, 11, 12))
        db.session.flush()
        names = {name for row in TABLE["rows"].values() for name in row["tags"]}
        tags = {name: insert(Tag(name=name)) for name in names}
        return {_ticket(carol, row, tags).id: name for name, row in TABLE["rows"].items()}


def _ticket(carol, row, tags):
    plain = {
        k: row[k] for k in ("status", "priority", "type", "team_id", "assignee_id", "inbox_id", "channel", "language")
    }
    until = row["snoozed_until"]
    ticket = insert(
        Ticket(
            customer_id=carol.id,
            **plain,
            tag_names=row["tags"],
            merged_into_id=row["merged_into"],
            spam_at=clock.now() if row["spam"] else None,
            trashed_at=clock.now() if row["trashed"] else None,
            due_at=clock.now() if row["due"] else None,
            breached_at=clock.now() if row["breached"] else None,
            snoozed_until=datetime.fromisoformat(until) if until else None,
            last_message_id=1,
            preview_by="customer" if row["unread"] else "agent",
        )
    )
    for name in row["tags"]:
        insert(Tagging(ticket_id=ticket.id, tag_id=tags[name].id))
    return ticket


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        "status",
        {"all": "x"},
        {"all": [], "field": "status"},
        {"all": [{"field": "status", "op": "set"}] * 41},
        {"all": [{"all": [{"all": [{"all": [{"all": []}]}]}]}]},
        {"field": "password", "op": "is", "value": 1},
        {"field": ["status"], "op": "is", "value": "open"},
        {"field": "status"},
        {"field": "status", "op": "like", "value": "%"},
        {"field": "status", "op": ["is"], "value": "open"},
        {"field": "status", "op": "is", "value": "gone"},
        {"field": "status", "op": "is", "value": ["open"]},
        {"field": "status", "op": "is", "value": "open", "sql": "1"},
        {"field": "team_id", "op": "is", "value": "me"},
        {"field": "team_id", "op": "is", "value": "1 OR 1=1"},
        {"field": "assignee_id", "op": "is", "value": True},
        {"field": "spam", "op": "is", "value": "yes"},
        {"field": "tags", "op": "is", "value": "vip"},
        {"field": "tags", "op": "has", "value": "x" * 101},
        {"field": "channel", "op": "in", "value": [{"a": 1}]},
        {"field": "channel", "op": "in", "value": ["x"] * 101},
    ],
)
def test_what_the_evaluator_does_not_understand_is_refused(wrong):
    with pytest.raises(BadConditions):
        check(wrong)


def test_the_views_that_are_shipped_are_sound(app):
    for view in db.session.scalars(select(View)):
        check(view.conditions)
        assert shows_only_current(view.conditions) == (view.key not in ("spam", "trash"))


def test_the_statuses_that_can_match_are_known_beforehand():
    for case in TABLE["cases"]:
        possible = statuses_of(case["conditions"])
        assert {TABLE["rows"][name]["status"] for name in case["match"]} <= possible <= set(STATUSES)
    assert is_active(current({"field": "category", "op": "is", "value": "open"}))
    assert not is_active({"field": "category", "op": "is", "value": "open"})
    assert not is_active(current({"field": "status", "op": "in", "value": ["open", "solved"]}))


def test_a_ticket_snoozed_until_just_now_is_awake():
    condition = {"field": "snoozed", "op": "is", "value": True}
    assert not matches(condition, {"snoozed_until": NOW}, WHO)
    assert matches(condition, {"snoozed_until": NOW + timedelta(seconds=1)}, WHO)
