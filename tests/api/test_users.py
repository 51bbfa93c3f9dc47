"""Users by API: customers are made, found by their addresses, changed; agents are read."""

from sqlalchemy import select

from helpdesk.db import db
from helpdesk.events import Event


def test_a_customer_is_made_once_for_an_address(ann):
    made = ann.post(
        "users.json",
        {
            "user": {
                "name": "Carol",
                "email": "Carol@Example.test",
                "phone": "+44 20 7946 0018",
                "locale": "zh-CN",
                "time_zone": "Asia/Shanghai",
                "tags": ["vip"],
            }
        },
    )["user"]
    assert (made["email"], made["phone"], made["role"]) == ("carol@example.test", "+442079460018", "end-user")
    assert (made["locale"], made["time_zone"], made["tags"]) == ("zh-CN", "Asia/Shanghai", ["vip"])
    refused = ann.ask("POST", "users.json", {"user": {"name": "Other", "email": "carol@example.test"}})
    assert refused.status_code == 422
    assert refused.get_json()["details"]["email"][0]["error"] == "DuplicateValue"
    assert ann.ticket(email="CAROL@example.test")["requester_id"] == made["id"]


def test_create_or_update_changes_who_is_there(ann):
    first = ann.post("users/create_or_update.json", {"user": {"name": "Carol", "email": "carol@example.test"}})["user"]
    again = ann.post("users/create_or_update.json", {"user": {"name": "Carol King", "email": "carol@example.test"}})
    assert (again["user"]["id"], again["user"]["name"]) == (first["id"], "Carol King")


def test_a_customer_is_found_by_address_and_changed_with_a_record_of_it(ann):
    user = ann.post("users.json", {"user": {"name": "Carol", "email": "carol@example.test"}})["user"]
    assert [u["id"] for u in ann.get("users/search.json?query=email:carol@example.test")["users"]] == [user["id"]]
    assert [u["id"] for u in ann.get("search.json?query=type:user carol@example.test")["results"]] == [user["id"]]
    ann.put(f"users/{user['id']}.json", {"user": {"name": "Carol K", "notes": "likes tea", "email": "ck@example.test"}})
    shown = ann.get(f"users/{user['id']}.json")["user"]
    assert (shown["name"], shown["notes"]) == ("Carol K", "likes tea")
    values = [i["value"] for i in ann.get(f"users/{user['id']}/identities.json")["identities"]]
    assert values == ["carol@example.test", "ck@example.test"]
    event = db.session.scalar(select(Event).where(Event.name == "customer_changed"))
    assert event.data == {"fields": ["name", "notes"]}


def test_identities_are_added_and_proven_by_admins(ann, mia):
    user = ann.post("users.json", {"user": {"name": "Carol"}})["user"]
    path = f"users/{user['id']}/identities"
    row = ann.post(path, {"identity": {"type": "email", "value": "carol@example.test"}})["identity"]
    assert (row["verified"], ann.ask("PUT", f"{path}/{row['id']}/verify.json").status_code) == (False, 404)
    assert mia.put(f"{path}/{row['id']}/verify.json", {})["identity"]["verified"] is True
    assert ann.get(f"{path}/{row['id']}.json")["identity"]["value"] == "carol@example.test"
    for kind, value in (("email", "no"), ("fax", "1"), ("phone_number", "x")):
        said = {"type": kind, "value": value}
        assert ann.ask("POST", path, {"identity": said}).status_code == 422


def test_agents_are_users_too_and_lists_tell_them_apart(ann, desk):
    ann.ticket()
    assert ann.get("users/me.json")["user"]["id"] == ann.user_id
    assert {u["name"] for u in ann.get("users.json?role=agent")["users"]} == {"Ann", "Bob", "Sue", "Mia"}
    assert {u["name"] for u in ann.get("users.json?role[]=admin")["users"]} == {"Mia"}
    assert {u["email"] for u in ann.get("users.json")["users"]} == {"carol@example.test"}
    assert ann.ask("PUT", f"users/{ann.user_id}.json", {"user": {"name": "Root"}}).status_code == 422
    assert ann.get(f"groups/{desk.orders.id}.json")["group"]["name"] == "Orders"
    members = ann.get(f"groups/{desk.orders.id}/memberships.json")["group_memberships"]
    assert [m["user_id"] for m in members] == [ann.user_id]


def test_what_is_wrong_with_a_user_is_said(ann):
    for said in (
        {},
        {"email": "x"},
        {"phone": "12"},
        {"name": 7},
        {"name": "x", "time_zone": "Mars"},
        {"name": "x" * 201},
        {"name": "x", "identities": "y"},
    ):
        assert ann.ask("POST", "users.json", {"user": said}).status_code == 422, said
