"""Triggers, automations, rehearsals and webhooks as programs know them; zenpy reads and writes them unchanged."""

import pytest

from helpdesk.db import db
from helpdesk.notifying.webhook import Webhook
from routing import Rule, rehearsing
from tests.api.conftest import Program


@pytest.fixture
def mia(client, desk):
    return Program(client, desk.mia)


@pytest.fixture
def ann(client, desk):
    return Program(client, desk.ann)


def refunds(desk, **more):
    return {
        "title": "Refunds",
        "conditions": {
            "all": [
                {"field": "update_type", "operator": "is", "value": "Create"},
                {"field": "status", "operator": "is_not", "value": "hold"},
                {"field": "current_tags", "operator": "not_includes", "value": "vip gold"},
            ],
            "any": [
                {"field": "subject_includes_word", "operator": "includes", "value": "refund"},
                {"field": "comment_includes_word", "operator": "includes", "value": "money back"},
            ],
        },
        "actions": [
            {"field": "group_id", "value": str(desk.returns.id)},
            {"field": "current_tags", "value": "refund wanted"},
            {"field": "assignee_id", "value": desk.bob.id * 2 + 1},
        ],
        **more,
    }


def test_a_trigger_is_said_back_as_it_was_said(mia, desk):
    made = mia.ask("POST", "triggers.json", {"trigger": refunds(desk)})
    assert made.status_code == 201 and made.json["trigger"]["active"] is True
    said = mia.ask("GET", f"triggers/{made.json['trigger']['id']}.json").json["trigger"]
    wanted = refunds(desk)
    assert said["conditions"] == wanted["conditions"]
    assert [one["field"] for one in said["actions"]] == ["group_id", "current_tags", "assignee_id"]
    rule = db.session.get(Rule, said["id"])
    assert rule.triggers == [{"on": "opened"}]
    assert rule.actions[2] == {"do": "agent", "value": desk.bob.id}


def test_what_is_changed_leaves_a_revision_and_what_is_deleted_is_gone(mia, desk):
    number = mia.ask("POST", "triggers.json", {"trigger": refunds(desk, active=False)}).json["trigger"]["id"]
    mia.ask("PUT", f"triggers/{number}.json", {"trigger": {"title": "Money", "active": True}})
    revisions = mia.ask("GET", f"triggers/{number}/revisions.json").json["trigger_revisions"]
    assert [(one["id"], one["title"]) for one in revisions] == [(2, "Money"), (1, "Refunds")]
    assert mia.ask("DELETE", f"triggers/{number}.json").status_code == 204
    assert mia.ask("GET", f"triggers/{number}.json").status_code == 404


def test_an_automation_waits_hours_and_is_no_trigger(mia):
    said = {
        "title": "Long solved",
        "conditions": {"all": [{"field": "PENDING", "operator": "greater_than", "value": "24"}], "any": []},
        "actions": [{"field": "status", "value": "solved"}],
    }
    number = mia.ask("POST", "automations.json", {"automation": said}).json["automation"]["id"]
    rule = db.session.get(Rule, number)
    assert rule.triggers == [{"on": "waiting", "minutes": 1440}]
    assert rule.conditions == {"all": [{"field": "status", "op": "is", "value": "pending"}]}
    assert mia.ask("GET", f"triggers/{number}.json").status_code == 404
    assert [one["id"] for one in mia.ask("GET", "automations.json").json["automations"]] == [number]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"actions": []},
        {"actions": [{"field": "explode", "value": 1}]},
        {"conditions": {"all": [{"field": "horoscope", "operator": "is", "value": "x"}]}},
        {"conditions": {"all": [{"field": "priority", "operator": "is", "value": "huge"}]}},
        {"own": {"conditions": {"field": "text", "op": "matches", "value": "("}}},
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is(mia, desk, wrong):
    answer = mia.ask("POST", "triggers.json", {"trigger": {**refunds(desk), **wrong}})
    assert answer.status_code == 422 and answer.json["error"] == "RecordInvalid"
    assert mia.ask("GET", "triggers.json").json["count"] == 0


def test_who_is_no_admin_finds_none_of_it(ann, desk):
    for path in ("triggers.json", "automations.json", "rehearsals.json", "webhooks.json"):
        assert ann.ask("GET", path).status_code == 404
    assert ann.ask("POST", "triggers.json", {"trigger": refunds(desk)}).status_code == 404


def test_a_rehearsal_is_begun_and_read(mia, desk):
    begun = mia.ask("POST", "rehearsals.json", {"rehearsal": {"days": 7, "trigger": refunds(desk)}}).json["rehearsal"]
    assert (begun["status"], begun["result"]) == ("waiting", None)
    rehearsing.run(begun["id"])
    read = mia.ask("GET", f"rehearsals/{begun['id']}.json").json["rehearsal"]
    assert read["status"] == "done" and read["result"]["moved"] == 0
    assert mia.ask("GET", f"rehearsals/{begun['id']}/moves.json").json["moves"] == []


def test_a_webhooks_secret_is_said_once(mia):
    made = mia.ask("POST", "webhooks.json", {"webhook": {"name": "Ours", "endpoint": "https://example.com/x"}}).json[
        "webhook"
    ]
    row = db.session.get(Webhook, int(made["id"]))
    assert made["signing_secret"]["secret"] == row.secret
    assert row.secret not in mia.ask("GET", f"webhooks/{made['id']}.json").text
    assert row.secret not in mia.ask("GET", "webhooks.json").text


def test_zenpy_reads_triggers_and_automations(mia, desk):
    from zenpy.lib.api_objects import Automation, Trigger

    made = mia.ask("POST", "triggers.json", {"trigger": refunds(desk)}).json["trigger"]
    assert Trigger(**made).title == "Refunds"
    assert Automation(**{**made, "title": "x"}).title == "x"
