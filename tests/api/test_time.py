"""Limits of time over the API: schedules, SLA policies, escalations, in the field's shapes."""

from tests.api.conftest import Program

SHANGHAI = {"schedule": {"name": "Office", "time_zone": "Asia/Shanghai"}}


def test_a_schedule_is_made_given_hours_and_holidays_and_dropped(mia):
    made = mia.ask("POST", "business_hours/schedules.json", SHANGHAI)
    assert made.status_code == 201
    number = made.json["schedule"]["id"]
    assert made.json["schedule"]["intervals"][0] == {"start_time": 1440 + 540, "end_time": 1440 + 1020}
    intervals = [{"start_time": 2000, "end_time": 2500}, {"start_time": 2600, "end_time": 3000}]
    week = mia.ask("PUT", f"business_hours/schedules/{number}/workweek", {"workweek": {"intervals": intervals}})
    # A shift over midnight is two of a day.
    assert week.json["workweek"]["intervals"] == [
        {"start_time": 2000, "end_time": 2500},
        {"start_time": 2600, "end_time": 2880},
        {"start_time": 2880, "end_time": 3000},
    ]
    holiday = {"name": "Stocktaking", "start_date": "2026-12-30", "end_date": "2026-12-31"}
    assert mia.ask("POST", f"business_hours/schedules/{number}/holidays", {"holiday": holiday}).status_code == 201
    days = mia.get(f"business_hours/schedules/{number}/holidays.json")["holidays"]
    assert [day["start_date"] for day in days] == ["2026-12-30", "2026-12-31"]
    assert mia.ask("DELETE", f"business_hours/schedules/{number}/holidays/20261230").status_code == 204
    refused = mia.ask("PUT", f"business_hours/schedules/{number}", {"schedule": {"time_zone": "Mars/Base"}})
    assert refused.status_code == 422
    assert mia.ask("DELETE", f"business_hours/schedules/{number}").status_code == 422  # the default one stays


def test_an_sla_policy_is_made_changed_put_in_order_and_dropped(mia, ann):
    said = {
        "title": "Urgent",
        "filter": {"all": [{"field": "type", "operator": "is", "value": "incident"}], "any": []},
        "policy_metrics": [
            {"priority": "urgent", "metric": "first_reply_time", "target": 30, "business_hours": False},
            {"priority": "urgent", "metric": "requester_wait_time", "target": 240, "business_hours": True},
        ],
    }
    made = mia.ask("POST", "slas/policies.json", {"sla_policy": said})
    assert made.status_code == 201
    policy = made.json["sla_policy"]
    assert policy["filter"]["all"] == said["filter"]["all"]
    assert [(one["metric"], one["target"]) for one in policy["policy_metrics"]] == [
        ("first_reply_time", 30),
        ("requester_wait_time", 240),
    ]
    other = mia.ask("POST", "slas/policies.json", {"sla_policy": {"title": "Other"}}).json["sla_policy"]
    order = {"sla_policy_ids": [other["id"], policy["id"]]}
    listed = mia.ask("PUT", "slas/policies/reorder", order).json["sla_policies"]
    assert [one["title"] for one in listed] == ["Other", "Urgent", "Complaints"]
    wrong = {"sla_policy": {"policy_metrics": [{"priority": "urgent", "metric": "first_reply_time", "target": 0}]}}
    assert mia.ask("PUT", f"slas/policies/{policy['id']}", wrong).status_code == 422
    assert mia.ask("DELETE", f"slas/policies/{policy['id']}").status_code == 204
    assert ann.ask("GET", "slas/policies.json").status_code == 404


def test_an_escalation_is_made_by_an_agent_and_ended_by_a_supervisor(client, desk, ann, bob):
    sue = Program(client, desk.sue)
    ticket = ann.ticket(group_id=desk.orders.id)["id"]
    said = {"escalation": {"ticket_id": ticket, "reason": "agent_asked", "note": "I may not refund so much"}}
    made = ann.post("escalations.json", said)["escalation"]
    assert ann.post("escalations.json", said)["escalation"]["id"] == made["id"]
    assert made["raised_by_id"] == ann.user_id
    assert bob.get(f"escalations.json?ticket_id={ticket}")["escalations"] == []
    end = {"escalation": {"owner_id": sue.user_id, "outcome": "compensated", "outcome_note": "Half back"}}
    assert ann.ask("PUT", f"escalations/{made['id']}", end).status_code == 404
    ended = sue.put(f"escalations/{made['id']}", end)["escalation"]
    assert (ended["status"], ended["owner_id"], ended["outcome"]) == ("ended", sue.user_id, "compensated")
    assert sue.get("escalations.json?status=open")["escalations"] == []
