"""Notes, and drafts: what only the team, or only one agent, sees."""

import pytest

from helpdesk.db import db
from tickets import (
    NotAllowed,
    discard_draft,
    draft_of,
    finding,
    note,
    receive,
    reply,
    rewrite,
    rewrite_note,
    save_draft,
    take_back,
    take_back_note,
)


def test_a_note_changes_nothing_for_the_customer(ticket, ann, happened):
    waiting = ticket.waiting_since
    note(ticket, by=ann, text="Call the carrier")
    assert (ticket.waiting_since, ticket.assignee_id, ticket.status) == (waiting, None, "new")
    assert (ticket.preview, ticket.preview_by) == ("Call the carrier", "note")
    assert happened(ticket)[-1] == "note_added"


def test_who_is_mentioned_follows_and_so_can_see_it(ticket, ann, eve, happened):
    with pytest.raises(LookupError):
        finding.visible_to(eve).get(ticket.id)
    note(ticket, by=ann, text="@Eve?", mentions=[eve.id, 999_999])
    assert finding.visible_to(eve).get(ticket.id) is ticket
    assert happened(ticket, "note_added") == [{"mentions": [eve.id]}]


def test_the_same_note_posted_twice_is_one(ticket, ann):
    assert note(ticket, by=ann, text="x", client_id="n") is note(ticket, by=ann, text="x", client_id="n")
    assert ticket.message_count == 2


def test_only_its_writer_changes_a_note(ticket, ann, bob, carol):
    written = note(ticket, by=ann, text="Refund 5")
    with pytest.raises(NotAllowed):
        rewrite_note(written, ticket, text="Refund 500", by=bob)
    with pytest.raises(NotAllowed):
        take_back_note(receive(ticket, carol, text="Hello"), ticket, by=bob)
    rewrite_note(written, ticket, text="Refund 50", by=ann)
    assert written.text == "Refund 50" and [e["text"] for e in written.earlier] == ["Refund 5"]
    take_back_note(written, ticket, by=ann)
    assert written.deleted_at and not take_back_note(written, ticket, by=ann)


def test_what_a_customer_takes_back_is_no_longer_in_the_list(ticket, carol, happened):
    oops = receive(ticket, carol, text="My password is hunter2")
    take_back(oops, ticket)
    assert (ticket.preview, ticket.message_count) == ("My parcel is late", 1)
    assert happened(ticket)[-1] == "message_deleted"


def test_a_customers_edit_keeps_what_was_said_before(ticket, carol, happened):
    message = receive(ticket, carol, text="Order 5")
    assert rewrite(message, ticket, text="Order 6")
    assert not rewrite(message, ticket, text="Order 6")
    assert (message.text, message.earlier[0]["text"], ticket.preview) == ("Order 6", "Order 5", "Order 6")
    assert happened(ticket).count("message_edited") == 1


def test_a_draft_is_its_writers_alone_and_one_a_ticket(ticket, ann, bob, happened):
    before = happened(ticket)
    save_draft(ticket, by=ann, text="Dear")
    save_draft(ticket, by=ann, text="Dear Carol", kind="note", attachment_ids=[])
    assert (draft_of(ticket, ann).text, draft_of(ticket, ann).kind) == ("Dear Carol", "note")
    assert draft_of(ticket, bob) is None and happened(ticket) == before


def test_an_empty_draft_is_no_draft(ticket, ann):
    save_draft(ticket, by=ann, text="Dear")
    save_draft(ticket, by=ann, text="  ")
    assert draft_of(ticket, ann) is None
    discard_draft(ticket, by=ann)


def test_a_draft_of_another_kind_or_length_is_refused(ticket, ann):
    for wrong in ({"kind": "inbound"}, {"text": "x" * 100_001}):
        with pytest.raises(NotAllowed):
            save_draft(ticket, by=ann, **{"text": "x", **wrong})
    reply(ticket, by=ann, text="Hello")
    db.session.refresh(ticket)
    assert draft_of(ticket, ann) is None
