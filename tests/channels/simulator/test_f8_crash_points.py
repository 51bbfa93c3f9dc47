"""F8: the sending process is killed at each point of a sending. No answer is ever doubled without anybody knowing.

Each sending is a forked process that really gets SIGKILL; the provider is a stand-in that lives on in this one.
"""

import os
import signal
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from channels import delivery, register, retry, sent_after_all
from channels.claiming import recover
from channels.delivery import deliver_now
from channels.outgoing import Outgoing
from helpdesk import clock
from helpdesk.db import db
from tests.support.cast import *  # noqa: F403
from tickets import Message, Ticket, reply

POINTS = (
    "before it is claimed",
    "after it is claimed",
    "before it is handed over",
    "after it is handed over",
    "before it is noted",
    "after it is noted",
)
LEFT = POINTS[3:]  # the provider has it
TIMES = [2, pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(7200)])]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("times", TIMES)
@pytest.mark.parametrize("point", POINTS)
def test_where_the_provider_knows_our_key_it_arrives_exactly_once(an_envoy, ann, point, times):
    answers = [killed_while_sending(an_envoy, ann, point, number) for number in range(times)]
    go_on(an_envoy.inbox.id)
    assert an_envoy.shown() == answers
    assert states(an_envoy) == {"sent": times}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("times", TIMES)
@pytest.mark.parametrize("point", POINTS)
def test_where_it_does_not_it_goes_out_once_at_most_and_an_agent_settles_the_rest(a_courier, ann, point, times):
    answers = [killed_while_sending(a_courier, ann, point, number) for number in range(times)]
    go_on(a_courier.inbox.id)
    in_doubt = POINTS[1:5]
    assert states(a_courier) == {"unsure" if point in in_doubt else "sent": times}
    assert a_courier.shown() == (answers if point in (*LEFT, POINTS[0]) else [])
    for message in unsure(a_courier):
        sent_after_all(message) if message.text in a_courier.shown() else retry(message, by=ann)
    go_on(a_courier.inbox.id)
    assert sorted(a_courier.shown()) == answers and states(a_courier) == {"sent": times}


def killed_while_sending(provider, ann, point, number):
    """One more answer, and a process that is killed at this point of sending it; its words."""
    if number == 0:
        provider.write("Hello?")
    db.session.rollback()
    text = f"Answer {number:03}"
    reply(db.session.scalars(select(Ticket)).one(), by=ann, text=text)
    inbox = provider.inbox.id
    db.session.rollback()
    assert _killed(point, provider.kind, inbox) == signal.SIGKILL
    go_on(inbox)  # one after the other: what is not settled holds up what follows in its ticket
    return text


def _killed(point, kind, inbox, tries=3):
    """By which signal the process ended. One forked while a thread held a lock stands still: another is made."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # not the one that watches over the tests
        signal.alarm(15)
        _send_and_die(point, kind, inbox)
    _, status = os.waitpid(child, 0)
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return _killed(point, kind, inbox, tries - 1) if ended == signal.SIGALRM and tries else ended


def _send_and_die(point, kind, inbox):
    try:
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose(close=False)  # its connections are the parent's
        _mine(point, kind)
        deliver_now(inbox)
    finally:
        os._exit(1)


def _mine(point, kind):
    """Lay the mine."""
    die = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
    adapter = register.all_adapters()[kind]
    send, noted = adapter.send, delivery.settling.sent
    if point == POINTS[0]:
        delivery.claiming.claim = die
    elif point == POINTS[1]:
        delivery.outbound_of = die
    elif point == POINTS[2]:
        adapter.send = die
    elif point == POINTS[3]:
        adapter.send = lambda *given: (send(*given), die())
    elif point == POINTS[4]:
        delivery.settling.sent = die
    else:
        delivery.settling.sent = lambda *given: (noted(*given), die())


def go_on(inbox):
    """Another process takes over when the lease of the dead one has run out."""
    with time_machine.travel(clock.now() + timedelta(minutes=3)):
        recover(clock.now())
        deliver_now(inbox)
    db.session.rollback()


def states(provider):
    db.session.rollback()
    return dict(
        db.session.execute(
            select(Outgoing.state, func.count()).where(Outgoing.inbox_id == provider.inbox.id).group_by(Outgoing.state)
        ).all()
    )


def unsure(provider):
    return db.session.scalars(
        select(Message)
        .join(Outgoing, Outgoing.message_id == Message.id)
        .where(Outgoing.inbox_id == provider.inbox.id, Outgoing.state == "unsure")
    ).all()
