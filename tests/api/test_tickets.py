"""Tickets by API: written as the customer, answered as an agent, in the shapes programs know."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from helpdesk import clock
from helpdesk.api import job_status
from helpdesk.db import db
from helpdesk.events import Event
from tickets import Message, Ticket


def count(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_program_writes_as_the_customer_it_names(ann):
    ticket = ann.ticket("Where is my parcel?", subject="Parcel", priority="high", tags=["late"], type="complaint")
    assert (ticket["subject"], ticket["priority"], ticket["status"]) == ("Parcel", "high", "new")
    assert ticket["type"] == "complaint"
    assert (ticket["description"], ticket["tags"], ticket["via"]["channel"]) == ("Where is my parcel?", ["late"], "api")
    message = db.session.scalar(select(Message))
    assert (message.kind, message.author_kind, message.text) == ("inbound", "customer", "Where is my parcel?")
    assert ann.get(f"users/{ticket['requester_id']}.json")["user"]["email"] == "carol@example.test"


def test_what_creating_answers_is_what_reading_answers(ann):
    made = ann.ticket(tags=["late"], assignee_id=ann.user_id)
    assert ann.get(f"tickets/{made['id']}.json")["ticket"] == made


def test_each_new_ticket_is_a_new_ticket_and_the_customer_is_the_same(ann):
    first, second = ann.ticket("one"), ann.ticket("two")
    assert first["id"] != second["id"]
    assert first["requester_id"] == second["requester_id"]
    assert (count(Ticket), count(Message)) == (2, 2)


def test_addresses_answer_with_and_without_json(ann):
    number = ann.ticket()["id"]
    assert ann.get(f"tickets/{number}") == ann.get(f"tickets/{number}.json")


def test_an_agent_answers_notes_and_the_customer_writes_again(ann):
    ticket = ann.ticket()
    path = f"tickets/{ticket['id']}.json"
    answered = ann.put(path, {"ticket": {"comment": {"body": "On its way."}, "status": "pending"}})
    assert (answered["ticket"]["status"], answered["ticket"]["assignee_id"]) == ("pending", ann.user_id)
    ann.put(path, {"ticket": {"comment": {"body": "Lost in Leeds?", "public": False}}})
    again = ann.put(path, {"ticket": {"comment": {"body": "Still not here", "author_id": ticket["requester_id"]}}})
    assert again["ticket"]["status"] == "open"
    comments = ann.get(f"tickets/{ticket['id']}/comments.json")["comments"]
    assert [(c["body"], c["public"], c["author_id"]) for c in comments] == [
        ("Where is my parcel?", True, ticket["requester_id"]),
        ("On its way.", True, ann.user_id),
        ("Lost in Leeds?", False, ann.user_id),
        ("Still not here", True, ticket["requester_id"]),
    ]
    kinds = [m.kind for m in db.session.scalars(select(Message).order_by(Message.id))]
    assert kinds == ["inbound", "reply", "note", "inbound"]


def test_a_ticket_can_begin_with_the_agents_own_words_or_a_note(ann):
    ticket = ann.ticket("We found your parcel.")
    mine = ann.post(
        "tickets.json",
        {
            "ticket": {
                "requester_id": ticket["requester_id"],
                "comment": {"body": "We found it.", "author_id": ann.user_id},
            }
        },
    )
    quiet = ann.post(
        "tickets.json",
        {"ticket": {"requester_id": ticket["requester_id"], "comment": {"body": "Watch this one.", "public": False}}},
    )
    kinds = {m.ticket_id: m.kind for m in db.session.scalars(select(Message))}
    assert (kinds[mine["ticket"]["id"]], kinds[quiet["ticket"]["id"]]) == ("reply", "note")


def test_every_property_can_be_changed_and_each_change_is_an_audit(ann, desk):
    ticket = ann.ticket()
    ann.put(
        f"tickets/{ticket['id']}.json",
        {
            "ticket": {
                "subject": "Parcel 7",
                "priority": "urgent",
                "type": "incident",
                "status": "hold",
                "tags": ["a", "b"],
                "assignee_email": "ann@desk.test",
                "group_id": desk.orders.id,
                "additional_tags": ["c"],
            }
        },
    )
    shown = ann.get(f"tickets/{ticket['id']}.json")["ticket"]
    assert (shown["subject"], shown["priority"], shown["type"]) == ("Parcel 7", "urgent", "incident")
    assert (shown["status"], shown["tags"]) == ("hold", ["a", "b", "c"])
    assert (shown["group_id"], shown["assignee_id"]) == (desk.orders.id, ann.user_id)
    audits = ann.get(f"tickets/{ticket['id']}/audits.json")["audits"]
    changes = {e["field_name"]: e["value"] for a in audits for e in a["events"] if e["type"] == "Change"}
    assert changes["status"] == "hold"
    assert changes["priority"] == "urgent"
    assert changes["assignee_id"] == ann.user_id
    assert [a["id"] for a in audits] == sorted(a["id"] for a in audits)


def test_a_change_that_is_refused_changes_nothing_of_it(ann):
    ticket = ann.ticket()
    refused = ann.ask(
        "PUT", f"tickets/{ticket['id']}.json", {"ticket": {"comment": {"body": "On its way."}, "priority": "highest"}}
    )
    assert refused.status_code == 422
    assert refused.get_json()["error"] == "RecordInvalid"
    assert count(Message) == 1


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"ticket": []},
        {"ticket": {"comment": 7}},
        {"ticket": {"comment": {"body": ""}}},
        {"ticket": {"comment": {"body": "x"}, "requester_id": 999_998}},
        {"ticket": {"comment": {"body": "x"}, "requester": {"email": "nobody"}}},
        {"ticket": {"comment": {"body": "x"}, "requester": {}}},
        {"ticket": {"comment": {"body": "x"}, "assignee_id": "ann"}},
        {"ticket": {"comment": {"body": "x"}, "group_id": 99}},
        {"ticket": {"comment": {"body": "x"}, "custom_fields": [{"id": 1, "value": "x"}]}},
        {"ticket": {"comment": {"body": "x", "uploads": ["nobody's"]}}},
        {"ticket": {"comment": {"body": "x"}, "tags": [1]}},
        {"ticket": {"comment": {"body": "x"}, "inbox": "nowhere"}},
        {"ticket": {"comment": {"body": "x"}, "type": "wish"}},
        {"ticket": {"comment": {"body": "x" * 100_001}}},
        {"ticket": {"comment": {"body": "x", "author_id": 10**30}}},
    ],
)
def test_what_cannot_be_is_refused_in_words_and_opens_nothing(ann, said):
    refused = ann.ask("POST", "tickets.json", said)
    assert refused.status_code == 422, refused.text
    assert set(refused.get_json()) == {"error", "description", "details"}
    assert (count(Ticket), count(Message)) == (0, 0)


@pytest.mark.parametrize("body", [b"{", b"[" * 100_000, b"\xff"])
def test_a_body_that_is_no_json_is_a_bad_request(ann, client, body):
    refused = client.post("/api/v2/tickets.json", data=body, headers=ann.headers)
    assert refused.status_code == 400
    assert refused.get_json()["error"] == "bad_request"


def test_a_closed_ticket_takes_no_more(ann):
    ticket = ann.ticket(status="closed")
    for said in ({"comment": {"body": "x"}}, {"comment": {"body": "x", "author_id": ticket["requester_id"]}}):
        assert ann.ask("PUT", f"tickets/{ticket['id']}.json", {"ticket": said}).status_code == 422


def test_an_update_can_insist_on_what_it_has_seen(ann):
    ticket = ann.ticket()
    path = f"tickets/{ticket['id']}.json"
    late = {"ticket": {"status": "open", "safe_update": True, "updated_stamp": "2020-01-01T00:00:00Z"}}
    assert ann.ask("PUT", path, late).status_code == 409
    fresh = {"ticket": {"status": "open", "safe_update": True, "updated_stamp": ticket["updated_at"]}}
    assert ann.put(path, fresh)["ticket"]["status"] == "open"


def test_deleted_is_in_the_trash_and_can_be_restored(ann):
    ticket = ann.ticket()
    path = f"tickets/{ticket['id']}.json"
    assert ann.ask("DELETE", path).status_code == 204
    assert ann.ask("GET", path).status_code == 404
    assert ann.get("tickets.json")["tickets"] == []
    assert [t["id"] for t in ann.get("deleted_tickets.json")["deleted_tickets"]] == [ticket["id"]]
    assert ann.ask("PUT", f"deleted_tickets/{ticket['id']}/restore.json").status_code == 200
    assert ann.get(path)["ticket"]["id"] == ticket["id"]
    assert ann.ask("PUT", f"deleted_tickets/{ticket['id']}/restore.json").status_code == 404


def test_lists_go_by_cursor_and_by_page_forward_and_back(ann):
    ids = [ann.ticket(f"number {i}")["id"] for i in range(7)]
    first = ann.get("tickets.json?page[size]=3")
    second = ann.get(first["links"]["next"].partition("/api/v2/")[2])
    third = ann.get(second["links"]["next"].partition("/api/v2/")[2])
    assert [[t["id"] for t in page["tickets"]] for page in (first, second, third)] == [ids[:3], ids[3:6], ids[6:]]
    assert (first["meta"]["has_more"], third["meta"]["has_more"], third["links"]["next"]) == (True, False, None)
    back = ann.get(third["links"]["prev"].partition("/api/v2/")[2])
    assert [t["id"] for t in back["tickets"]] == ids[3:6]
    page = ann.get("tickets.json?per_page=3&page=2")
    assert ([t["id"] for t in page["tickets"]], page["count"]) == (ids[3:6], 7)
    assert "page=3" in page["next_page"]
    newest = ann.get("tickets.json?sort_by=updated_at&sort_order=desc&page[size]=2")
    assert [t["id"] for t in newest["tickets"]] == ids[:-3:-1]
    rest = ann.get(newest["links"]["next"].partition("/api/v2/")[2])
    assert [t["id"] for t in rest["tickets"]] == ids[4:2:-1]


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=x",
        "page=101&per_page=100",
        "page[after]=%00",
        "page[after]=e30",
        "page[size]=-1",
        "sort_by=subject",
        "page[after]=WyJ4Il0",
    ],
)
def test_pages_that_there_are_not_are_refused(ann, query):
    assert ann.ask("GET", f"tickets.json?{query}").status_code == 422


def test_tags_are_put_on_replaced_and_taken_off(ann):
    number = ann.ticket(tags=["a"])["id"]
    path = f"tickets/{number}/tags.json"
    assert ann.put(path, {"tags": ["b"]})["tags"] == ["a", "b"]
    assert ann.post(path, {"tags": ["c", "d"]})["tags"] == ["c", "d"]
    assert ann.ask("DELETE", path, {"tags": ["c"]}).get_json()["tags"] == ["d"]
    assert {t["name"]: t["count"] for t in ann.get("tags.json")["tags"]}["d"] == 1


def test_merging_moves_the_thread_and_says_what_became_of_each(ann):
    into, one, other = ann.ticket("a"), ann.ticket("b"), ann.ticket("c", email="dan@example.test")
    job = ann.post(
        f"tickets/{into['id']}/merge.json",
        {"ids": [one["id"], other["id"], 999], "target_comment": "merged", "source_comment": "went"},
    )["job_status"]
    assert [r["success"] for r in job["results"]] == [True, False, False]
    assert ann.get(f"job_statuses/{job['id']}.json")["job_status"] == job
    assert [row["id"] for row in ann.get("job_statuses.json")["job_statuses"]] == [job["id"]]
    bodies = {c["body"] for c in ann.get(f"tickets/{into['id']}/comments.json")["comments"]}
    assert {"a", "b", "merged"} <= bodies


def test_many_are_done_each_by_itself(ann):
    made = ann.post(
        "tickets/create_many.json",
        {"tickets": [{"comment": {"body": "a"}}, {"comment": {"body": ""}}, {"comment": {"body": "c"}}]},
    )["job_status"]
    assert [r["success"] for r in made["results"]] == [True, False, True]
    ids = [r["id"] for r in made["results"] if r["success"]]
    changed = ann.put(f"tickets/update_many.json?ids={ids[0]},{ids[1]},999", {"ticket": {"status": "solved"}})
    assert [r["success"] for r in changed["job_status"]["results"]] == [True, True, False]
    each = ann.put(
        "tickets/update_many.json", {"tickets": [{"id": ids[0], "priority": "low"}, {"id": ids[1], "priority": "no"}]}
    )
    assert [r["success"] for r in each["job_status"]["results"]] == [True, False]
    shown = ann.get(f"tickets/show_many.json?ids={ids[0]},{ids[1]},999")["tickets"]
    assert [(t["status"], t["priority"]) for t in shown] == [("solved", "low"), ("solved", "normal")]
    gone = ann.ask("DELETE", f"tickets/destroy_many.json?ids={ids[0]}").get_json()["job_status"]
    assert gone["results"][0]["success"] is True
    assert len(ann.get("tickets.json")["tickets"]) == 1


def test_the_past_of_another_desk_is_imported_and_nothing_is_sent(mia, ann):
    said = {
        "ticket": {
            "subject": "Old",
            "requester": {"email": "carol@example.test", "name": "Carol"},
            "status": "solved",
            "created_at": "2024-01-01T10:00:00Z",
            "solved_at": "2024-01-02T10:00:00Z",
            "comments": [
                {"body": "Where is it?", "created_at": "2024-01-01T10:00:00Z"},
                {"body": "Here.", "author_id": mia.user_id, "created_at": "2024-01-01T11:00:00Z"},
                {"body": "odd", "public": False, "author_id": mia.user_id},
            ],
        }
    }
    ticket = mia.post("imports/tickets.json", said)["ticket"]
    assert (ticket["status"], ticket["created_at"]) == ("solved", "2024-01-01T10:00:00Z")
    comments = mia.get(f"tickets/{ticket['id']}/comments.json")["comments"]
    assert {(c["body"], c["public"]) for c in comments} == {("Where is it?", True), ("Here.", True), ("odd", False)}
    names = set(db.session.scalars(select(Event.name).where(Event.ticket_id == ticket["id"])))
    assert names == {"imported"}
    assert ann.ask("POST", "imports/tickets.json", said).status_code == 404
    chinese = {"ticket": {"requester": said["ticket"]["requester"], "comments": [{"body": "我的快递到哪里了？"}]}}
    number = mia.post("imports/tickets.json", chinese)["ticket"]["id"]
    assert [db.session.get(Ticket, one).language for one in (ticket["id"], number)] == ["en", "zh"]


def test_a_comment_brings_files_that_were_uploaded_before(ann, bob, client):
    sent = client.post(
        "/api/v2/uploads.json?filename=parcel.txt",
        data=b"a photo",
        headers={**ann.headers, "Content-Type": "text/plain"},
    )
    assert sent.status_code == 201
    token = sent.get_json()["upload"]["token"]
    client.post(f"/api/v2/uploads.json?filename=more.txt&token={token}", data=b"more", headers=ann.headers)
    foreign = {"ticket": {"comment": {"body": "x", "uploads": [token]}}}
    assert bob.ask("POST", "tickets.json", foreign).status_code == 422
    ticket = ann.ticket(comment={"body": "see", "uploads": [token]})
    [comment] = ann.get(f"tickets/{ticket['id']}/comments.json")["comments"]
    assert [f["file_name"] for f in comment["attachments"]] == ["parcel.txt", "more.txt"]
    got = client.get(comment["attachments"][0]["content_url"].partition("8000")[2], headers=ann.headers)
    assert (got.data, got.headers["Content-Type"]) == (b"a photo", "application/octet-stream")
    assert "attachment" in got.headers["Content-Disposition"]
    again = ann.ask("POST", "tickets.json", {"ticket": {"comment": {"body": "x", "uploads": [token]}}})
    assert again.status_code == 422
    refused = client.post("/api/v2/uploads.json?filename=a.exe", data=b"MZ", headers=ann.headers)
    assert refused.status_code == 422


def test_html_of_programs_is_cleaned(ann):
    ticket = ann.ticket(comment={"html_body": "<p>Hello <b>there</b><script>alert(1)</script></p>"})
    [comment] = ann.get(f"tickets/{ticket['id']}/comments.json")["comments"]
    assert "script" not in comment["html_body"]
    assert comment["body"].split() == ["Hello", "there"]


def test_jobs_are_forgotten_after_a_week(ann):
    ann.post("tickets/create_many.json", {"tickets": [{"comment": {"body": "a"}}]})
    assert job_status.forget_old(clock.now() + timedelta(days=6)) == 0
    assert job_status.forget_old(clock.now() + timedelta(days=8)) == 1
    assert ann.get("job_statuses.json")["job_statuses"] == []


def test_a_comment_without_html_is_given_as_html_and_names_its_audit(ann):
    ticket = ann.ticket("One <b>\nline\n\n& another")
    ann.put(f"tickets/{ticket['id']}.json", {"ticket": {"comment": {"body": "", "html_body": "<p>Ours</p>"}}})
    theirs, ours = ann.get(f"tickets/{ticket['id']}/comments.json")["comments"]
    assert theirs["html_body"] == "<p>One &lt;b&gt;<br>line</p><p>&amp; another</p>"
    assert ours["html_body"] == "<p>Ours</p>"
    for comment in (theirs, ours):
        audit = ann.get(f"tickets/{ticket['id']}/audits/{comment['audit_id']}.json")["audit"]
        said = [event for event in audit["events"] if event["type"] == "Comment"]
        assert [event["comment_id"] for event in said] == [comment["id"]]
        assert said[0]["html_body"] == comment["html_body"]
