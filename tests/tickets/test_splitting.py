"""Splitting: messages that are about something else get a ticket of their own, and can come back."""

import pytest

from helpdesk.db import db
from tickets import Message, NotAllowed, receive, reply, split, unsplit
from tickets.link import Link


def test_messages_move_into_a_ticket_of_their_own(ticket, ann, carol, orders, happened):
    aside = receive(ticket, carol, text="And where is my invoice?")
    new = split(ticket, [aside.id], subject="Invoice", by=ann)
    assert (new.subject, new.status, new.team_id, new.customer_id) == ("Invoice", "open", orders.id, carol.id)
    assert (aside.ticket_id, aside.origin_ticket_id) == (new.id, new.id)
    assert (ticket.message_count, ticket.preview) == (1, "My parcel is late")
    assert (new.message_count, new.preview, new.waiting_since) == (1, "And where is my invoice?", aside.at)
    assert happened(ticket, "split") == [{"into": new.id, "messages": [aside.id]}]
    assert happened(new)[0] == "ticket_opened" and happened(new)[-1] == "person_needed"
    link = db.session.query(Link).one()
    assert (link.ticket_id, link.other_id, link.kind) == (new.id, ticket.id, "split")


def test_splitting_is_undone_by_merging_back(ticket, ann, carol):
    aside = receive(ticket, carol, text="And where is my invoice?")
    new = split(ticket, [aside.id], by=ann)
    reply(new, by=ann, text="Attached")
    unsplit(new, into=ticket, by=ann)
    assert db.session.query(Message).filter_by(ticket_id=ticket.id).count() == 3 == ticket.message_count


def test_a_message_of_another_ticket_cannot_be_taken(opened, ann):
    mine, other = opened("mine"), opened("other")
    with pytest.raises(NotAllowed) as refused:
        split(mine, [other.last_message_id], by=ann)
    assert refused.value.code == "other_thread"
    with pytest.raises(NotAllowed):
        split(mine, [], by=ann)


def test_something_has_to_stay(ticket, ann):
    with pytest.raises(NotAllowed) as refused:
        split(ticket, [ticket.last_message_id], by=ann)
    assert refused.value.code == "whole_thread"
