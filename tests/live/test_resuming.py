"""Nothing is missed after a lost connection: what one had, and what one missed, is what a fresh page says."""

import pytest

from helpdesk.console.live import resuming
from helpdesk.console.live.release import release
from helpdesk.db import db
from tests.support import eventually
from tickets import assign, mark_spam, note, prioritize, receive, reply, solve, tag


def again(row):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(type(row), row.id)


def screen(browser, ticket):
    answer = browser.get(f"/console/tickets/{ticket.id}.json").json
    shown = {
        name: answer["ticket"][name]
        for name in (
            "status",
            "priority",
            "tags",
            "assignee_id",
            "preview",
            "messages",
            "version",
            "waiting_since",
            "spam",
        )
    }
    return (
        shown,
        [message["id"] for message in answer["messages"]],
        [event["id"] for event in answer["events"]],
        answer["last_event_id"],
    )


def laid_over(screen, heard):
    """The screen as it was, with the events laid over it, each once, in whatever order they came."""
    row, messages, events, _ = screen
    for event in sorted({event["id"]: event for event in heard}.values(), key=lambda event: event["id"]):
        if event["id"] not in events:
            events = [*events, event["id"]]
        if (message := event.get("message")) and message["id"] not in messages:
            messages = [*messages, message["id"]]
        row = {name: event["row"][name] for name in row}
    return row, messages, events


def live(ticket, ann, bob, carol):
    """Half an afternoon in the life of a ticket."""
    receive(again(ticket), again(carol), text="Hello?")
    prioritize(again(ticket), "high", by=bob)
    note(again(ticket), by=bob, text="He called.")
    tag(again(ticket), "late", by=bob)
    reply(again(ticket), by=ann, text="Sorry!")
    receive(again(ticket), again(carol), text="Thanks")
    solve(again(ticket), by=ann)


def test_old_state_and_missed_events_are_the_fresh_state(ann, bob, carol, ticket, as_agent, served, listening):
    assign(again(ticket), to=ann, by=ann)
    browser = as_agent(ann)
    before = screen(browser, ticket)
    live(ticket, ann, bob, carol)
    window = served.listen(browser, auth={"since": before[3]})
    assert window.all("hello")[0]["release"] == release()
    window.say("open", {"ticket": ticket.id})
    fresh = screen(browser, ticket)
    eventually(lambda: laid_over(before, window.all("event")) == fresh[:3])


def test_whoever_stayed_heard_the_same(ann, bob, carol, ticket, as_agent, listening):
    browser, window = as_agent(ann), listening(ann)
    window.say("open", {"ticket": ticket.id})
    before = screen(browser, ticket)
    live(ticket, ann, bob, carol)
    eventually(lambda: laid_over(before, window.all("event")) == screen(browser, ticket)[:3])


def test_lists_catch_up_too(ann, bob, sue, carol, opened, as_agent, served):
    browser = as_agent(ann)
    since = browser.get("/console/start.json").json["last_event_id"]
    tickets = [opened(str(number)) for number in range(3)]
    mark_spam(again(tickets[0]), by=sue)
    window = served.listen(browser, auth={"since": since})
    window.say("lists", {"looking": True})
    rows = eventually(lambda: len(window.rows()) == 3 and window.rows())
    assert rows[tickets[0].id]["spam"] is True
    eventually(lambda: window.counts() == browser.get("/console/counts.json").json)


def test_between_reading_a_ticket_and_opening_it_nothing_gets_lost(bob, carol, ticket, as_agent, listening):
    window, browser = listening(bob), as_agent(bob)
    before = screen(browser, ticket)
    receive(again(ticket), again(carol), text="In between")
    window.say("open", {"ticket": ticket.id})
    eventually(lambda: laid_over(before, window.all("event")) == screen(browser, ticket)[:3])


def test_too_long_away_is_one_reset_and_never_silence(ann, carol, ticket, as_agent, served, monkeypatch):
    monkeypatch.setattr(resuming, "MOST_MISSED", 5)
    assign(again(ticket), to=ann, by=ann)
    browser = as_agent(ann)
    since = browser.get("/console/start.json").json["last_event_id"]
    for number in range(6):
        receive(again(ticket), again(carol), text=str(number))
    window = served.listen(browser, auth={"since": since})
    window.say("lists", {"looking": True})
    assert len(window.all("reset")) == 1
    assert window.events() == []


@pytest.mark.parametrize("since", [None, 0, "x", -1, True, 2**70, {}, 10**9])
def test_a_strange_since_harms_nobody(ann, ticket, as_agent, served, since):
    window = served.listen(as_agent(ann), auth={"since": since})
    assert window.say("lists", {"looking": True}) == {"ok": True}


def test_a_number_that_becomes_visible_late_is_still_told(app):
    from helpdesk.console.live.tail import Tail
    from helpdesk.db import transaction
    from helpdesk.events import Event

    def happens(*numbers):
        with transaction():
            db.session.add_all([Event(id=number, name="x") for number in numbers])

    happens(1)
    tail = Tail()
    happens(2, 5)
    assert [event.id for event in tail.fresh()] == [2, 5]
    happens(4)  # a transaction that began before the one of 5 and committed after it
    assert tail.anything()
    assert [event.id for event in tail.fresh()] == [4]
    tail.gaps = {number: 0.0 for number in tail.gaps}  # thirty seconds later 3 is waited for no more
    assert tail.fresh() == []
    assert not tail.anything()
