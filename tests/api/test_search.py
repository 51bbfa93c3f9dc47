"""Searching, exporting, views, macros and fields."""

from datetime import timedelta

import pytest

from helpdesk.api import incremental
from helpdesk.db import transaction
from helpdesk.hot import insert
from tickets.field import TicketField
from tickets.indexing import index_waiting
from tickets.macro import save_macro


@pytest.fixture
def some(ann):
    """Three tickets."""
    made = [
        ann.ticket("Where is my parcel?", subject="Parcel", tags=["late"], priority="high"),
        ann.ticket("包裹在哪里？", subject="包裹", email="wang@example.test", status="pending"),
        ann.ticket("Thank you!", subject="Thanks", status="solved"),
    ]
    index_waiting()
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type:ticket", [0, 1, 2]),
        ("status:new", [0]),
        ("status:new status:solved", [0, 2]),
        ("-status:new", [1, 2]),
        ("status<solved", [0, 1]),
        ("status>=pending", [1, 2]),
        ("priority:high", [0]),
        ("priority>normal", [0]),
        ("tags:late", [0]),
        ("-tags:late", [1, 2]),
        ("requester:wang@example.test", [1]),
        ("assignee:none", [0, 1, 2]),
        ("assignee:me", []),
        ("parcel", [0]),
        ("包裹", [1]),
        ('"my parcel"', [0]),
        ("subject:Thanks", [2]),
        ("created>2020-01-01", [0, 1, 2]),
        ("created<2020-01-01", []),
        ("group:Orders", []),
        ("via:api", [0, 1, 2]),
        ("type:ticket status:solved thank", [2]),
        ("nothing like it", []),
        ("50%", []),
        ("_", []),
    ],
)
def test_the_search_language(ann, some, query, found):
    got = ann.get("search.json?query=" + query.replace("%", "%25"))
    assert [t["id"] for t in got["results"]] == [some[i]["id"] for i in found]
    assert got["count"] == len(found)
    assert all(t["result_type"] == "ticket" for t in got["results"])


@pytest.mark.parametrize("query", ["created>yesterday", "status>odd", "tags>x", "requester:nobody", "x" * 2001])
def test_what_cannot_be_searched_is_refused(ann, query):
    assert ann.ask("GET", f"search.json?query={query}").status_code == 422


def test_search_exports_by_cursor(ann, some):
    first = ann.get("search/export.json?query=type:ticket&page[size]=2&filter[type]=ticket")
    assert [t["id"] for t in first["results"]] == [t["id"] for t in some[:2]]
    rest = ann.get(first["links"]["next"].partition("/api/v2/")[2])
    assert [t["id"] for t in rest["results"]] == [some[2]["id"]]


def test_an_export_goes_on_where_it_stopped_and_shows_the_deleted(ann, some, monkeypatch):
    assert ann.get("incremental/tickets.json?start_time=0")["tickets"] == []
    monkeypatch.setattr(incremental, "SETTLED", timedelta(seconds=-5))
    ann.ask("DELETE", f"tickets/{some[0]['id']}.json")
    first = ann.get("incremental/tickets/cursor.json?start_time=0&per_page=2")
    assert [t["id"] for t in first["tickets"]] == [some[1]["id"], some[2]["id"]]
    rest = ann.get(first["after_url"].partition("/api/v2/")[2])
    assert [(t["id"], t["status"]) for t in rest["tickets"]] == [(some[0]["id"], "deleted")]
    assert (first["end_of_stream"], rest["end_of_stream"]) == (False, True)
    again = ann.get(rest["after_url"].partition("/api/v2/")[2])
    assert (again["tickets"], again["after_cursor"]) == ([], rest["after_cursor"])
    whole = ann.get("incremental/tickets.json?start_time=0")
    assert (whole["count"], whole["end_of_stream"]) == (3, True)
    events = ann.get("incremental/ticket_events.json?start_time=0")["ticket_events"]
    assert {e["ticket_id"] for e in events} == {t["id"] for t in some}
    assert ann.get("incremental/users/cursor.json?start_time=0")["users"][0]["email"] == "carol@example.test"


def test_views_count_and_list_what_is_in_them(ann, some):
    views = {v["title"]: v["id"] for v in ann.get("views.json")["views"]}
    number = views["All open"]
    assert [t["id"] for t in ann.get(f"views/{number}/tickets.json")["tickets"]] == [some[0]["id"]]
    assert ann.get(f"views/{number}/execute.json")["rows"][0]["ticket_id"] == some[0]["id"]
    assert ann.get(f"views/{number}/count.json")["view_count"]["value"] == 1
    counts = ann.get(f"views/count_many.json?ids={number},{views['Recently solved']}")["view_counts"]
    assert {c["view_id"]: c["value"] for c in counts} == {number: 1, views["Recently solved"]: 1}
    assert ann.ask("GET", "views/9999/tickets.json").status_code == 404
    assert ann.ask("GET", f"views/{number}/tickets.json?page[after]=x").status_code == 422


def test_a_macro_says_what_it_would_do_and_does_nothing(ann, bob, desk, some):
    macro = save_macro(
        title_en="Sorry",
        changes={"status": "on_hold", "tags_add": ["sorry"], "assignee_id": "me"},
        replies={"en": "Sorry, {{customer.name}}"},
        by=desk.ann,
        shared=False,
    )
    [listed] = ann.get("macros.json")["macros"]
    assert listed["actions"] == [
        {"field": "assignee_id", "value": ann.user_id},
        {"field": "status", "value": "hold"},
        {"field": "current_tags", "value": "sorry"},
    ]
    result = ann.get(f"tickets/{some[0]['id']}/macros/{macro.id}/apply.json")["result"]
    assert (result["ticket"]["status"], result["comment"]["body"]) == ("hold", "Sorry, Carol")
    assert ann.get(f"tickets/{some[0]['id']}.json")["ticket"]["status"] == "new"
    assert bob.ask("GET", f"macros/{macro.id}.json").status_code == 404


def test_the_companys_own_fields_are_written_by_number(ann):
    with transaction():
        field = insert(TicketField(key="order", label_en="Order", label_zh="订单", kind="text"))
    [shown] = ann.get("ticket_fields.json")["ticket_fields"]
    assert (shown["id"], shown["title"], shown["type"]) == (field.id, "Order", "text")
    ticket = ann.ticket(custom_fields=[{"id": field.id, "value": "A-7"}])
    assert ticket["custom_fields"] == [{"id": field.id, "value": "A-7"}]
    changed = ann.put(f"tickets/{ticket['id']}.json", {"ticket": {"fields": {str(field.id): "A-8"}}})["ticket"]
    assert changed["fields"] == [{"id": field.id, "value": "A-8"}]
    too_long = {"ticket": {"custom_fields": [{"id": field.id, "value": "x" * 2000}]}}
    assert ann.ask("PUT", f"tickets/{ticket['id']}.json", too_long).status_code == 422


def test_include_brings_users_and_groups(ann, desk, some):
    ann.put(f"tickets/{some[0]['id']}.json", {"ticket": {"group_id": desk.orders.id, "assignee_id": ann.user_id}})
    page = ann.get("tickets.json?include=users,groups")
    assert {u["email"] for u in page["users"]} == {"carol@example.test", "wang@example.test", "ann@desk.test"}
    assert [g["name"] for g in page["groups"]] == ["Orders"]
    comments = ann.get(f"tickets/{some[0]['id']}/comments.json?include=users")
    assert [u["email"] for u in comments["users"]] == ["carol@example.test"]
