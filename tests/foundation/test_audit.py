"""The audit trail: who looked, handed out, erased or changed something is chained; nothing of it can be changed."""

import json

import pytest
from sqlalchemy import delete, select, text, update

from helpdesk import audit, customers, people
from helpdesk.audit import AuditEntry
from helpdesk.customers.privacy import erasing, revealing
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.people import Agent
from tests.support.at_once import at_once
from tests.support.cast import *  # noqa: F403


@pytest.fixture
def looked(carol, ann, mia):
    """Ann has looked at carol's address, mia has made ann a supervisor and changed a setting."""
    identity = customers.reachable(carol)[0]
    revealing.reveal(identity, carol, by=ann, why="She asked me, canary-why")
    people.set_role(db.session.get(Agent, ann.id), "supervisor", by=mia)
    audit.note("setting_changed", by=mia, what="save_masks")
    return carol


def test_every_step_has_its_entry_and_no_words_are_in_it(looked, ann, mia):
    entries = list(audit.entries())
    assert [(e.name, e.actor, e.subject) for e in entries] == [
        ("contact_revealed", ann.id, looked.id),
        ("role_changed", mia.id, None),
        ("setting_changed", mia.id, None),
    ]
    assert "canary" not in json.dumps([entry.data for entry in entries])
    assert audit.verify().wrong is None
    assert [e.name for e in audit.entries(subject=looked.id)] == ["contact_revealed"]
    assert [e.name for e in audit.entries(actor=mia.id)] == ["role_changed", "setting_changed"]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda: update(AuditEntry).where(AuditEntry.id == 2).values(actor=99), "entry 2 was changed"),
        (lambda: update(AuditEntry).where(AuditEntry.id == 1).values(subject=None), "entry 1 was changed"),
        (lambda: update(AuditEntry).where(AuditEntry.id == 3).values(data={"what": "x"}), "entry 3 was changed"),
        (lambda: delete(AuditEntry).where(AuditEntry.id == 2), "entry 2 is missing"),
        (lambda: update(Event).where(Event.name == "contact_revealed").values(actor_id=99), "event"),
    ],
)
def test_whoever_changes_a_row_is_found_out(looked, change, wrong):
    with transaction():
        db.session.execute(change())
    found = audit.verify()
    assert wrong in found.wrong


def test_a_row_taken_from_the_middle_and_renumbered_is_found_out(looked):
    with transaction():
        db.session.execute(delete(AuditEntry).where(AuditEntry.id == 2))
        db.session.execute(update(AuditEntry).where(AuditEntry.id == 3).values(id=2))
    assert "entry 2 was changed" in audit.verify().wrong


def test_an_end_cut_off_is_found_by_the_head_that_was_written_down(app, looked):
    head = audit.verify().head
    with transaction():
        db.session.execute(delete(AuditEntry).where(AuditEntry.id == 3))
    assert audit.verify().wrong is None
    assert "3 was there before" in audit.verify(head).wrong
    command = app.test_cli_runner().invoke(args=["audit", "verify", "--head", head])
    assert command.exit_code == 1 and "broken" in command.output


def test_what_failed_leaves_no_entry(looked, ann):
    with pytest.raises(ZeroDivisionError), transaction():
        audit.note("setting_changed", by=ann, what="x")
        1 / 0  # noqa: B018
    assert audit.verify().entries == 3


@pytest.mark.both_databases
def test_many_at_once_make_one_chain(app, mia):
    def several():
        for _ in range(5):
            audit.note("setting_changed", what="x")

    assert at_once(app, *[several] * 6) == [None] * 6
    db.session.rollback()
    assert (audit.verify().entries, audit.verify().wrong) == (30, None)


def test_an_erased_person_leaves_the_chain_whole(app, looked):
    number = looked.id
    erasing.erase(looked, by=None)
    assert "canary-why" not in str(db.session.scalars(select(Event.data)).all())
    names = [entry.name for entry in audit.entries(subject=number)]
    assert names == ["contact_revealed", "customer_erased"]
    assert audit.verify().wrong is None


def test_a_changed_setting_is_in_the_trail_and_a_look_is_not(app, as_agent, mia):
    browser = as_agent(mia)
    browser.post("/settings/teams", data={"name": "Night shift"})
    browser.post("/settings/privacy/find", data={"who": "carol@example.com"})
    browser.post("/settings/surveys/new", data={"name": ""})
    said = [(e.name, e.actor, e.data) for e in audit.entries() if e.name == "setting_changed"]
    assert said == [("setting_changed", mia.id, {"what": "add_team"})]


def test_the_list_tells_who_saw_whom(app, looked, ann):
    run = app.test_cli_runner().invoke(args=["audit", "list", "--customer", str(looked.id), "--since", "2020-01-01"])
    (line,) = [json.loads(line) for line in run.output.splitlines()]
    assert (line["name"], line["agent"], line["customer"]) == ("contact_revealed", ann.id, looked.id)
    assert db.session.scalar(text("SELECT count(*) FROM audit_entry")) == 3
