"""What is handed to the Cloud API: within its limits, in its words, and what its refusals mean."""

import pytest

from channels import all_adapters
from channels.channel import File, Later, Outbound, Refused
from channels.meta import graph
from tests.channels.whatsapp.conftest import CAROL

ADAPTER = all_adapters()["whatsapp"]


def outbound(text="", address=CAROL.id, **more):
    return Outbound(key="k", message_id=1, ticket_id=1, address_kind="whatsapp", address=address, text=text, **more)


@pytest.fixture
def send(whatsapp):
    """send("Hello", files=[…]): handed over; carol has just written, so that she may be answered."""
    whatsapp.act("text", person=CAROL, text="Hello")
    return lambda *given, **more: ADAPTER.send(outbound(*given, **more), whatsapp.settings)


def parts(whatsapp):
    return [part for entry in whatsapp.screen(CAROL.id) for part in entry["data"]["parts"]]


def test_a_long_text_becomes_several_messages_in_their_order(whatsapp, send):
    words = [f"word{number}" for number in range(1500)]
    sent = send(" ".join(words))
    assert " ".join(whatsapp.shown(CAROL.id)).split() == words
    assert len(sent.envelope["ids"]) == len(whatsapp.shown(CAROL.id)) == 4
    assert sent.external_id == sent.envelope["ids"][-1]


def test_a_short_text_stands_below_the_first_file(whatsapp, send):
    send("Your bill", files=[File("bill.pdf", "application/pdf", b"%PDF"), File("pot.png", "image/png", b"png")])
    shown = [(entry["data"]["text"], entry["data"]["files"][0]["filename"]) for entry in whatsapp.screen(CAROL.id)]
    assert shown == [("Your bill", "bill.pdf"), ("", "pot.png")]


def test_sound_carries_no_words(whatsapp, send):
    send("Listen", files=[File("a.mp3", "audio/mpeg", b"ID3")])
    assert whatsapp.shown(CAROL.id) == ["Listen", ""]


def test_a_picture_that_is_too_large_goes_as_a_document(whatsapp, send):
    send(files=[File("big.png", "image/png", b"x" * (5 * 2**20 + 1))])
    assert whatsapp.screen(CAROL.id)[0]["data"]["files"][0]["filename"] == "big.png"


def test_a_file_it_does_not_take_is_refused_before_anything_left(whatsapp, send):
    with pytest.raises(Refused, match="a.zip"):
        send("Here", files=[File("a.pdf", "application/pdf", b"%PDF"), File("a.zip", "application/zip", b"PK")])
    assert whatsapp.shown(CAROL.id) == [] and whatsapp.counted("calls") == 0


def test_a_table_as_text_is_taken(whatsapp, send):
    send(files=[File("t.csv", "text/csv", b"a,b")])
    assert whatsapp.screen(CAROL.id)[0]["data"]["files"][0]["filename"] == "t.csv"


@pytest.mark.parametrize(
    "titles",
    [["Yes", "No"], ["A", "B", "C", "D"], ["A title that is far too long for a button", "No"], ["A", "A", " "]],
)
def test_buttons_are_offered_as_buttons_or_as_a_list(whatsapp, send, titles):
    send("Shall we?", parts=[{"type": "buttons", "buttons": titles}])
    shown = parts(whatsapp)[0]["buttons"]
    assert len(shown) == len({title for title in titles if title.strip()})
    assert whatsapp.shown(CAROL.id) == ["Shall we?"]


def test_buttons_below_a_long_text(whatsapp, send):
    send("word " * 1000, parts=[{"type": "buttons", "buttons": ["Yes"]}])
    assert len("".join(whatsapp.shown(CAROL.id)).split("word")) == 1001


def test_a_place_is_a_place(whatsapp, send):
    send("We are here", parts=[{"type": "location", "latitude": 1.5, "longitude": 2.5, "name": "Songtide"}])
    assert parts(whatsapp) == [{"type": "location", "latitude": 1.5, "longitude": 2.5, "name": "Songtide"}]


def test_by_number_or_by_id_it_is_the_same_person(whatsapp, send):
    send("By id")
    send("By number", address="+14155550100")
    assert whatsapp.shown(CAROL.id) == ["By id", "By number"]


def test_nothing_to_say_is_refused(send):
    with pytest.raises(Refused, match="nothing"):
        send("  ")


def test_after_a_day_only_a_template(whatsapp, send):
    whatsapp.line.put(f"open {CAROL.id}", None)
    with pytest.raises(Refused, match="24 hours.*template"):
        send("Too late")
    send(template={"name": "may_we_write", "language": "en", "values": ["Carol"]})
    assert whatsapp.shown(CAROL.id) == ["Hello Carol, we have an answer to your question. May we go on here?"]


def test_templates_are_listed_with_what_they_want(whatsapp):
    found = {(one["name"], one["language"]): one for one in ADAPTER.templates(whatsapp.settings)}
    named = {("order_shipped", "en"), ("order_shipped", "zh_CN"), ("may_we_write", "en"), ("autumn_teas", "en")}
    assert set(found) == named
    assert found["order_shipped", "en"]["variables"] == 4 and found["order_shipped", "zh_CN"]["variables"] == 2
    assert found["may_we_write", "en"]["names"] == ["first_name"]


def test_without_the_account_there_are_no_templates_to_choose_from(whatsapp, send):
    assert ADAPTER.templates({**whatsapp.settings, "waba_id": ""}) == []


@pytest.mark.parametrize(
    "template, words",
    [
        (
            {"name": "order_shipped", "language": "en", "values": ["A-1", "Carol", "Monday", "x"]},
            "Order A-1\nHello Carol, your order leaves today and arrives on Monday.\nSongtide Tea",
        ),
        (
            {"name": "order_shipped", "language": "zh_CN", "values": ["卡罗尔", "周一"]},
            "卡罗尔，您好！您的订单今天发出，预计 周一 送达。",
        ),
    ],
)
def test_a_template_is_filled_in_its_language(whatsapp, send, template, words):
    send(template=template)
    assert whatsapp.shown(CAROL.id) == [words]


@pytest.mark.parametrize(
    "template, why",
    [
        ({"name": "order_shipped", "language": "en", "values": ["A-1"]}, "wants 4 values"),
        ({"name": "order_shipped", "language": "fr", "values": []}, "no approved template"),
        ({"name": "not_yet", "language": "en", "values": []}, "no approved template"),
    ],
)
def test_a_template_that_does_not_fit_says_why(send, template, why):
    with pytest.raises(Refused, match=why):
        send(template=template)


def test_a_token_that_ended_is_said_in_plain_words(whatsapp, send):
    whatsapp.line.put("token ended", True)
    with pytest.raises(Refused, match="no longer accepts the access token"):
        send("Hello")


@pytest.mark.parametrize("faults, seconds", [({"too_many": 1.0, "retry_after": 7}, 7.0), ({"broken": 1.0}, None)])
def test_a_provider_in_trouble_means_later(whatsapp, send, faults, seconds):
    whatsapp.faults(**faults)
    with pytest.raises(Later) as why:
        send("Hello")
    assert why.value.seconds == seconds


def test_what_was_sent_of_a_broken_answer_is_told_at_once(whatsapp, send):
    progress = []
    send("word " * 1500, took=progress.append)
    assert [len(step["ids"]) for step in progress] == [1, 2]
    send("word " * 1500, progress=progress[0])
    assert len(whatsapp.shown(CAROL.id)) == 3


def test_an_answer_quotes_what_it_answers_once_where_the_inbox_wants_it(whatsapp, send, monkeypatch):
    bodies = []
    monkeypatch.setattr(graph, "post", lambda settings, path, body: bodies.append(body) or answered(len(bodies)))
    quoting = {**whatsapp.settings, "quote": "yes"}
    ADAPTER.send(outbound("word " * 1000, envelope={"message_id": "wamid.1"}), quoting)
    assert [body.get("context") for body in bodies] == [{"message_id": "wamid.1"}, None]
    del bodies[:]
    send("Words", envelope={"message_id": "wamid.1"})
    assert [body.get("context") for body in bodies] == [None]


def answered(number: int) -> dict:
    return {"messages": [{"id": f"wamid.out{number}"}]}
