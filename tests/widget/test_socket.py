"""The visitors' socket: only with one's own token, only about one's own conversations, and unbreakable."""

import contextlib
from concurrent.futures import ThreadPoolExecutor

import pytest
import socketio

from channels import webchat
from channels.delivery import deliver_now
from channels.webchat import presence
from helpdesk.db import db
from tests.support.eventually import eventually
from tests.support.served import Ear, Served
from tickets import Ticket, reply


@pytest.fixture
def served(app):
    running = Served(app)
    yield running
    running.stop()


@pytest.fixture
def connect(served):
    """connect(carols, token=…, inbox=…): a socket with what a browser would say of itself, or something else."""
    ears = []

    def connects(visiting=None, origin=None, **auth):
        said = {"inbox": "shop-chat", "token": getattr(visiting, "token", None)} | auth
        ears.append(Ear(served, "/widget", said, origin))
        return ears[-1]

    yield connects
    for ear in ears:
        ear.leave()


def answered(number, by, text="It is."):
    db.session.rollback()
    ticket = db.session.get(Ticket, number)
    message = reply(ticket, by=by, text=text)
    deliver_now(ticket.inbox_id)
    return message


def test_an_answer_makes_the_visitors_browsers_look(carols, ann, connect):
    number = carols.opens("Is it back?")
    phone, laptop = connect(carols), connect(carols)
    message = answered(number, ann)
    assert phone.hears("message") == laptop.hears("message") == {"id": message.id}


def test_nobody_else_hears_it(carols, eves, ann, connect):
    number = carols.opens("Is it back?")
    eves.opens("Something else")
    ear = connect(eves)
    carols_ear = connect(carols)
    answered(number, ann)
    assert carols_ear.hears("message") and ear.words == []


def test_what_one_tab_writes_another_sees(carols, connect):
    carols.opens("One")
    tab = connect(carols)
    sent = carols.say("Two").json["message"]
    assert tab.hears("message") == {"id": sent["id"], "client_id": sent["client_id"]}


def test_a_signed_user_hears_on_every_device(browser_of, ann, connect):
    from tests.widget.conftest import SECRET

    phone, laptop = browser_of("phone"), browser_of("laptop")
    phone.identify("4711", SECRET)
    laptop.identify("4711", SECRET)
    number = phone.opens("Is it back?")
    on_laptop = connect(laptop)
    message = answered(number, ann)
    assert on_laptop.hears("message") == {"id": message.id}


def test_reading_is_said_over_the_socket_too(carols, ann, connect, fresh):
    number = carols.opens("Is it back?")
    message = answered(number, ann)
    connect(carols).say("read", {"ticket": number, "message_id": message.id})
    assert fresh(message).state == "read"


def test_the_visitor_sees_at_once_that_their_words_were_read(carols, ann, connect, as_agent):
    number = carols.opens("Is it back?")
    ear = connect(carols)
    assert as_agent(ann).put(f"/console/tickets/{number}/read").status_code == 200
    assert ear.hears("state") == {"ticket": number, "agent_read_id": carols.reads(number)["last_id"]}


def test_who_is_connected_is_here_for_a_minute_more(carols, connect, app):
    carols.opens("Hello")
    from channels import by_key

    visitor = webchat.recognise(by_key("shop-chat"), carols.token)
    assert not presence.anyone_here([visitor.id])
    connect(carols)
    assert presence.anyone_here([visitor.id])


def test_who_comes_and_goes_is_told(app, chat, orders, ann, carols, connect):
    from helpdesk import events, people

    socket = connect(carols)
    people.set_availability(ann, "online", by=ann)
    people.arrive(ann)
    events.drain()
    eventually(lambda: {"here": [{"name": "Ann", "initials": "A"}]} in socket.said("here"))
    assert carols.start()["here"] == [{"name": "Ann", "initials": "A"}]


def refused_of(served, auths, origin=None):
    """Which of these were refused. All at once: each takes three seconds to say goodbye."""
    with ThreadPoolExecutor(len(auths)) as threads:
        return [not ear.connected for ear in threads.map(lambda auth: Ear(served, "/widget", auth, origin), auths)]


def test_without_ones_own_token_there_is_no_socket(served, carols):
    carol = {"inbox": "shop-chat", "token": carols.token}
    wrong = [
        {"token": None},
        {"token": ""},
        {"token": "x" * 43},
        {"token": "y" * 10_000},
        {"token": 1},
        {"token": ["a"]},
        {"token": {"a": 1}},
        {"inbox": "no-such-inbox"},
        {"inbox": None},
        {"inbox": {}},
    ]
    nonsense = [None, "token", 7, [], ["a"], {}]
    assert all(refused_of(served, [carol | one for one in wrong] + nonsense))


def test_a_token_is_good_for_its_own_inbox_only(app, carols, connect):
    from channels import Inbox
    from helpdesk.db import transaction
    from helpdesk.hot import insert

    with transaction():
        insert(Inbox(key="other-chat", name="Other", channel="webchat", settings={}))
    assert not connect(carols, inbox="other-chat").connected


def test_a_chat_that_was_switched_off_takes_no_sockets(app, chat, carols, connect, fresh):
    from helpdesk.db import transaction

    with transaction():
        db.session.get(type(chat), chat.id).enabled = False
    assert not connect(carols).connected


@pytest.mark.parametrize("word", ["typing", "read"])
def test_nonsense_changes_nothing_and_breaks_nothing(carols, ann, connect, fresh, word):
    number = carols.opens("Is it back?")
    message = answered(number, ann)
    socket = connect(carols)
    for data in (
        None,
        "x",
        7,
        [],
        {},
        {"ticket": None},
        {"ticket": "*"},
        {"ticket": "%"},
        {"ticket": -1},
        {"ticket": 2**80},
        {"ticket": {"$gt": 0}},
        {"ticket": True},
        {"__class__": "x"},
        {"ticket": number, "message_id": "1 OR 1=1"},
        {"ticket": number, "message_id": [message.id]},
    ):
        assert socket.say(word, data) is None
    assert socket.say(word, {"ticket": -1}, {"ticket": 2}) is None
    assert socket.connected and fresh(message).state != "read"


def test_words_that_do_not_exist_are_not_answered(carols, connect):
    socket = connect(carols)
    for word in ("join", "subscribe", "event", "open", "__class__", "trigger_event", "base", ""):
        assert socket.say(word, {"room": "agent:1"}) is None
    assert socket.words == [] and socket.connected


def test_eve_can_neither_read_nor_type_in_carols_conversation(carols, eves, ann, connect, fresh):
    number = carols.opens("Is it back?")
    message = answered(number, ann)
    socket = connect(eves)
    socket.say("read", {"ticket": number, "message_id": message.id})
    socket.say("typing", {"ticket": number})
    assert fresh(message).state != "read"


def test_a_flood_is_cut_off(carols, connect):
    number = carols.opens("Hello")
    socket = connect(carols)
    for _ in range(40):
        with contextlib.suppress(socketio.exceptions.SocketIOError):
            socket.socket.emit("typing", {"ticket": number}, namespace="/widget")
    eventually(lambda: not socket.connected)


def test_what_a_visitor_hears_has_no_words_in_it(carols, ann, connect, fresh):
    number = carols.opens("Is it back?")
    socket = connect(carols)
    answered(number, ann, "a secret of carol's")
    socket.hears("message")
    assert "secret" not in str(socket.words)


def test_no_other_site_opens_a_socket(served, carols):
    carol = {"inbox": "shop-chat", "token": carols.token}
    for origin in ("https://evil.example", "null", "http://127.0.0.1:8000.evil.example", "file://"):
        assert refused_of(served, [carol], origin) == [True]


def test_a_frame_of_ten_megabytes_ends_that_socket_and_no_other(carols, eves, connect):
    number, good = carols.opens("Hello"), connect(carols)
    bad = connect(eves)
    with contextlib.suppress(socketio.exceptions.SocketIOError):
        bad.socket.emit("typing", {"ticket": number, "x": "x" * 10_000_000}, namespace="/widget")
    eventually(lambda: not bad.connected)
    assert good.say("typing", {"ticket": number}) is None and good.connected
