"""Somebody has another number, or an id instead of one: they are the same customer in the same conversation."""

from channels.arriving import take_in
from channels.channel import Inbound, Request
from channels.renamed import Renamed
from helpdesk import customers
from helpdesk.db import db
from tickets import Ticket

POST = Request("POST", "http://127.0.0.1:8000/hooks/pigeon-key", {}, {}, b"")


def said(inbox, number, address, *before):
    items = [*before, Inbound(external_id=f"m{number}", address_kind="ring", address=address, text="Hello")]
    return take_in(inbox, POST, items)[-1]


def test_the_conversation_goes_on_under_the_new_name(app, inbox):
    first = said(inbox, 1, "4915112345")
    second = said(inbox, 2, "DE.77", Renamed("ring", "4915112345", "DE.77"))
    assert (second.ticket_id, second.identity_id) == (first.ticket_id, first.identity_id)
    assert customers.verified("ring", "DE.77").customer_id == db.session.get(Ticket, first.ticket_id).customer_id
    assert customers.verified("ring", "DE.77").value == "DE.77"
    assert customers.verified("ring", "4915112345") is None


def test_nobody_is_merged_with_who_has_that_name_already(app, inbox):
    carol, eve = said(inbox, 1, "old"), said(inbox, 2, "new")
    third = said(inbox, 3, "new", Renamed("ring", "old", "new"))
    assert third.ticket_id == eve.ticket_id != carol.ticket_id
    assert customers.verified("ring", "old").customer_id != customers.verified("ring", "new").customer_id


def test_twice_or_of_somebody_unknown_it_changes_nothing(app, inbox):
    assert customers.rename("ring", "nobody", "somebody") is False
    first = said(inbox, 1, "old")
    second, third = (said(inbox, n, "new", Renamed("ring", "old", "new")) for n in (2, 3))
    assert {first.ticket_id, second.ticket_id, third.ticket_id} == {first.ticket_id}
