"""F9: while one provider is in trouble, answers through another inbox are as quick as ever: p95 within ten per cent."""

import threading
import time

import pytest
from sqlalchemy import select

from channels.delivery import deliver_now
from helpdesk import lanes
from helpdesk.db import db
from helpdesk.people import Agent
from tests.channels import courier
from tests.channels.standing import CAROL
from tests.support import eventually
from tests.support.cast import *  # noqa: F403
from tickets import Ticket, reply

ROUNDS, SENDS, GRACE = 10, 30, 0.010  # the grace: what two calm rounds of one machine differ by anyhow
TROUBLE = {"too_many": 0.30, "retry_after": 1, "broken": 0.10, "hang_before": 0.025, "hang_after": 0.025, "seconds": 1}


@pytest.mark.long
@pytest.mark.timeout(900)
def test_an_inbox_does_not_feel_the_trouble_of_another(kinds, standing, ann, app):
    calm = standing.open("courier", standin=courier.standin("courier"))
    troubled = standing.open("envoy", standin=courier.standin("envoy"))
    for provider in (calm, troubled):
        provider.write("Hello?")
    waits = {False: [], True: []}
    for number in range(ROUNDS):  # by turns, so that what else the machine does falls on both
        in_trouble = number % 2 == 1
        troubled.faults(**TROUBLE) if in_trouble else troubled.faults()
        over = threading.Event()
        busy = threading.Thread(target=_send_on, args=(app, troubled.inbox.id, ann.id, over))
        busy.start()
        waits[in_trouble] += [_seconds(calm, ann) for _ in range(SENDS)]
        over.set()
        busy.join()
    lanes.finish(30)
    quiet, loud = (sorted(waits[one])[int(0.95 * len(waits[one]))] for one in (False, True))
    print(f"p95 of the other inbox: {quiet * 1000:.0f} ms, in trouble beside it {loud * 1000:.0f} ms")
    assert troubled.counted("too_many") and loud <= quiet * 1.10 + GRACE


def _seconds(provider, ann):
    """How long one answer takes from the agent's key to the phone."""
    before, began, inbox_id = provider.counted("shown"), time.perf_counter(), provider.inbox.id
    _answer(inbox_id, ann, "Yes?")
    lanes.run(f"deliver:{inbox_id}", deliver_now, inbox_id)
    eventually(lambda: provider.counted("shown") > before, every=0.002)
    return time.perf_counter() - began


def _send_on(app, inbox_id, agent_id, over):  # numbers only: rows belong to the thread that has read them
    with app.app_context():
        while not over.wait(0.05):
            _answer(inbox_id, db.session.get(Agent, agent_id), "Still here.")
            lanes.run(f"deliver:{inbox_id}", deliver_now, inbox_id)


def _answer(inbox_id, ann, text):
    ticket = select(Ticket).where(Ticket.inbox_id == inbox_id)
    reply(db.session.scalars(ticket).first(), by=ann, text=f"{CAROL.name}: {text}")
