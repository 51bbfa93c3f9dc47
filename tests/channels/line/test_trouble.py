"""LINE in trouble: every answer arrives, and none twice, whether it went by reply token or by push."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from channels import Outgoing
from channels.delivery import deliver_now
from channels.inbox import Inbox
from channels.simulator.standin import Person
from helpdesk import clock
from helpdesk.db import db, transaction
from tests.channels.standing import *  # noqa: F403
from tests.support.cast import *  # noqa: F403
from tickets import Ticket, reply

PEOPLE = [Person(id=f"friend-{n}", name=f"Friend {n}") for n in range(12)]


@transaction()
def make_due():
    """As if the waits were over."""
    db.session.execute(update(Outgoing).where(Outgoing.state == "queued").values(due_at=clock.now(), tries=0))
    db.session.execute(update(Inbox).values(paused_until=None, failures=0))


def states() -> set[str]:
    db.session.rollback()
    return set(db.session.scalars(select(Outgoing.state)))


@pytest.mark.parametrize("minutes_ago", [0, 10])
def test_with_half_of_all_calls_in_trouble_every_answer_arrives_and_none_twice(provider, ann, minutes_ago):
    account = provider("line")
    for person in PEOPLE:
        account.write("Where is my tea?", person=person, at=clock.now() - timedelta(minutes=minutes_ago))
    for ticket in db.session.scalars(select(Ticket)).all():
        reply(ticket, by=ann, text=f"Answer {ticket.id}")
    account.faults(too_many=0.2, broken=0.1, hang_before=0.1, hang_after=0.1, retry_after=0)
    for _ in range(40):
        deliver_now(account.inbox.id)
        if states() == {"sent"}:
            break
        make_due()
    assert states() == {"sent"}
    assert [len(account.shown(person.id)) for person in PEOPLE] == [1] * len(PEOPLE)
