"""What the console reads: its start, the lists, one ticket."""

from tickets.indexing import index_waiting


def test_the_start_says_who_i_am_and_what_there_is(ann, bob, ticket, as_agent):
    start = as_agent(ann).get("/console/start.json").json
    assert start["me"]["name"] == "Ann"
    assert start["me"]["undo_seconds"] == 10
    assert {agent["name"] for agent in start["agents"]} == {"Ann", "Bob"}
    assert [team["name"] for team in start["teams"]] == ["Orders"]
    counts = {view["name"]: view["count"] for view in start["views"]}
    assert counts["Unassigned"] == 1 and counts["My open"] == 0


def test_a_view_lists_its_tickets_with_what_stands_beside_them(ann, ticket, as_agent):
    browser = as_agent(ann)
    view = next(v for v in browser.get("/console/start.json").json["views"] if v["name"] == "Unassigned")
    [row] = browser.get(f"/console/views/{view['id']}/tickets.json").json["rows"]
    assert row["id"] == ticket.id
    assert row["customer"]["name"] == "Carol"
    assert row["unread"] is True
    assert browser.get("/console/counts.json").json[str(view["id"])] == 1


def test_a_ticket_comes_with_its_customer_thread_and_events(ann, ticket, as_agent):
    screen = as_agent(ann).get(f"/console/tickets/{ticket.id}.json").json
    assert screen["ticket"]["subject"] == "My parcel is late"
    assert screen["customer"]["identities"][0]["value"] == "c***@example.com"
    [message] = screen["messages"]
    assert (message["kind"], message["text"], message["author"]["name"]) == ("inbound", "My parcel is late", "Carol")
    assert [event["name"] for event in screen["events"]] == ["ticket_opened", "message_received"]


def test_who_may_not_see_a_ticket_is_told_there_is_none(eve, ticket, as_agent, client):
    assert as_agent(eve).get(f"/console/tickets/{ticket.id}.json").status_code == 404
    assert as_agent(eve).get("/console/tickets/999999.json").status_code == 404
    assert client.get(f"/console/tickets/{ticket.id}.json").status_code == 401


def test_an_answer_is_written_once_and_takes_the_ticket(ann, ticket, as_agent):
    browser, body = as_agent(ann), {"text": "It is on its way.", "client_id": "6a5b1c9e-0000-4000-8000-000000000001"}
    first = browser.post(f"/console/tickets/{ticket.id}/replies", json=body)
    again = browser.post(f"/console/tickets/{ticket.id}/replies", json=body)
    assert first.status_code == again.status_code == 201
    assert first.json["message"]["id"] == again.json["message"]["id"]
    assert first.json["ticket"]["assignee_id"] == ann.id


def test_the_second_of_two_who_answer_is_told_and_sees_what_the_first_wrote(ann, bob, ticket, as_agent):
    seen = as_agent(ann).get(f"/console/tickets/{ticket.id}.json").json["messages"][-1]["id"]
    body = {"text": "It is on its way.", "last_seen_message_id": seen}
    assert as_agent(ann).post(f"/console/tickets/{ticket.id}/replies", json=body).status_code == 201
    other = as_agent(bob).post(f"/console/tickets/{ticket.id}/replies", json=body | {"text": "Soon."})
    assert other.status_code == 409
    assert other.json["error"] == "answered_meanwhile"
    assert other.json["details"]["message"]["text"] == "It is on its way."
    insisted = as_agent(bob).post(
        f"/console/tickets/{ticket.id}/replies", json=body | {"text": "Soon.", "confirmed": True}
    )
    assert insisted.status_code == 201


def test_a_customer_is_found_by_their_whole_address_and_only_by_who_may_know_them(ann, eve, carol, ticket, as_agent):
    asked = "/console/customers.json?q=Carol@Example.com"
    assert as_agent(ann).get(asked).json["customers"] == [{"id": carol.id, "name": "Carol"}]
    assert as_agent(eve).get(asked).json["customers"] == []
    assert as_agent(ann).get("/console/customers.json?q=carol").json["customers"] == []


def test_a_search_shows_what_it_found_and_only_what_may_be_seen(ann, eve, ticket, as_agent):
    index_waiting()
    answer = as_agent(ann).get("/console/search.json?q=parcel").json
    [row] = answer["rows"]
    assert row["id"] == ticket.id and {"text": "parcel", "hit": True} in row["snippet"]
    assert answer["next"] is None and answer["took_ms"] > 0
    assert as_agent(ann).get("/console/search.json?q=parcel status:solved").json["rows"] == []
    assert as_agent(eve).get("/console/search.json?q=parcel").json["rows"] == []
    refused = as_agent(ann).get("/console/search.json?q=parcel status:sleepy")
    assert (refused.status_code, refused.json["error"]) == (422, "bad_filter")
