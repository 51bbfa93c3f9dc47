"""Which ticket does a message continue? A wrong answer would show one customer's words to another."""

from types import SimpleNamespace

import pytest

from channels import Inbox
from helpdesk.customers import identify
from helpdesk.db import db, transaction
from tickets import close, copy_to, mark_spam, merge, open_ticket, place_of, receive, reply, solve, split, trash
from tickets.threads import Place, takes_part

MAIL, CHAT = (SimpleNamespace(id=number, channel=kind, team_id=None) for number, kind in ((1, "email"), (2, "webchat")))


@pytest.fixture
def writes(app):
    """writes("carol", "m1"): the ticket opened by a message of this id from carol@example.com (by chat: from her)."""
    with transaction():
        db.session.add_all(Inbox(id=inbox.id, name=inbox.channel, channel=inbox.channel) for inbox in (MAIL, CHAT))

    def writes(name, external="m", *, inbox=MAIL, ticket=None, conversation=None):
        customer, identity = who(name)
        with transaction():
            ticket = ticket or open_ticket(
                customer, by=customer, identity=identity, inbox=inbox, conversation=conversation
            )
            receive(
                ticket,
                customer,
                text=external,
                inbox_id=inbox.id,
                identity_id=identity.id,
                external_index=index(external),
            )
        return ticket

    return writes


def who(name, *, verified=True):
    return identify("email", f"{name}@example.com", verified=verified, how="from", name=name)


def index(external: str) -> bytes:
    return external.encode().ljust(16, b".")


def place(name, *references, inbox=MAIL, verified=True, **more) -> Place:
    customer, identity = who(name, verified=verified)
    return place_of(
        inbox=inbox,
        customer=customer,
        identity=identity,
        by_reference=inbox is MAIL,
        references=[index(one) for one in references],
        **more,
    )


def test_what_refers_to_nothing_is_new(writes):
    writes("carol", "m1")
    assert place("carol") == Place()
    assert place("carol", "never-heard-of") == Place()


def test_an_answer_goes_on_where_what_it_answers_stands(writes):
    first, second = writes("carol", "m1"), writes("carol", "m2")
    assert place("carol", "m1") == Place(ticket=first)
    assert place("carol", "m2") == Place(ticket=second)


def test_the_nearest_reference_counts_whatever_came_last(writes):
    first, second = writes("carol", "m1"), writes("carol", "m2")
    assert place("carol", "m2", "m1").ticket is first
    assert place("carol", "m1", "m2", "unknown").ticket is second


def test_knowing_an_id_is_not_enough(writes):
    ticket = writes("carol", "m1")
    assert place("eve", "m1") == Place(claims=ticket)


def test_a_forged_sender_is_nobody_even_under_the_right_name(writes):
    ticket = writes("carol", "m1")
    assert place("carol", "m1", refused=True) == Place(claims=ticket)


def test_an_unproven_sender_is_not_the_one_who_has_proven_it(writes):
    ticket = writes("carol", "m1")
    assert place("carol", "m1", verified=False) == Place(claims=ticket)


def test_a_reference_of_another_inbox_says_nothing(writes):
    writes("carol", "m1")
    other = SimpleNamespace(id=9, channel="email")
    customer, identity = who("carol")
    assert (
        place_of(inbox=other, customer=customer, identity=identity, by_reference=True, references=[index("m1")])
        == Place()
    )


def test_who_has_written_in_a_ticket_takes_part(writes):
    ticket = writes("carol", "m1")
    writes("dave", "m2", ticket=ticket)
    assert place("dave", "m1").ticket is ticket


def test_who_is_copied_in_takes_part_once_they_have_proven_who_they_are(writes, ann):
    ticket = writes("carol", "m1")
    copy_to(ticket, ["dave@example.com"], by=ann)
    assert place("dave", "m1", verified=False) == Place(claims=ticket)
    assert place("dave", "m1") == Place(ticket=ticket)
    assert not takes_part(ticket, *who("eve"))


def test_a_number_counts_only_from_a_proven_sender_who_takes_part(writes):
    ticket = writes("carol", "m1")
    assert place("carol", number=ticket.id, proven=True) == Place(ticket=ticket)
    assert place("carol", number=ticket.id) == Place(claims=ticket)
    assert place("eve", number=ticket.id, proven=True) == Place(claims=ticket)
    assert place("carol", number=404, proven=True) == Place()


def test_a_token_names_its_ticket_whoever_sends_it(writes, ann):
    ticket = writes("carol", "m1")
    assert place("eve", ticket_id=ticket.id) == Place(ticket=ticket)
    answer = reply(ticket, by=ann, text="Hello")
    assert place("eve", answers=answer.id) == Place(ticket=ticket)
    assert place("eve", answers=ticket.last_message_id - 1) == Place()
    assert place("eve", ticket_id=404) == Place()


@pytest.mark.parametrize("end", [close, trash])
def test_what_is_over_is_followed_by_a_new_one(writes, ann, end):
    ticket = writes("carol", "m1")
    end(ticket, by=ann)
    assert place("carol", "m1") == Place(follows=ticket)


def test_what_is_solved_goes_on(writes, ann):
    ticket = writes("carol", "m1")
    solve(ticket, by=ann)
    assert place("carol", "m1") == Place(ticket=ticket)


def test_a_merge_is_followed_and_where_it_was_written_to_is_remembered(writes, ann):
    one, two, three = writes("carol", "m1"), writes("carol", "m2"), writes("carol", "m3")
    merge(one, into=two, by=ann)
    merge(two, into=three, by=ann)
    assert place("carol", "m1") == Place(ticket=three, origin=one)
    assert place("carol", "m3") == Place(ticket=three)
    close(three, by=ann)
    assert place("carol", "m1") == Place(follows=three)


def test_a_split_takes_its_answers_along(writes, ann):
    ticket = writes("carol", "m1")
    writes("carol", "m2", ticket=ticket)
    new = split(ticket, [ticket.last_message_id], by=ann)
    assert place("carol", "m2") == Place(ticket=new)
    assert place("carol", "m1") == Place(ticket=ticket)


def test_a_chat_goes_on_in_the_ticket_of_its_address(writes, ann):
    ticket = writes("carol", "c1", inbox=CHAT)
    writes("carol", "m1")
    assert place("carol", inbox=CHAT) == Place(ticket=ticket)
    assert place("eve", inbox=CHAT) == Place()
    close(ticket, by=ann)
    assert place("carol", inbox=CHAT) == Place(follows=ticket)
    newer = writes("carol", "c2", inbox=CHAT)
    assert place("carol", inbox=CHAT) == Place(ticket=newer)


def test_a_chat_with_several_open_tickets_goes_on_where_something_was_said_last(writes, ann):
    ticket = writes("carol", "c1", inbox=CHAT)
    writes("carol", "c2", inbox=CHAT, ticket=ticket)
    aside = split(ticket, [ticket.last_message_id - 1], by=ann)
    assert place("carol", inbox=CHAT) == Place(ticket=ticket)
    reply(aside, by=ann, text="About the other thing")
    assert place("carol", inbox=CHAT) == Place(ticket=aside)


def test_conversations_of_one_address_are_kept_apart(writes):
    plain = writes("carol", "c1", inbox=CHAT)
    group = writes("carol", "c2", inbox=CHAT, conversation=b"g" * 16)
    assert place("carol", inbox=CHAT) == Place(ticket=plain)
    assert place("carol", inbox=CHAT, conversation=b"g" * 16) == Place(ticket=group)
    assert place("carol", inbox=CHAT, conversation=b"h" * 16) == Place()


def test_a_chat_does_not_go_on_in_spam_or_trash(writes, ann):
    for hide in (mark_spam, trash):
        hide(writes("carol", f"c{hide.__name__}", inbox=CHAT), by=ann)
        assert place("carol", inbox=CHAT) == Place()


def test_what_was_merged_is_one_chat(writes, ann):
    one = writes("carol", "c1", inbox=CHAT)
    two = writes("carol", "m2")
    merge(one, into=two, by=ann)
    found = place("carol", inbox=CHAT)
    assert (found.ticket, found.origin) == (two, one)
    db.session.rollback()
