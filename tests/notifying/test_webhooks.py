"""Webhooks: other programs are told, signed, once; what fails is tried again for a day and can be sent again."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest
from sqlalchemy import select
from standardwebhooks.webhooks import Webhook as Verifier

import tickets
from helpdesk import clock, events
from helpdesk.db import db
from helpdesk.notifying import webhooks
from helpdesk.notifying.webhook import BadWebhook, Webhook, WebhookDelivery
from routing.rule_keeping import save_rule, switch
from tickets import Ticket


class Listener:
    """A program that takes what it is told, and answers as it was last asked to."""

    def __init__(self):
        self.heard, self.status, listener = [], 200, self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.heard.append((dict(self.headers), body.decode()))
                self.send_response(listener.status)
                self.end_headers()

            def log_message(self, *arguments):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()


@pytest.fixture
def listener(app, monkeypatch):
    one = Listener()
    monkeypatch.setitem(app.config, "WEBHOOK_HOSTS", one.host)
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture
def hook(listener):
    return made(name="Ours", address=f"http://{listener.host}/in", events=["ticket_opened"])


def made(**values):
    """Its number, secret and address: the row itself does not outlive a drain."""
    row = webhooks.save(**values)
    return SimpleNamespace(id=row.id, secret=row.secret, address=row.address)


def listens_to(hook, *names):
    webhooks.save(db.session.get(Webhook, hook.id), name="Ours", address=hook.address, events=list(names))


def tell(hook, as_of=None):
    events.drain()
    webhooks.deliver_now(hook.id, as_of)
    db.session.expire_all()


def log(hook) -> list[WebhookDelivery]:
    return webhooks.deliveries_of(db.session.get(Webhook, hook.id))


def test_what_is_told_is_signed_as_the_standard_has_it(listener, hook, opened):
    ticket = opened()
    tell(hook)
    ((headers, body),) = listener.heard
    verified = Verifier(hook.secret).verify(body, {name.lower(): value for name, value in headers.items()})
    assert (verified["type"], verified["data"]["ticket"]["id"]) == ("ticket_opened", ticket.id)
    assert [(row.state, row.status, row.attempts) for row in log(hook)] == [("delivered", 200, 1)]


def test_an_event_is_told_once_however_often_its_reaction_runs(hook, listener, opened):
    opened()
    tell(hook)
    event = db.session.scalar(select(events.Event).where(events.Event.name == "ticket_opened"))
    webhooks.queue(event), webhooks.queue(event)
    webhooks.deliver_now(hook.id)
    assert len(listener.heard) == 1


def test_what_fails_is_tried_again_later_and_given_up_after_a_day(hook, listener, opened):
    listener.status = 500
    opened()
    tell(hook)
    (row,) = log(hook)
    assert (row.state, row.attempts) == ("waiting", 1) and row.due_at > clock.now()
    webhooks.deliver_now(hook.id)  # not before its time
    assert len(listener.heard) == 1
    at = clock.now()
    for _ in webhooks.PAUSES:
        at += timedelta(hours=9)
        webhooks.deliver_now(hook.id, at)
    db.session.expire_all()
    assert [(row.state, row.attempts, row.error) for row in log(hook)] == [("failed", 11, "answered 500")]
    assert sum(webhooks.PAUSES) > 85_000
    assert (
        len({body for _, body in listener.heard}) == len({headers["webhook-id"] for headers, _ in listener.heard}) == 1
    )


def test_what_was_given_up_can_be_sent_again_word_for_word(hook, listener, opened):
    opened()
    tell(hook)
    webhooks.replay(log(hook)[0])
    webhooks.deliver_now(hook.id)
    assert len(listener.heard) == 2 and listener.heard[0][1] == listener.heard[1][1]


def test_who_says_gone_is_told_no_more(hook, listener, opened):
    listener.status = 410
    opened()
    tell(hook)
    assert not db.session.get(Webhook, hook.id).enabled and log(hook)[0].state == "failed"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/x", "http://10.0.0.7/", "http://[::1]/", "http://metadata.internal/"]
)
def test_nothing_of_our_own_network_is_asked(app, opened, address):
    hook = made(name="Inner", address=address, events=["*"])
    opened()
    tell(hook)
    assert {row.status for row in log(hook)} == {None}
    assert all("not asked" in row.error for row in log(hook) if row.attempts)


@pytest.mark.parametrize("address", ["ftp://example.com/", "example.com", "https://me:pw@example.com/", "https://"])
def test_what_is_no_address_is_not_kept(app, address):
    with pytest.raises(BadWebhook):
        webhooks.save(name="x", address=address, events=[])


def test_a_note_is_told_without_its_words(hook, listener, opened, ann):
    listens_to(hook, "note_added")
    tickets.note(db.session.get(Ticket, opened().id), by=ann, text="canary-4471")
    tell(hook)
    ((_, body),) = listener.heard
    assert "canary-4471" not in body and json.loads(body)["data"]["message"]["kind"] == "note"


def test_a_rule_tells_its_webhook_and_no_other(hook, listener, opened, mia):
    listens_to(hook)
    rule = save_rule(
        by=mia,
        name="Fire",
        triggers=[{"on": "opened"}],
        conditions={"field": "text", "op": "says", "value": ["fire"]},
        actions=[{"do": "webhook", "value": hook.id}],
    )
    switch(rule, True, by=mia)
    number = rule.id
    opened("nothing"), opened("fire!")
    tell(hook)
    ((_, body),) = listener.heard
    said = json.loads(body)
    assert (said["type"], said["data"]["details"]["rule"]) == ("webhook_wanted", number)


def test_who_is_erased_goes_from_the_log(hook, listener, opened):
    from helpdesk.customers.belongings import Leaving
    from helpdesk.notifying.forgetting import forget

    ticket, other = opened("canary-9120").id, opened("another").id
    tell(hook)
    forget(Leaving(customers=[], identities=[], tickets=[ticket], messages=[], values=[]))
    assert [json.loads(row.body)["data"]["ticket"]["id"] for row in log(hook)] == [other]


def test_a_webhook_that_is_deleted_while_it_is_told_troubles_nobody(hook, ticket, monkeypatch):
    def dropped_meanwhile(*_):
        webhooks.drop(db.session.get(Webhook, hook.id))
        return webhooks.Answer(200)

    monkeypatch.setattr(webhooks, "post", dropped_meanwhile)
    tell(hook)
    assert db.session.get(Webhook, hook.id) is None and db.session.scalars(select(WebhookDelivery)).all() == []
