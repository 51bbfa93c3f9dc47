"""Who tries the socket's doors: strangers, the dead, the nosy and the loud."""

import json
import socket

import pytest
import requests
import socketio
import websocket
from socketio.exceptions import ConnectionError as NotConnected

from helpdesk import handshakes, people, realtime
from helpdesk.console.live.seats import seats
from helpdesk.db import db
from tests.support import eventually
from tickets import note


def again(row):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(type(row), row.id)


@pytest.mark.parametrize(
    "auth",
    [
        None,
        {},
        {"token": ""},
        {"token": "hd_wrong"},
        {"token": 1},
        {"token": None},
        {"token": "x" * 5000},
        {"since": "*"},
        [],
        "hd_x",
        7,
    ],
)
def test_without_a_session_or_token_there_is_no_connection(served, auth):
    assert knocked(served, auth).startswith("44/console,")
    assert len(seats) == 0


def test_a_page_of_another_site_cannot_use_the_cookie(served, ann, as_agent):
    cookie = "; ".join(f"{c.key}={c.value}" for c in as_agent(ann)._cookies.values())
    for origin in ("https://evil.test", "null", "http://127.0.0.1:1"):
        with pytest.raises(websocket.WebSocketBadStatusException):
            knocked(served, None, cookie=cookie, origin=origin)
    assert knocked(served, None, cookie=cookie, origin=served.url).startswith("40/console,")


def knocked(served, auth, **options):
    """What a socket is answered that asks to join; no client's patience in between."""
    wire = websocket.create_connection(
        served.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket", timeout=30, **options
    )
    try:
        wire.recv()
        wire.send("40/console," + ("" if auth is None else json.dumps(auth)))
        while (said := wire.recv()).startswith("42"):  # its hello comes before its welcome
            continue
        return said
    finally:
        wire.sock.shutdown(socket.SHUT_RDWR)


def test_polling_is_not_offered(served, ann):
    assert requests.get(f"{served.url}/socket.io/?EIO=4&transport=polling", timeout=30).status_code == 400


def test_a_program_listens_with_its_token_and_makes_nobody_present(served, ann, ticket):
    program = served.listen(token=people.api_token.create(ann, by=ann))
    assert program.say("open", {"ticket": ticket.id}) == {"ok": True}
    assert again(ann).presence() == "offline"


@pytest.mark.parametrize(
    "change",
    [
        lambda agent: people.change_password(agent, "another password", by=agent),
        lambda agent: people.set_role(agent, "supervisor", by=None),
        lambda agent: people.disable(agent, by=None),
    ],
)
def test_sockets_die_within_five_seconds_of_a_change_of_the_account(served, ann, bob, as_agent, ticket, change):
    windows = [served.listen(as_agent(ann)), served.listen(token=people.api_token.create(ann, by=ann))]
    witness = served.listen(as_agent(bob))
    change(again(ann))
    for window in windows:
        eventually(lambda window=window: window.all("signed_out") and not window.client.connected)
    note(again(ticket), by=bob, text="canary-7313")
    assert witness.client.connected
    assert "canary-7313" not in str([window.heard for window in windows])


def test_a_disabled_agent_is_out_in_five_seconds_and_looks_at_nothing_any_more(served, ann, bob, as_agent, ticket):
    from helpdesk import presence

    window = served.listen(as_agent(ann))
    window.say("open", {"ticket": ticket.id})
    witness = served.listen(as_agent(bob))
    witness.say("open", {"ticket": ticket.id})
    people.disable(again(ann), by=None)
    eventually(lambda: not window.client.connected)
    note(again(ticket), by=bob, text="canary-7313")
    eventually(lambda: "note_added" in witness.events())
    assert "canary-7313" not in str(window.heard)
    presence.still_looking()
    assert presence.viewing(ticket.id)["viewers"] == [{"agent_id": bob.id, "typing": None}]
    with pytest.raises(NotConnected):
        served.listen(as_agent(ann))


def test_signing_out_ends_this_browsers_socket_and_no_other(served, ann, as_agent):
    browser, other = as_agent(ann), as_agent(ann)
    going, staying = served.listen(browser), served.listen(other)
    browser.post("/sign-out")
    eventually(lambda: not going.client.connected)
    assert staying.say("lists", {"looking": True}) == {"ok": True}


def test_a_session_that_is_simply_over_loses_its_socket(served, ann, as_agent):
    from sqlalchemy import update

    from helpdesk import clock
    from helpdesk.db import transaction
    from helpdesk.people import SignIn

    window = served.listen(as_agent(ann))
    with transaction():
        db.session.execute(update(SignIn).values(until=clock.now()))
    eventually(lambda: not window.client.connected)


@pytest.mark.parametrize("ticket", ["*", "%", "1", -1, 0, 10**30, None, True, 1.5, [], {}, "ticket:1", {"$gt": 0}])
def test_nothing_but_a_visible_tickets_number_opens_one(listening, eve, ticket, app):
    assert listening(eve).say("open", {"ticket": ticket}) == {"error": "not_found"}


def test_a_foreign_ticket_is_like_none_and_can_be_neither_closed_nor_typed_in(listening, eve, ticket):
    window = listening(eve)
    for word in ("open", "close", "typing"):
        assert window.say(word, {"ticket": ticket.id, "kind": "reply"}) == {"error": "not_found"}
    assert window.say("open", {"ticket": 999_999}) == {"error": "not_found"}


def test_the_stream_of_others_cannot_be_replayed(served, eve, ann, ticket, as_agent):
    note(again(ticket), by=ann, text="canary-7313")
    window = served.listen(as_agent(eve), auth={"since": 0})
    assert window.say("since", {"id": 0}) == {"ok": True}
    window.say("lists", {"looking": True})
    assert window.events() == []
    assert "canary-7313" not in str(window.heard)


@pytest.mark.parametrize(
    ("word", "about"),
    [
        ("base", {}),
        ("__class__", {}),
        ("trigger_event", {}),
        ("on_open", {"ticket": 1}),
        ("_word", {}),
        ("connect", {}),
        ("disconnect", "x"),
        ("open", None),
        ("open", "x"),
        ("open", ["x"]),
        ("open", {}),
        ("since", {"id": "x"}),
        ("since", {"id": -5}),
        ("typing", {"ticket": 1, "kind": "__class__"}),
        ("idle", 7),
        ("lists", 3.5),
        ("", {}),
        ("event", {"id": 1}),
        ("message", "x"),
    ],
)
def test_whatever_is_sent_gets_a_plain_answer_and_no_trace(listening, ann, word, about):
    window = listening(ann)
    answer = None
    try:
        answer = window.say(word, about)
    except socketio.exceptions.TimeoutError:
        answer = "nothing"
    except socketio.exceptions.BadNamespaceError:
        answer = "closed"
    assert answer in ("nothing", "closed", None) or set(answer) == {"error"}
    assert not any(sign in str(answer) for sign in ("Traceback", "helpdesk", "object at", "File"))


def test_ten_megabytes_end_the_connection_and_nothing_else(listening, ann, bob):
    loud, quiet = listening(ann), listening(bob)
    loud.client.emit("open", {"ticket": "x" * 10 * 2**20}, namespace="/console")
    eventually(lambda: not loud.client.connected)
    assert quiet.say("lists", {"looking": True}) == {"ok": True}


def test_who_never_stops_talking_is_shown_out(listening, ann, bob):
    loud, quiet = listening(ann), listening(bob)
    for _ in range(400):
        loud.client.emit("lists", {"looking": True}, namespace="/console")
    eventually(lambda: not loud.client.connected)
    assert quiet.say("lists", {"looking": True}) == {"ok": True}


def connections():
    return handshakes.carried(realtime.socketio)


def test_sockets_never_take_the_last_threads(served, ann, as_agent, app):
    app.config["WEB_THREADS"], before = "34", app.config["WEB_THREADS"]
    try:
        windows = [served.listen(as_agent(ann)) for _ in range(2)]
        with pytest.raises(NotConnected):
            served.listen(as_agent(ann))
        assert requests.get(f"{served.url}/sign-in", timeout=30).status_code == 200
        windows[0].leave()
        eventually(lambda: connections() == 1)
        served.listen(as_agent(ann))
    finally:
        app.config["WEB_THREADS"] = before


def test_who_connects_and_never_says_who_they_are_is_shown_out(served, listening, ann, monkeypatch):
    known = listening(ann)
    silent = websocket.create_connection(
        served.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket", timeout=30
    )
    since = handshakes.close_silent(realtime.socketio, {})
    assert len(since) == 1
    monkeypatch.setattr(handshakes, "SILENT_FOR", 0.0)
    handshakes.close_silent(realtime.socketio, since)
    with pytest.raises(websocket.WebSocketConnectionClosedException):
        while silent.recv():
            pass
        raise websocket.WebSocketConnectionClosedException
    eventually(lambda: connections() == 1)
    assert known.say("lists", {"looking": True}) == {"ok": True}
