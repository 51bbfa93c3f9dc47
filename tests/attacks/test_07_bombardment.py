"""Attack 7: a stranger fills forms and forges mails in victims' names; the victims hear of it hardly at all."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from channels import Outgoing, webchat
from channels.delivery import deliver_now
from channels.inbox import Inbox
from channels.restraint import MOST_AN_HOUR
from channels.webchat import follow_up
from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from tests.channels.email.conftest import count, desk, mail  # noqa: F401
from tests.support.cast import orders  # noqa: F401
from tickets import Ticket, reply

CANARY = "BUY-NOW-7313"
SENTENCE = "We have received your message and will answer soon."


@pytest.fixture(params=[pytest.param(300, id="hundreds"), pytest.param(5000, id="thousands", marks=[pytest.mark.long])])
def many(request):
    return request.param


def acknowledge(desk, message) -> None:  # noqa: F811
    """The automatic answer that a desk may have set up."""
    ticket = db.session.get(Ticket, message.ticket_id)
    reply(ticket, by=None, text=SENTENCE, is_auto=True, inbox_id=message.inbox_id, identity_id=message.identity_id)


def test_forged_mails_make_one_answer_an_address_a_few_hundred_in_all_and_none_says_what_was_forged(desk, many):  # noqa: F811
    for number in range(many):
        victim = f"victim{number // 3}@{'one' if number % 2 else 'two'}.test"
        acknowledge(
            desk, desk.take_one(mail(f"{CANARY} {number}", sender=f"{CANARY} <{victim}>", subject=f"{CANARY} {number}"))
        )
    deliver_now(desk.number)
    assert len(desk.smtp.deliveries) <= MOST_AN_HOUR
    told = [recipient for delivery in desk.smtp.deliveries for recipient in delivery.recipients]
    assert len(told) == len(set(told)) == min(MOST_AN_HOUR, len(set(told)))
    for delivery in desk.smtp.deliveries:
        written = delivery.message
        assert CANARY not in f"{written.items()}{written.get_body().get_content()}"
        assert written["Subject"].startswith("Re: Your message [#")
    assert count(Ticket) <= many
    assert db.session.scalar(select(func.count()).select_from(Outgoing).where(Outgoing.state == "queued")) == 0
    desk.smtp.clear()
    deliver_now(desk.number, as_of=clock.now() + timedelta(minutes=30))
    assert desk.smtp.deliveries == []  # what was held back does not come later


def test_forms_with_victims_addresses_mail_nobody(desk, many, orders):  # noqa: F811
    with transaction():
        chat = insert(Inbox(key="chat", name="Chat", channel="webchat", team_id=orders.id, settings={}))
    for start in range(0, many, 500):
        with transaction():
            for number in range(start, min(start + 500, many)):
                visitor, _ = webchat.arrive(chat, language="en")
                webchat.introduce(visitor, name=CANARY, email=f"victim{number}@example.com")
                message = webchat.say(visitor, chat, client_id=f"00000000-0000-4000-8000-{number:012d}", text=CANARY)
                if number % 5 == 0:
                    acknowledge(desk, message)
    follow_up.send_due(clock.now() + timedelta(days=1))
    deliver_now(desk.number)
    assert desk.smtp.deliveries == []
