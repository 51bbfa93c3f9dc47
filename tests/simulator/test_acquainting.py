"""Whoever wrote before the simulator was there, as the demo's customers did, can be answered like anybody else."""

from datetime import timedelta

import pytest

from channels.connecting import connect
from channels.delivery import deliver_now
from channels.outgoing import Outgoing
from channels.simulator.callers import id_of
from channels.simulator.demo_lines import base_of, host, secret_of, store
from channels.simulator.register import SIMULATED, all_standins
from helpdesk import clock
from helpdesk.customers import identify
from helpdesk.db import db, transaction
from tickets import open_ticket, receive, reply

KINDS = sorted(kind for kind, standin in all_standins().items() if hasattr(standin, "meet"))


@pytest.fixture
def ticket_on(app, served, orders):
    """ticket_on("line", hours=3): what carol wrote so long ago to an inbox whose provider is a stand-in."""

    def written(kind, *, hours):
        settings = all_standins()[kind].settings(base_of(kind, kind), secret_of(kind))
        inbox = connect(
            channel=kind, name=kind, key=kind, team_id=orders.id, settings=settings, options={SIMULATED: True}
        )
        with transaction():
            carol, identity = identify(
                kind, id_of(kind, "carol", "+447700900123"), verified=True, how="test", name="Carol"
            )
        at = clock.now() - timedelta(hours=hours)
        ticket = open_ticket(carol, by=carol, subject="A dent", identity=identity, inbox=inbox, at=at)
        receive(ticket, carol, text="My tin has a dent", at=at)
        return inbox, ticket

    store().forget()
    yield written
    store().forget()


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_answer_to_who_wrote_before_appears_on_their_phone(kind, ticket_on, ann):
    inbox, ticket = ticket_on(kind, hours=3)
    reply(ticket, by=ann, text="We send another.")
    deliver_now(inbox.id, as_of=clock.now() + timedelta(minutes=1))
    db.session.rollback()
    sent = db.session.query(Outgoing).one()
    assert (sent.state, sent.error) == ("sent", None)


def test_and_their_window_shuts_when_it_would_have(ticket_on):
    inbox, _ = ticket_on("whatsapp", hours=23)
    line, person = host(inbox).line, id_of("whatsapp", "carol", "+447700900123")
    assert line.get(f"open {person}")
    store().forget()
    line.now = lambda: clock.now().timestamp() + 2 * 3600
    host(inbox)
    assert line.get(f"person {person}") and not line.get(f"open {person}")
