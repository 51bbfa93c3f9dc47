"""The pages of rules, rehearsals and webhooks: both languages, what is wrong said, nothing lost."""

import json

import pytest
from sqlalchemy import event

from helpdesk.db import db, transaction
from helpdesk.notifying import webhooks
from helpdesk.people import Agent
from routing import Rule, rehearsing, rule_keeping
from tests.support.cast import *  # noqa: F403
from tickets import TicketField, save_macro

FORM = {
    "name": "Refunds",
    "triggers": json.dumps([{"on": "opened"}]),
    "conditions": json.dumps({"all": [{"field": "any_text", "op": "says", "value": ["refund"]}]}),
    "actions": json.dumps([{"do": "priority", "value": "high"}]),
}


@pytest.fixture
def page(as_agent, mia):
    return as_agent(mia)


def test_a_rule_is_kept_switched_and_moved(page, ticket):
    made = page.post("/settings/rules/new", data=FORM)
    assert made.status_code == 302
    page.post("/settings/rules/1/switched", data={"on": "1"})
    shown = page.get("/settings/rules").text
    assert "Refunds" in shown and "says any of “refund”" in shown and "Set the priority High" in shown
    assert db.session.get(Rule, 1).enabled


def test_who_was_overtaken_is_told_and_loses_nothing_they_typed(page, sue, as_agent):
    page.post("/settings/rules/new", data=FORM)
    page.post("/settings/rules/1", data=FORM | {"version": "1", "name": "Mia was first"})
    overtaken = page.post("/settings/rules/1", data=FORM | {"version": "1", "name": "Typed meanwhile"})
    assert overtaken.status_code == 409 and "has saved version 2 meanwhile" in overtaken.text
    assert 'value="Typed meanwhile"' in overtaken.text and 'name="version" value="2"' in overtaken.text
    assert db.session.get(Rule, 1).name == "Mia was first"
    assert page.post("/settings/rules/1", data=FORM | {"version": "2", "name": "On top"}).status_code == 302
    assert db.session.get(Rule, 1, populate_existing=True).name == "On top"


def test_who_goes_on_after_a_rehearsal_is_told_too_that_they_were_overtaken(page, opened):
    opened("refund please")
    page.post("/settings/rules/new", data=FORM)
    page.post("/settings/rehearsals", data=FORM | {"rule": "1", "version": "1", "days": "7", "name": "As rehearsed"})
    page.post("/settings/rules/1", data=FORM | {"version": "1", "name": "Meanwhile"})
    form = page.get("/settings/rules/1?rehearsal=1").text
    assert 'value="As rehearsed"' in form and 'name="version" value="1"' in form
    refused = page.post("/settings/rules/1", data=FORM | {"version": "2", "actions": "[]"})
    assert refused.status_code == 422 and 'name="version" value="2"' in refused.text
    assert page.post("/settings/rules/1", data=FORM | {"version": "1"}).status_code == 409


def test_versions_tell_apart_what_differs_in_name_in_purpose_or_in_stopping(page):
    page.post("/settings/rules/new", data=FORM)
    page.post("/settings/rules/1", data=FORM | {"name": "Money back", "description": "For the audit", "stops": "1"})
    listed = page.get("/settings/rules/1").text.partition("version-list")[2]
    newest, _, first = listed.partition("Version 1")
    assert "Money back" in newest and "For the audit" in newest and "stops here" in newest
    assert "Refunds" in first and "For the audit" not in first and "stops here" not in first


def test_a_rule_goes_to_the_place_that_is_typed_and_the_focus_stays_with_it(page):
    for name in ("One", "Two", "Three"):
        page.post("/settings/rules/new", data=FORM | {"name": name})
    moved = page.post("/settings/rules/3/moved", data={"place": "1"})
    assert moved.location.endswith("/settings/rules?moved=3&by=place")
    assert [rule.name for rule in rule_keeping.rules()] == ["Three", "One", "Two"]
    shown = page.get("/settings/rules?moved=3&by=place").text
    assert shown.count("autofocus") == 1 and "autofocus" in shown.partition('id="rule-3"')[2][:600]
    (
        page.post("/settings/rules/3/moved", data={"place": "99"}),
        page.post("/settings/rules/1/moved", data={"place": "x"}),
    )
    assert [rule.name for rule in rule_keeping.rules()] == ["One", "Two", "Three"]
    page.post("/settings/rules/1/moved", data={"down": "1"})
    assert [rule.name for rule in rule_keeping.rules()] == ["Two", "One", "Three"]


def test_the_list_reads_the_names_of_all_rules_at_once(page, orders):
    def asked():
        count = []
        event.listen(db.engine, "before_cursor_execute", told := lambda *_: count.append(1))
        assert "Orders" in page.get("/settings/rules").text
        event.remove(db.engine, "before_cursor_execute", told)
        return len(count)

    place = {"do": "team", "value": orders.id}
    about = json.dumps({"all": [{"field": "team_id", "op": "in", "value": [orders.id]}]})
    page.post("/settings/rules/new", data=FORM | {"conditions": about, "actions": json.dumps([place])})
    first = asked()
    for _ in range(5):
        page.post("/settings/rules/new", data=FORM | {"conditions": about, "actions": json.dumps([place])})
    assert asked() <= first


def test_what_is_wrong_is_said_and_what_was_written_stays(page):
    answer = page.post("/settings/rules/new", data=FORM | {"actions": "[]", "name": "Half done"})
    assert answer.status_code == 422
    assert "Say what it shall do" in answer.text and "Half done" in answer.text
    assert db.session.get(Rule, 1) is None


def test_what_was_rehearsed_is_gone_on_with_and_nothing_is_typed_twice(page, opened):
    opened("refund please")
    refused = page.post("/settings/rehearsals", data=FORM | {"actions": "[]", "name": "Half done"})
    assert refused.status_code == 422 and "Half done" in refused.text
    page.post("/settings/rehearsals", data=FORM | {"rule": "", "days": "7", "description": "Why so"})
    rehearsing.run(1)
    assert "/settings/rules/new?rehearsal=1" in page.get("/settings/rehearsals/1").text
    form = page.get("/settings/rules/new?rehearsal=1").text
    assert 'value="Refunds"' in form and "Why so" in form and "refund" in form
    page.post("/settings/rules/new", data=FORM | {"name": "As it was"})
    page.post("/settings/rehearsals", data=FORM | {"rule": "1", "name": "As rehearsed"})
    assert "/settings/rules/1?rehearsal=2" in page.get("/settings/rehearsals/2").text
    assert 'value="As rehearsed"' in page.get("/settings/rules/1?rehearsal=2").text
    assert 'value="As it was"' in page.get("/settings/rules/1?rehearsal=999").text
    assert db.session.get(Rule, 1).name == "As it was"


def test_what_it_would_match_now_is_said_beside_it(page, opened):
    opened("refund please"), opened("hello")
    draft = {"triggers": json.loads(FORM["triggers"]), "conditions": json.loads(FORM["conditions"])}
    said = page.post("/settings/rules/preview.json", json=draft).json
    assert (said["matched"], said["looked_at"], said["tickets"][0]["subject"]) == (1, 2, "refund please")
    assert "problem" in page.post("/settings/rules/preview.json", json={"triggers": [], "conditions": {}}).json


BOTH = "Solved and snoozed at once"


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        ([{"do": "status", "value": "solved"}, {"do": "snooze", "value": 60}], BOTH),
        ([{"do": "snooze", "value": 60}, {"do": "macro", "value": 1}], BOTH),
        ([{"do": "spam"}, {"do": "snooze", "value": 60}], "Marked as spam and snoozed"),
        (
            [{"do": "priority", "value": "high"}, {"do": "priority", "value": "low"}],
            "“Set the priority” stands there twice",
        ),
        ([{"do": "tag", "value": ["VIP"]}, {"do": "untag", "value": ["vip"]}], "both added and taken off"),
        ([{"do": "field", "value": {"key": "size", "value": one}} for one in "ab"], "“Size” is filled in twice"),
    ],
)
def test_what_cannot_all_be_meant_is_said_while_it_is_built_and_not_saved(page, mia, acts, said):
    with transaction():
        db.session.add(TicketField(key="size", label_en="Size", label_zh="尺码"))
    save_macro(title_en="Done", changes={"status": "solved"}, by=mia)
    draft = {name: json.loads(FORM[name]) for name in ("triggers", "conditions")} | {"actions": [*acts, {"do": ""}]}
    [told] = page.post("/settings/rules/preview.json", json=draft).json["contradictions"]
    assert said in told
    refused = page.post("/settings/rules/new", data=FORM | {"actions": json.dumps(acts)})
    assert refused.status_code == 422 and said in refused.text and "Nothing was saved." in refused.text
    assert page.post("/settings/rules/preview.json", json=draft | {"actions": acts[:1]}).json["contradictions"] == []


@pytest.mark.parametrize(
    ("untouched", "said"),
    [
        ({"actions": [{"do": ""}]}, "Choose what each action does."),
        ({"actions": [{"do": "team", "value": ""}]}, "Choose what an action is about."),
        ({"actions": [{"do": "priority", "value": ""}]}, "Choose what an action is about."),
        ({"actions": [{"do": "survey", "value": ""}]}, "Choose what an action is about."),
        ({"actions": [{"do": "snooze", "value": ""}]}, "Give a time between a minute and a year."),
        ({"actions": [{"do": "field", "value": {"key": "size"}}]}, "Choose a field, and say what shall stand in it."),
        ({"conditions": {"all": [{"field": "", "op": ""}]}}, "Choose what each condition is about."),
        ({"conditions": {"all": [{"field": "priority", "op": "is"}]}}, "A condition has no value yet"),
        ({"triggers": [{"on": ""}]}, "Choose what has lasted, and how long."),
    ],
)
def test_what_was_not_chosen_is_asked_for(page, untouched, said):
    refused = page.post("/settings/rules/new", data=FORM | {name: json.dumps(one) for name, one in untouched.items()})
    assert refused.status_code == 422 and said in refused.text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_opens_in_both_languages(page, mia, orders, opened, language):
    opened("refund please")
    with transaction():
        db.session.get(Agent, mia.id).language = language
    page.post("/settings/rules/new", data=FORM)
    page.post("/settings/rehearsals", data=FORM | {"rule": "1", "days": "7"})
    rehearsing.run(1)
    page.post("/settings/rehearsals/other", data={"strategy": "skill", "team": str(orders.id), "days": "7"})
    page.post("/settings/rehearsals/other", data={"percent": "80", "target": "priority", "days": "7"})
    rehearsing.run(2), rehearsing.run(3)
    titles = page.get("/settings/rehearsals").text
    told = ("By skill and language for Orders", "The classifier sets the priority from 80 % on")
    assert [title in titles for title in told] == [language == "en"] * 2
    page.post("/settings/webhooks", data={"name": "Ours", "address": "https://example.com/x", "all": "1"})
    rehearsals = ("rehearsals", "rehearsals/1", "rehearsals/2", "rehearsals/3")
    for path in ("rules", "rules/new", "rules/1", *rehearsals, "webhooks", "webhooks/1"):
        answer = page.get(f"/settings/{path}")
        assert answer.status_code == 200, path
        assert ("规则" in answer.text) == (language == "zh")


def test_why_a_program_was_not_told_is_said_in_the_readers_language(page, mia):
    page.post("/settings/webhooks", data={"name": "Inner", "address": "http://127.0.0.1:6379/", "all": "1"})
    page.post("/settings/webhooks/1/tried"), webhooks.deliver_now(1)
    assert "this address is not asked: not a port of the web" in page.get("/settings/webhooks/1").text
    page.put("/console/me/preferences", json={"language": "zh"})
    assert "不访问该地址：不是 Web 端口" in page.get("/settings/webhooks/1").text


def test_a_refused_webhook_keeps_what_was_typed(page):
    typed = {"name": "Ours", "address": "https://user:pw@host.example/x", "event": ["ticket_opened"]}
    refused = page.post("/settings/webhooks", data=typed)
    assert refused.status_code == 422 and "without a user name" in refused.text
    assert 'value="Ours"' in refused.text and 'value="ticket_opened" checked' in refused.text
