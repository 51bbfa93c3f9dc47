"""Who names a customer they may not see gets what they typed, and no sign of whether there is such a customer."""

import pytest
from sqlalchemy import func, select

from helpdesk.customers import Customer, Identity
from helpdesk.db import db
from tickets import Ticket

CANARY = {"name": "Canary-Wharf", "notes": "canary-notes", "phone": "+442079460018"}


@pytest.fixture(params=["proven", "written to"])
def hidden(request, mia, desk):
    """Of Returns: a customer whom ann may not see; their address is proven, or only ever written to."""
    said = {"email": "eve@example.test", "verified": request.param == "proven", **CANARY}
    user = mia.post("users.json", {"user": said})["user"]
    mia.ticket("secret", email="eve@example.test", group_id=desk.returns.id)
    return user


def test_a_ticket_for_their_address_shows_what_was_typed_and_nothing_else(ann, hidden):
    ticket = ann.ticket("Hello", email="EVE@example.test")
    shown = ann.get(f"users/{ticket['requester_id']}.json")["user"]
    assert (shown["name"], shown["email"], shown["notes"], shown["phone"]) == ("Carol", "eve@example.test", "", None)
    assert ticket["requester_id"] != hidden["id"]
    everything = "".join(
        str(ann.get(path))
        for path in (
            f"tickets/{ticket['id']}.json?include=users",
            f"users/{ticket['requester_id']}/identities.json",
            f"users/{ticket['requester_id']}/tickets/requested.json",
            "users.json",
            "search.json?query=secret",
            "users/search.json?query=eve@example.test",
            f"tickets/{ticket['id']}/audits.json",
        )
    )
    assert "anary" not in everything
    assert ann.ask("GET", f"users/{hidden['id']}.json").status_code == 404


def test_the_second_ticket_is_for_the_same_customer_as_the_first(ann, hidden):
    first, second = ann.ticket("One", email="eve@example.test"), ann.ticket("Two", email="eve@example.test")
    assert first["requester_id"] == second["requester_id"]


def test_who_may_see_them_gets_them(bob, mia, hidden):
    for program in (bob, mia):
        assert program.ticket("Hello", email="eve@example.test")["requester_id"] == hidden["id"]


def test_making_a_user_answers_the_same_whether_there_is_one_or_not(ann, hidden):
    said = {"name": "Somebody", "email": "eve@example.test"}
    there, absent = (
        ann.ask("POST", "users.json", {"user": said | {"email": email}})
        for email in (said["email"], "nobody@example.test")
    )
    assert there.status_code == absent.status_code == 201
    assert _without_numbers(there, "eve") == _without_numbers(absent, "nobody")
    again = [
        ann.ask("POST", "users.json", {"user": said | {"email": email}}).status_code
        for email in (said["email"], "nobody@example.test")
    ]
    assert again == [422, 422]


def test_create_or_update_changes_nothing_out_of_sight(ann, hidden):
    made = ann.ask("POST", "users/create_or_update.json", {"user": {"name": "Mine", "email": "eve@example.test"}})
    assert made.status_code == 201
    assert made.get_json()["user"]["id"] != hidden["id"]
    assert db.session.get(Customer, hidden["id"] // 2).name == CANARY["name"]
    again = ann.ask("POST", "users/create_or_update.json", {"user": {"name": "Ours", "email": "eve@example.test"}})
    assert (again.status_code, again.get_json()["user"]["id"]) == (200, made.get_json()["user"]["id"])


def test_an_author_out_of_sight_is_refused_like_one_that_there_is_not(ann, hidden):
    ticket = ann.ticket("Mine")
    answers = [
        ann.ask("PUT", f"tickets/{ticket['id']}.json", {"ticket": {"comment": {"body": "x", "author_id": one}}})
        for one in (hidden["id"], 99_998)
    ]
    assert answers[0].status_code == 422
    assert answers[0].get_json() == answers[1].get_json()


def test_nothing_is_proven_or_merged_by_saying_an_address(ann, hidden):
    ann.ticket("Hello", email="eve@example.test")
    rows = db.session.execute(
        select(Identity.customer_id, Identity.verified_at).where(Identity.kind == "email").order_by(Identity.id)
    ).all()
    assert len({row.customer_id for row in rows}) == 2
    assert rows[1].verified_at is None


def test_done_work_cannot_be_put_into_a_team_one_is_not_in(ann, mia, desk):
    for status in ("solved", "closed", "pending", "hold"):
        for public in (True, False):
            said = {
                "requester": {"email": "carol@example.test"},
                "comment": {"body": "x", "public": public},
                "group_id": desk.returns.id,
                "status": status,
                "assignee_id": ann.user_id,
            }
            for path in ("tickets.json", "tickets/create_many.json"):
                body = {"ticket": said} if path == "tickets.json" else {"tickets": [said]}
                answer = ann.ask("POST", path, body)
                assert answer.status_code == 422 or answer.get_json()["job_status"]["results"][0]["success"] is False
    assert db.session.scalar(select(func.count()).select_from(Ticket)) == 0
    assert ann.ticket("Yours", group_id=desk.returns.id, status="open")["group_id"] == desk.returns.id
    assert ann.ticket("Done", group_id=desk.orders.id, status="solved")["status"] == "solved"
    assert mia.ticket("Done", group_id=desk.returns.id, status="closed")["status"] == "closed"


def _without_numbers(answer, name: str) -> dict:
    said = dict(answer.get_json()["user"])
    for field in ("id", "url", "created_at", "updated_at"):
        said.pop(field)
    return said | {"email": said["email"].replace(name, "")}
