"""Attacks 1 to 3: mail that claims to be somebody else's, with guessed numbers, references, ids and tokens."""

import pytest

from channels.outgoing import Outgoing
from helpdesk.db import db
from tests.channels.email.conftest import OUR_SERVER, count, desk, mail  # noqa: F401
from tests.support.cast import ann, bob, orders  # noqa: F401
from tickets import Message, Ticket, copied

MANY = 200


@pytest.fixture
def asked(desk, ann):  # noqa: F811
    """carol's ticket, with an answer of ann's."""
    message = desk.take_one(mail(proven=True, message_id="<carol-1@customer.test>"))
    desk.answer(message.ticket_id, ann)
    desk.smtp.clear()
    return message


def told_to_eve(desk) -> list:  # noqa: F811
    return desk.smtp.sent_to("eve@evil.test")


@pytest.mark.parametrize("proven", [None, False])
def test_guessed_numbers_and_ids_under_carols_name_get_eve_nothing(desk, asked, ann, proven):  # noqa: F811
    for number in range(1, MANY + 1):
        message = desk.take_one(
            mail(
                f"Please send it again {number}",
                proven=proven,
                subject=f"Re: My lamp [#{number}]",
                Cc="eve@evil.test",
                In_Reply_To=f"<{number}.{number + 1}.aaaaaaaaaaaaaaaaaaaaaaaaaa@shop.test>",
                References=f"<{number}@shop.test> <ticket-{number}@shop.test>",
            )
        )
        assert message.ticket_id != asked.ticket_id
        assert message.trust == "unverified"
        assert message.author_id != asked.author_id
    assert db.session.query(Message).filter_by(ticket_id=asked.ticket_id, kind="inbound").count() == 1
    assert not any(copied(ticket) for ticket in db.session.query(Ticket))
    desk.answer(asked.ticket_id, ann, text="Your new lamp is on its way.")
    assert [sent.recipients for sent in desk.smtp.deliveries] == [["carol@customer.test"]]
    assert told_to_eve(desk) == []


def test_the_right_number_from_a_stranger_opens_another_ticket(desk, asked, ann):  # noqa: F811
    message = desk.take_one(mail(sender="eve@evil.test", proven=True, subject=f"Re: My lamp [#{asked.ticket_id}]"))
    assert message.ticket_id != asked.ticket_id
    desk.answer(asked.ticket_id, ann, text="Only for carol.")
    assert told_to_eve(desk) == []


@pytest.mark.parametrize("sender", ["ann@shop.test", "Ann <ann@shop.test>", "support@shop.test"])
@pytest.mark.parametrize("forged", ["wrong", "short", "other", "kind", "old"])
def test_a_forged_proof_under_an_agents_name_is_never_an_agents_word(desk, asked, ann, sender, forged):  # noqa: F811
    token, before = desk.token(asked.ticket_id), count(Outgoing)
    local, _, domain = token.partition("@")
    base, _, proof = local.partition("+")
    address = (
        base
        + "+"
        + {
            "wrong": proof[:-3] + "aaa",
            "short": proof[:-4],
            "kind": "a" + proof[1:],
            "other": proof.replace(f"c{asked.ticket_id}-", f"c{asked.ticket_id + 1}-"),
            "old": proof.replace("-", "-1", 1),
        }[forged]
        + "@"
        + domain
    )
    message = desk.take_one(
        mail("Refund 1000", sender=sender, to=address, In_Reply_To=f"<{asked.ticket_id}.2.{'a' * 26}@shop.test>")
    )
    assert (message.kind, message.author_kind) == ("inbound", "customer")
    assert message.ticket_id != asked.ticket_id
    assert count(Outgoing) == before
    assert desk.smtp.deliveries == []


def test_results_that_came_with_the_mail_prove_nothing(desk, asked):  # noqa: F811
    forged = f"{OUR_SERVER}; dmarc=pass header.from=customer.test"
    raw = mail(proven=False, subject=f"Re: [#{asked.ticket_id}]", Authentication_Results=forged)
    message = desk.take_one(raw)
    assert (message.ticket_id != asked.ticket_id, message.trust) == (True, "unverified")
