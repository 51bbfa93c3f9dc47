"""After the window a provider takes only what it has approved: the templates, kept with the inbox."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from channels import Inbox, templates
from channels.delivery import deliver_now
from helpdesk import clock
from helpdesk.db import db, transaction
from tests.channels.pigeon import WINDOW, Pigeon, loft, release
from tests.channels.test_delivery import ann, letter  # noqa: F401
from tickets import Message, NotAllowed, reply

HERE = {"name": "ready", "language": "en", "status": "APPROVED", "body": "{{1}}, your {{2}} is here."}
ASKED = {"name": "asked", "language": "en", "status": "PENDING", "body": "Not yet approved"}


@pytest.fixture
def eagle(app, pigeon, monkeypatch):
    """A channel with a window, after which it takes templates."""
    bird = Pigeon("eagle", window=WINDOW, after_window="template")
    bird.templates = lambda settings: [HERE, ASKED]
    release(monkeypatch, bird)
    return bird


@transaction()
def long_ago():
    db.session.execute(update(Message).where(Message.kind == "inbound").values(at=clock.now() - WINDOW * 2))


def test_what_the_provider_has_approved_is_kept_with_the_inbox(eagle):
    inbox = loft("eagle")
    assert templates.sync(inbox.id) == 2
    kept = templates.templates_of(db.session.get(Inbox, inbox.id))
    assert kept["all"] == [
        HERE | {"status": "approved", "header": "", "footer": "", "names": ["1", "2"], "variables": 2}
    ]


def test_it_is_asked_again_when_it_is_old_and_one_in_trouble_stops_no_other(eagle, pigeon):
    inbox, asked = loft("eagle"), []
    eagle.templates = lambda settings: asked.append(1) or [HERE]
    templates.sync_old(clock.now())
    templates.sync_old(clock.now())
    assert len(asked) == 1
    pigeon.templates = lambda settings: 1 / 0
    loft("pigeon")
    templates.sync_old(clock.now() + timedelta(hours=7))
    assert len(asked) == 2
    assert templates.templates_of(db.session.get(Inbox, inbox.id))["all"]


def test_gaps_are_filled_once_and_every_one_must_be(eagle):
    inbox = loft("eagle")
    templates.sync(inbox.id)
    inbox = db.session.get(Inbox, inbox.id)
    _, text = templates.chosen(inbox, "ready", "en", ["Carol {{2}}", "lamp"])
    assert text == "Carol {{2}}, your lamp is here."
    greeting = {"header": "Hello {{name}}", "body": "{{name}}: {{1}}, {{1}}", "footer": "Songtide"}
    assert templates.filled(greeting, ["Carol", "c.", "x"]) == "Hello Carol\n\nc.: x, x\n\nSongtide"
    for name, values in (("ready", ["Carol"]), ("ready", ["Carol", " "]), ("asked", []), ("nothing", [])):
        with pytest.raises(NotAllowed):
            templates.chosen(inbox, name, "en", values)


def test_after_the_window_only_a_template_goes_out_and_as_one(eagle, ann):  # noqa: F811
    inbox = loft("eagle")
    templates.sync(inbox.id)
    ticket = letter(inbox)
    long_ago()
    with pytest.raises(NotAllowed):
        reply(ticket, by=ann, text="free words")
    template, text = templates.chosen(db.session.get(Inbox, inbox.id), "ready", "en", ["Carol", "lamp"])
    reply(ticket, by=ann, text=text, envelope={"template": template})
    deliver_now(inbox.id)
    assert [flight.template for flight in eagle.flights] == [
        {"name": "ready", "language": "en", "values": ["Carol", "lamp"]}
    ]


def test_where_no_template_helps_the_window_stays_shut(app, pigeon, ann):  # noqa: F811
    ticket = letter(loft("swift"))
    long_ago()
    with pytest.raises(NotAllowed):
        reply(ticket, by=ann, text="x", envelope={"template": {"name": "ready", "language": "en", "values": []}})


def test_so_many_messages_may_follow_one_of_the_customers(app, pigeon, monkeypatch, ann):  # noqa: F811
    from channels.windows import left_of

    wren = Pigeon("wren", window=WINDOW, at_most=2)
    release(monkeypatch, wren)
    inbox = loft("wren")
    ticket = letter(inbox)
    reply(ticket, by=ann, text="one")
    assert left_of(inbox, ticket.identity_id) == 1
    reply(ticket, by=ann, text="two")
    with pytest.raises(NotAllowed) as refused:
        reply(ticket, by=ann, text="three")
    assert (refused.value.code, refused.value.details) == ("enough_said", {"at_most": 2})
    thanks = reply(ticket, by=None, text="automatic", is_auto=True)
    assert db.session.get(Message, thanks.id, populate_existing=True).state == "failed"
    letter(inbox)
    assert left_of(inbox, ticket.identity_id) == 2
