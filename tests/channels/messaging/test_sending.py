"""What is handed to the Send API: within its limits, in its words, and what its refusals mean."""

import pytest

from channels.channel import File, Later, Outbound, Refused
from channels.splitting import in_bytes
from tests.channels.messaging.conftest import CAROL


@pytest.fixture
def send(place, adapter):
    """send("Hello", files=[…]): handed over; carol has just written, so that she may be answered."""
    place.act("text", person=CAROL, text="Hello")

    def sends(text="", address=CAROL.id, settings=None, **more):
        return adapter.send(
            Outbound(key="k", message_id=1, ticket_id=1, address_kind=place.kind, address=address, text=text, **more),
            {**place.settings, **(settings or {})},
        )

    return sends


def late(place):
    place.line.put(f"open {CAROL.id}", None)


def test_a_long_text_becomes_several_messages_in_their_order(place, send):
    words = [f"茶{number}" for number in range(700)]
    sent = send(" ".join(words))
    assert " ".join(place.shown(CAROL.id)).split() == words
    assert sent.envelope["ids"][-1] == sent.external_id and len(sent.envelope["ids"]) == len(place.shown(CAROL.id)) > 1


def test_instagram_counts_bytes(provider):
    from channels import all_adapters

    instagram = provider("instagram")
    instagram.act("text", person=CAROL, text="Hello")
    all_adapters()["instagram"].send(Outbound("k", 1, 1, "instagram", CAROL.id, "好" * 500), instagram.settings)
    assert [in_bytes(text) for text in instagram.shown(CAROL.id)] == [999, 501]


def test_files_go_by_their_upload_and_then_the_words(place, send):
    send("Here", files=[File("pot.png", "image/png", b"png"), File("bill.pdf", "application/pdf", b"%PDF")])
    shown = [
        (entry["data"]["text"], [file["filename"] for file in entry["data"]["files"]])
        for entry in place.screen(CAROL.id)
    ]
    assert shown == [("", ["pot.png"]), ("", ["bill.pdf"]), ("Here", [])]


def test_a_file_that_is_too_large_is_refused_before_anything_left(place, send):
    with pytest.raises(Refused, match="25 MB"):
        send("Here", files=[File("a.mp4", "video/mp4", b"x" * (25 * 2**20 + 1))])
    assert place.counted("calls") == 0


def test_instagram_takes_no_zip_and_messenger_does(place, send):
    zipped = [File("a.zip", "application/zip", b"PK")]
    if place.kind == "messenger":
        send(files=zipped)
        assert place.screen(CAROL.id)[0]["data"]["files"][0]["filename"] == "a.zip"
    else:
        with pytest.raises(Refused, match="a.zip"):
            send(files=zipped)


def test_quick_replies_stand_below_the_last_piece(place, send):
    send("Shall we? " * 300, parts=[{"type": "buttons", "buttons": ["Yes", "A title that is far too long", "Yes"]}])
    parts = [entry["data"]["parts"] for entry in place.screen(CAROL.id)]
    assert parts[:-1] == [[]] * (len(parts) - 1) and len(parts) > 1
    assert parts[-1] == [{"type": "buttons", "buttons": ["Yes", "A title that is far…"]}]


def test_more_replies_than_are_taken_are_cut(place, send):
    send("Which?", parts=[{"type": "buttons", "buttons": [str(number) for number in range(20)]}])
    assert len(place.screen(CAROL.id)[0]["data"]["parts"][0]["buttons"]) == 13


def test_a_place_is_a_link_to_a_map(place, send):
    send("We are here", parts=[{"type": "location", "latitude": 1.5, "longitude": 2.5, "name": "Songtide"}])
    assert place.shown(CAROL.id) == ["We are here\n📍 Songtide https://maps.google.com/?q=1.5,2.5"]


def test_after_a_day_it_is_refused(place, send):
    late(place)
    with pytest.raises(Refused, match="24 hours.*write first"):
        send("Too late")


def test_a_person_may_answer_for_a_week_where_meta_approved_it_and_a_program_never(place, send):
    late(place)
    place.line.put("human agent", True)
    send("Sorry for the wait", settings={"human_agent": "yes"})
    assert place.shown(CAROL.id) == ["Sorry for the wait"]
    with pytest.raises(Refused):
        send("How did we do?", settings={"human_agent": "yes"}, is_auto=True)


def test_without_metas_approval_the_reason_is_said(place, send):
    late(place)
    with pytest.raises(Refused, match="approved"):
        send("Sorry", settings={"human_agent": "yes"})


def test_who_has_blocked_the_page_cannot_be_reached(place, send):
    place.line.put(f"blocked {CAROL.id}", True)
    with pytest.raises(Refused, match="blocked you"):
        send("Hello?")


def test_a_stranger_is_unknown(send):
    with pytest.raises(Refused, match="no such person"):
        send("Hello?", address="1")


def test_a_token_that_ended_is_said_in_plain_words(place, send):
    place.line.put("token ended", True)
    with pytest.raises(Refused, match="no longer accepts the access token"):
        send("Hello")


@pytest.mark.parametrize("faults, seconds", [({"too_many": 1.0, "retry_after": 7}, 7.0), ({"broken": 1.0}, None)])
def test_a_provider_in_trouble_means_later(place, send, faults, seconds):
    place.faults(**faults)
    with pytest.raises(Later) as why:
        send("Hello")
    assert why.value.seconds == seconds


def test_what_was_sent_of_a_broken_answer_is_not_sent_again(place, send):
    progress = []
    pot = [File("pot.png", "image/png", b"png")]
    send("Here", files=pot, took=progress.append)
    send("Here", files=pot, progress=progress[0])
    assert place.shown(CAROL.id) == ["", "Here", "Here"]
