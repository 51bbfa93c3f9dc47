"""What the console had, with what it missed laid over it, is what a fresh page would load."""

import random

import pytest

from tests.console.history import ANN, START, a_day, row

pytestmark = pytest.mark.browser
# Lays actions over the empty state; answers with the thread of ticket 1, the list of view 5, and the whole.
AFTER = """async (store, actions) => {
    const { emptyState } = await import('/static/console/state/empty.js');
    const state = actions.reduce(store.reduce, emptyState());
    const { messages, events, ticket } = state.threads[1] || {};
    const { rows, outbox, drafts } = state;
    return { messages, events, ticket, list: state.lists[5], rows, outbox, drafts };
}"""


def loads(page: dict) -> dict:
    return {"type": "thread_loaded", "id": 1, "loaded": page}


def hears(events: list[dict]) -> list[dict]:
    return [{"type": "event_arrived", "event": event} for event in events]


@pytest.fixture
def after(script):
    def run(*actions):
        return script("store.js", AFTER, [{"type": "started", "start": START}, *actions])

    return run


def thread(state: dict) -> dict:
    return {name: state[name] for name in ("messages", "events", "ticket")}


def test_what_was_missed_makes_the_thread_a_fresh_page_would_load(after):
    day = a_day()
    fresh = thread(after(loads(day.pages[-1])))
    for since in range(len(day.said) + 1):
        old = loads(day.pages[since])
        assert thread(after(old, *hears(day.as_replayed(since)))) == fresh, f"missed since {since}"


def test_it_does_so_in_any_order_and_with_any_event_told_twice(after):
    day, dice = a_day(), random.Random(4)
    fresh = thread(after(loads(day.pages[-1])))
    for _ in range(12):
        since = dice.randrange(len(day.said))
        told = day.as_replayed(max(0, since - 3))  # the overlap
        told += dice.sample(told, len(told) // 2)
        dice.shuffle(told)
        assert thread(after(loads(day.pages[since]), *hears(told))) == fresh


def test_listening_all_along_ends_in_the_same_thread(after):
    day = a_day()
    fresh = thread(after(loads(day.pages[-1])))
    assert thread(after(loads(day.pages[0]), *hears(day.said))) == fresh


def test_what_arrives_while_a_page_is_being_read_is_not_lost(after):
    day = a_day()
    fresh = thread(after(loads(day.pages[-1])))
    asked_early = [loads(day.pages[2]), *hears(day.said[2:]), loads(day.pages[5])]
    assert thread(after(*asked_early)) == fresh


def test_a_list_kept_up_to_date_is_the_list_a_fresh_page_would_load(after):
    dice = random.Random(9)
    tickets = {n: row(n, at=f"2026-11-22T08:{n:02d}:00Z") for n in range(1, 31)}
    actions = [listed(tickets)]
    for step in range(120):
        ticket = tickets[dice.randrange(1, 31)]
        ticket |= {"version": ticket["version"] + 1, "status": dice.choice(["open", "open", "pending", "solved"])}
        if dice.random() < 0.5:
            ticket["last_message_at"] = f"2026-11-22T{9 + step // 60:02d}:{step % 60:02d}:00Z"
        actions.append({"type": "rows_arrived", "rows": [dict(ticket)], "counts": {}})
    assert after(*actions)["list"]["ids"] == after(listed(tickets))["list"]["ids"]


def test_an_older_row_heard_late_changes_nothing(after):
    newer, older = row(1, version=7, subject="New"), row(1, version=6, subject="Old", status="solved")
    state = after(listed({1: newer}), {"type": "rows_arrived", "rows": [older], "counts": {}})
    assert (state["rows"]["1"]["subject"], state["list"]["ids"]) == ("New", [1])


def test_nothing_moves_under_the_pointer_and_what_is_new_waits(after):
    tickets = {n: row(n, at=f"2026-11-22T08:{n:02d}:00Z") for n in range(1, 4)}
    arriving = row(9, at="2026-11-22T10:00:00Z")
    solved = dict(tickets[2], version=2, status="solved")
    pointed = [listed(tickets), {"type": "list_frozen", "key": "5"},
               {"type": "rows_arrived", "rows": [arriving, solved], "counts": {}}]  # fmt: skip
    held = after(*pointed)["list"]
    assert (held["ids"], held["arrivals"]) == ([3, 2, 1], [9])
    free = after(*pointed, {"type": "list_thawed", "key": "5"})["list"]
    assert (free["ids"], free["arrivals"]) == ([9, 3, 1], [])


def test_a_list_read_again_under_the_pointer_waits_too(after):
    tickets = {n: row(n, at=f"2026-11-22T08:{n:02d}:00Z") for n in range(1, 4)}
    meanwhile = {3: tickets[3], 9: row(9, at="2026-11-22T10:00:00Z")}
    pointed = [listed(tickets), {"type": "list_frozen", "key": "5"}, listed(meanwhile)]
    held = after(*pointed)["list"]
    assert (held["ids"], held["arrivals"]) == ([3, 2, 1], [9])
    assert after(*pointed, {"type": "list_thawed", "key": "5"})["list"]["ids"] == [9, 3]


def test_a_ticket_one_may_no_longer_see_leaves_the_list(after):
    state = after(listed({1: row(1), 2: row(2)}), {"type": "rows_gone", "ids": [1]})
    assert state["list"]["ids"] == [2]


def test_a_row_that_belongs_on_a_later_page_waits_for_its_page(after):
    tickets = {n: row(n, at=f"2026-11-22T08:{n:02d}:00Z") for n in range(5, 8)}
    older = row(1, at="2026-11-20T08:00:00Z")
    state = after(listed(tickets, next="more"), {"type": "rows_arrived", "rows": [older], "counts": {}})
    assert state["list"]["ids"] == [7, 6, 5]


def test_what_is_written_here_is_shown_once_however_it_comes_back(after):
    day = a_day()
    entry = {"client_id": "c-1", "ticket_id": 1, "kind": "reply", "text": "I am looking."}
    written = {"type": "written", "entry": entry}
    assert list(after(loads(day.pages[4]), written)["outbox"]) == ["c-1"]
    by_socket = after(loads(day.pages[4]), written, *hears(day.said[4:]))
    by_reading = after(loads(day.pages[4]), written, loads(day.pages[-1]))
    assert by_socket["outbox"] == by_reading["outbox"] == {}
    assert by_socket["messages"] == by_reading["messages"]


def test_a_second_draft_leaves_the_other_tab_alone(after):
    def typed(kind: str, text: str) -> dict:
        return {"type": "draft_changed", "ticket": 1, "kind": kind, "changes": {"text": text}}

    drafts = after(typed("reply", "Dear Carol"), typed("note", "Careful"))["drafts"]["1"]
    assert (drafts["reply"]["text"], drafts["note"]["text"]) == ("Dear Carol", "Careful")


def test_messages_that_went_to_another_ticket_are_not_heard_back_into_the_one_they_left(after):
    day = a_day()
    with_them, said = loads(day.pages[-1]), list(day.said)
    day.messages.clear()
    day.happens("merged_away", ANN, into=2)
    left = loads(day.pages[-1])
    gone = hears(said) + hears(day.said[-1:])
    assert after(loads(day.pages[0]), *gone, left)["messages"] == []
    assert after(with_them, *gone, left)["messages"] == []
    elsewhere = [
        event | ({"message": event["message"] | {"ticket_id": 2}} if "message" in event else {}) for event in said
    ]
    assert after(left, *hears(elsewhere))["messages"] == []


def listed(tickets: dict[int, dict], next: str | None = None) -> dict:
    """A fresh page of view 5, as the server would give it."""
    rows = [ticket for ticket in tickets.values() if ticket["status"] in ("new", "open")]
    rows.sort(key=lambda ticket: (ticket["last_message_at"], ticket["id"]), reverse=True)
    return {"type": "list_loaded", "key": "5", "rows": [dict(one) for one in rows], "next": next, "more": False}


def test_a_reply_that_was_taken_back_never_comes_back_whatever_is_heard_late(after):
    day = a_day()
    page = day.pages[-1]
    reply = page["messages"][-1]
    taken_back = {"type": "message_changed", "message": {**reply, "state": "cancelled"}}
    late = {"type": "message_changed", "message": {**reply, "state": "scheduled"}}
    for heard in ([taken_back, late], [taken_back, loads(page)], [taken_back, late, loads(page)], [late, taken_back]):
        shown = [message["id"] for message in after(loads(page), *heard)["messages"]]
        assert shown == [message["id"] for message in page["messages"][:-1]]


def test_a_ticket_that_is_not_there_any_more_is_shown_no_longer_and_one_out_of_reach_stays(after):
    page = loads(a_day().pages[-1])

    def failed(status):
        return {"type": "thread_failed", "id": 1, "error": {"description": "No.", "status": status}}

    assert after(page, failed(500))["ticket"]["id"] == 1
    gone = after(page, failed(404))
    assert gone["ticket"] is None and gone["messages"] == gone["events"] == []
