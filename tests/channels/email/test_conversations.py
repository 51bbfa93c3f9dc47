"""Many conversations at once, shuffled and partly twice, some without References: each in a ticket of its own."""

import itertools
import random
import re

import pytest

from helpdesk.db import db
from tests.channels.email.conftest import count, mail
from tests.channels.email.conversations import conversations, shuffled
from tickets import Message, Ticket, reply


def hold_conversations(desk, agent, many: int) -> tuple[int, int]:
    """(messages in a wrong ticket, conversations in more than one ticket) after all has been said."""
    chance, all_of_them = random.Random(3), conversations(many)
    openings = [(one, raw) for one in all_of_them for raw in one.opening()]
    take_all(desk, shuffled(openings, chance))
    for one in all_of_them:
        answer = reply(db.session.get(Ticket, min(one.tickets)), by=agent, text="We look into it.")
        one.ours.append(message_id_of(desk, answer))
    kinds = {one.number: ("token", "number")[one.number % 2] for one in all_of_them if one.number % 10 == 0}
    backs = [(one, one.answer(desk, kinds.get(one.number, "references"))) for one in all_of_them]
    take_all(desk, shuffled(backs, chance))
    return wrong_messages(), sum(len(one.tickets) > 1 for one in all_of_them)


def take_all(desk, mails) -> None:
    for one, raw in mails:
        one.tickets |= {message.ticket_id for message in desk.take(raw)}


def message_id_of(desk, answer: Message) -> str:
    from channels.adapters.email import addressing
    from helpdesk.crypto import purpose_key

    return addressing.message_id(answer.ticket_id, answer.id, "shop.test", purpose_key("email"))


def wrong_messages() -> int:
    """Messages that stand in a ticket where another conversation stands too."""
    of_ticket: dict[int, list[str]] = {}
    for text, ticket in db.session.query(Message.text, Message.ticket_id).filter(Message.kind == "inbound"):
        of_ticket.setdefault(ticket, []).append(re.search(r"conversation (\d+)", text)[1])
    return sum(len(numbers) for numbers in of_ticket.values() if len(set(numbers)) > 1)


def test_a_hundred_conversations_find_their_tickets(desk, ann):
    assert hold_conversations(desk, ann, 100) == (0, 0)
    assert count(Ticket) == 100


@pytest.mark.long
def test_a_thousand_conversations_find_their_tickets(desk, ann):
    assert hold_conversations(desk, ann, 1000) == (0, 0)
    assert count(Ticket) == 1000


def test_four_mails_of_a_thread_in_any_order_are_one_ticket(desk):
    for number, order in enumerate(itertools.permutations(range(4))):
        ids = [f"<{number}.{turn}@customer.test>" for turn in range(4)]
        raws = [
            mail(proven=True, message_id=ids[turn], **({"References": " ".join(ids[:turn])} if turn else {}))
            for turn in range(4)
        ]
        assert len({desk.take_one(raws[turn]).ticket_id for turn in order}) == 1, order
    assert count(Ticket) == 24


def test_who_names_the_same_mail_of_a_third_is_not_put_together_with_a_stranger(desk):
    one = desk.take_one(mail(proven=True, References="<newsletter@elsewhere.test>"))
    other = desk.take_one(mail(sender="eve@evil.test", proven=True, References="<newsletter@elsewhere.test>"))
    assert one.ticket_id != other.ticket_id
    assert other.trust == "proven"
