"""Nobody reads or changes by API what they may not see, by whatever side door."""

import pytest
from sqlalchemy import select

from helpdesk.db import db
from helpdesk.people import Agent
from tickets import Message, Ticket
from tickets.indexing import index_waiting


@pytest.fixture
def hidden(mia, desk):
    """A ticket of Returns that ann may not see."""
    return mia.ticket("secret", email="eve@example.test", group_id=desk.returns.id, tags=["hidden"])


READ = [
    "tickets/{id}",
    "tickets/{id}/comments",
    "tickets/{id}/comments/count",
    "tickets/{id}/audits",
    "tickets/{id}/tags",
    "tickets/{id}/incidents",
    "users/{user}",
    "users/{user}/identities",
    "tickets/{id}/macros/1/apply",
]


@pytest.mark.parametrize("path", READ)
def test_what_is_hidden_reads_like_what_is_not_there(ann, hidden, path):
    shown = ann.ask("GET", path.format(id=hidden["id"], user=hidden["requester_id"]))
    absent = ann.ask("GET", path.format(id=99_999, user=99_998))
    assert (shown.status_code, shown.get_json()) == (404, absent.get_json())


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "tickets/{id}", {"ticket": {"status": "solved"}}),
        ("DELETE", "tickets/{id}", None),
        ("PUT", "tickets/{id}/tags", {"tags": ["x"]}),
        ("POST", "tickets/{id}/tags", {"tags": ["x"]}),
        ("DELETE", "tickets/{id}/tags", {"tags": ["hidden"]}),
        ("POST", "tickets/{id}/merge", {"ids": [1]}),
        ("PUT", "users/{user}", {"user": {"name": "x"}}),
        ("POST", "users/{user}/identities", {"identity": {"type": "email", "value": "ann@desk.test"}}),
    ],
)
def test_what_is_hidden_cannot_be_changed(ann, hidden, method, path, body):
    before = db.session.scalar(select(Ticket.version).where(Ticket.id == hidden["id"]))
    answer = ann.ask(method, path.format(id=hidden["id"], user=hidden["requester_id"]), body)
    assert answer.status_code == 404
    db.session.rollback()
    assert db.session.scalar(select(Ticket.version).where(Ticket.id == hidden["id"])) == before


def test_lists_searches_exports_and_side_loads_leave_it_out(ann, hidden, monkeypatch):
    from datetime import timedelta

    from helpdesk.api import incremental

    monkeypatch.setattr(incremental, "SETTLED", timedelta(seconds=-5))
    mine = ann.ticket("mine")
    index_waiting()
    for path, name in (
        ("tickets.json?include=users,groups", "tickets"),
        ("tickets.json?page[size]=9", "tickets"),
        ("search.json?query=type:ticket", "results"),
        ("search/export.json?page[size]=9", "results"),
        ("incremental/tickets.json?start_time=0", "tickets"),
        ("incremental/tickets/cursor.json?start_time=0", "tickets"),
        (f"tickets/show_many.json?ids={hidden['id']},{mine['id']}", "tickets"),
    ):
        page = ann.get(path)
        assert [t["id"] for t in page[name]] == [mine["id"]], path
        assert "secret" not in str(page)
        assert all(u["email"] != "eve@example.test" for u in page.get("users", []))
    assert ann.get("search.json?query=secret")["count"] == 0
    assert ann.get("search.json?query=type:user eve@example.test")["results"] == []
    assert ann.get("users/search.json?query=eve@example.test")["users"] == []
    known = ann.get(f"users/show_many.json?ids={mine['requester_id']},{hidden['requester_id']}")["users"]
    assert ann.get("users.json?page[size]=100")["users"] == known
    assert [u["id"] for u in known] == [mine["requester_id"]]
    assert ann.get("incremental/ticket_events.json?start_time=0")["count"] > 0
    assert str(hidden["id"]) not in {
        str(e["ticket_id"]) for e in ann.get("incremental/ticket_events.json?start_time=0")["ticket_events"]
    }
    assert ann.get("search/count.json?query=status:new")["count"] == 1


def test_side_parameters_are_looked_up_through_the_one_who_asks(ann, hidden):
    mine = ann.ticket("mine")
    for body in ({"requester_id": hidden["requester_id"], "comment": {"body": "x"}},):
        assert ann.ask("POST", "tickets.json", {"ticket": body}).status_code == 422
    job = ann.post(f"tickets/{mine['id']}/merge.json", {"ids": [hidden["id"]]})["job_status"]
    assert job["results"][0]["success"] is False
    many = ann.put(f"tickets/update_many.json?ids={hidden['id']}", {"ticket": {"status": "solved"}})["job_status"]
    assert many["results"][0]["error"] == "NotFound"
    author = {"comment": {"body": "x", "author_id": hidden["requester_id"]}}
    assert ann.ask("PUT", f"tickets/{mine['id']}.json", {"ticket": author}).status_code == 422
    assert ann.ask("GET", f"job_statuses/{job['id']}.json").status_code == 200
    assert mia_cannot_read(ann, job)


def mia_cannot_read(ann, job) -> bool:
    from tests.api.conftest import Program

    bob = Program(ann.client, db.session.scalar(select(Agent).where(Agent.name == "Bob")))
    return bob.ask("GET", f"job_statuses/{job['id']}.json").status_code == 404


def test_another_agents_name_is_not_to_be_had(ann, bob, mia):
    ticket = ann.ticket()
    said = {"ticket": {"comment": {"body": "x", "author_id": bob.user_id}}}
    assert ann.ask("PUT", f"tickets/{ticket['id']}.json", said).status_code == 422
    mia.put(f"tickets/{ticket['id']}.json", said)
    message = db.session.scalar(select(Message).where(Message.kind == "reply"))
    assert message.author_id == bob.agent.id


def test_what_is_not_for_programs_to_say_is_not_listened_to(ann, mia):
    ticket = ann.ticket(
        id=77,
        created_at="2001-01-01T00:00:00Z",
        version=9,
        spam_at="2001-01-01",
        merged_into_id=1,
        sla_due_at="2001-01-01",
        customer_id=5,
        requester_role="admin",
        url="x",
    )
    assert ticket["id"] != 77
    assert ticket["created_at"] > "2020"
    changed = ann.put(
        f"tickets/{ticket['id']}.json",
        {"ticket": {"created_at": "2001-01-01T00:00:00Z", "id": 78, "requester_id": 99, "channel": "email"}},
    )["ticket"]
    assert changed == {**ticket, "updated_at": changed["updated_at"]}
    for said in ({"role": "admin"}, {"role": "agent"}):
        made = ann.ask("POST", "users.json", {"user": {"name": "Eve", "email": "eve@example.test", **said}})
        assert made.status_code == 422
    user = ann.post(
        "users.json",
        {
            "user": {
                "name": "Dan",
                "email": "dan@example.test",
                "verified": True,
                "is_admin": True,
                "created_at": "2001-01-01",
            }
        },
    )["user"]
    assert (user["role"], user["verified"]) == ("end-user", False)
    proven = mia.post("users.json", {"user": {"name": "Fay", "email": "fay@example.test", "verified": True}})["user"]
    assert proven["verified"] is True


def test_only_admins_put_people_into_teams(ann, mia, desk, bob):
    said = {"group_membership": {"user_id": bob.user_id, "group_id": desk.orders.id}}
    assert ann.ask("POST", "group_memberships.json", said).status_code == 404
    made = mia.post("group_memberships.json", said)["group_membership"]
    assert desk.orders.id in {g["id"] for g in ann.get(f"users/{bob.user_id}/groups.json")["groups"]}
    assert ann.ask("DELETE", f"group_memberships/{made['id']}.json").status_code == 404
    assert mia.ask("DELETE", f"group_memberships/{made['id']}.json").status_code == 204
