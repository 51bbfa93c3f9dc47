"""Macros and bulk changes: actions as data, all of them or none, each ticket by itself."""

import pytest

from helpdesk import clock
from helpdesk.db import db, transaction
from tickets import NotAllowed, apply_macro, change_many, close, finding, macro_of, macros_of, perform, save_macro
from tickets.tag import Tagging


def test_many_tickets_change_and_those_that_cannot_say_why(opened, ann, eve, returns, happened):
    good, other, closed, hidden = opened("good"), opened("other"), opened("closed"), opened("hidden")
    close(closed, by=ann)
    with transaction():
        hidden.team_id = returns.id
    numbers = [good.id, other.id, closed.id, hidden.id, 404]
    outcome = change_many(finding.visible_to(ann), numbers, {"status": "pending", "tags_add": ["late"]}, by=ann)
    assert outcome.done == [good.id, other.id]
    assert {n: refusal.code for n, refusal in outcome.refused.items()} == {closed.id: "closed"}
    assert outcome.missing == [hidden.id, 404]
    db.session.refresh(closed)
    assert closed.tag_names == [] and db.session.query(Tagging).count() == 2
    assert good.status == "pending" and good.tag_names == ["late"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "admin"},
        {"created_at": "2020-01-01"},
        {"team_id": 404},
        {"team_id": "1 OR 1=1"},
        {"assignee_id": 404},
        {"assignee_id": True},
        {"status": "gone"},
        {"priority": None},
        {"snooze_until": "yesterday"},
        {"snooze_until": "2020-01-01T00:00:00+00:00"},
        {"type": ["question"]},
    ],
)
def test_changes_that_there_are_not_are_refused(ticket, ann, wrong, happened):
    before = happened(ticket)
    with pytest.raises(NotAllowed):
        perform(ticket, {"priority": "high", **wrong}, by=ann)
    db.session.refresh(ticket)
    assert ticket.priority == "normal" and happened(ticket) == before


def test_into_the_trash_comes_last_and_out_of_it_first(ticket, ann):
    perform(ticket, {"trash": True, "priority": "low", "assignee_id": "me"}, by=ann)
    assert ticket.trashed_at and ticket.priority == "low" and ticket.assignee_id == ann.id
    perform(ticket, {"priority": "high", "trash": False, "assignee_id": None}, by=ann)
    assert ticket.trashed_at is None and ticket.priority == "high" and ticket.assignee_id is None


def test_everything_there_is(ticket, ann, bob, returns):
    until = (clock.now().replace(microsecond=0)).replace(year=clock.now().year + 1).isoformat()
    perform(
        ticket,
        {
            "team_id": returns.id,
            "assignee_id": bob.id,
            "priority": "urgent",
            "type": "complaint",
            "tags_add": ["a", "b"],
            "tags_remove": ["b"],
            "follow": True,
            "snooze_until": until,
            "status": "on_hold",
            "spam": True,
        },
        by=ann,
    )
    assert (ticket.team_id, ticket.assignee_id, ticket.status) == (returns.id, bob.id, "on_hold")
    assert (ticket.tag_names, bool(ticket.snoozed_until), bool(ticket.spam_at)) == (["a"], True, True)
    perform(ticket, {"snooze_until": None, "spam": False}, by=ann)
    assert ticket.snoozed_until is None and ticket.spam_at is None


def test_a_macro_changes_notes_and_gives_a_text_to_begin_with(ticket, ann, bob):
    macro = save_macro(
        title_en="Lost parcel",
        title_zh="包裹丢失",
        changes={"status": "pending", "tags_add": ["lost"]},
        replies={"en": "Dear {{customer.first_name}}, {{ticket.subject}}", "zh": "您好"},
        note="Asked on {{ticket.id}}",
        by=ann,
    )
    applied = apply_macro(macro, ticket, by=bob)
    assert applied.draft_text == "Dear Carol, My parcel is late"
    assert applied.note.text == f"Asked on {ticket.id}"
    assert (ticket.status, ticket.tag_names, macro.title_in("zh")) == ("new", ["lost"], "包裹丢失")
    assert applied.status_after == "pending"  # it waits for its text to be sent
    with transaction():
        ticket.language = "zh"
    assert apply_macro(macro, ticket, by=bob).draft_text == "您好"


def test_a_macro_without_a_text_sets_the_status_at_once(ticket, ann):
    applied = apply_macro(save_macro(title_en="Done", changes={"status": "solved"}, by=ann), ticket, by=ann)
    assert (ticket.status, applied.status_after) == ("solved", None)


def test_a_macro_that_cannot_finish_does_nothing(ticket, ann):
    macro = save_macro(title_en="x", changes={"priority": "high", "team_id": 404}, note="noted", by=ann)
    with pytest.raises(NotAllowed):
        apply_macro(macro, ticket, by=ann)
    db.session.refresh(ticket)
    assert ticket.priority == "normal" and ticket.message_count == 1


def test_a_macro_of_ones_own_is_nobody_elses(app, ann, bob):
    macro = save_macro(title_en="mine", changes={}, by=ann, shared=False)
    assert macros_of(ann) == [macro] and macros_of(bob) == []
    assert macro_of(ann, macro.id) is macro
    with pytest.raises(LookupError):
        macro_of(bob, macro.id)


def test_a_macro_with_actions_or_placeholders_that_there_are_not_is_refused(app, ann):
    for wrong in (
        {"changes": {"role": "admin"}},
        {"changes": {}, "replies": {"en": "{{config.secret}}"}},
        {"changes": {}, "note": "{{7*7}}"},
        {"changes": {}, "title_en": " "},
    ):
        with pytest.raises(NotAllowed):
            save_macro(**{"title_en": "x", **wrong}, by=ann)
