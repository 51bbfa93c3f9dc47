"""Two customers who are one person: merged, and taken apart again with everything that is theirs."""

import pytest
from sqlalchemy import select

from helpdesk import customers
from helpdesk.customers import CUSTOMERS_MERGED, CUSTOMERS_UNMERGED, Customer, Identity, identify
from helpdesk.customers.merging import CannotMerge
from helpdesk.db import db
from helpdesk.events import Event
from tickets import Message, Ticket, merge, open_ticket, receive


def now(row):
    return db.session.get(type(row), row.id)


def address(customer):
    return db.session.scalar(select(Identity).where(Identity.customer_id == customer.id))


def test_after_a_merge_one_speaks_for_both(opened, ann, carol, by_wechat):
    mail, chat = opened("By mail"), opened("By WeChat", customer=by_wechat)
    assert customers.merge(by_wechat, into=carol, by=ann).id == carol.id
    assert {now(mail).customer_id, now(chat).customer_id} == {carol.id}
    assert {one.kind for one in customers.reachable(carol)} == {"email", "wechat"}
    assert identify("wechat", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M", verified=True, how="channel")[0].id == carol.id


def test_apart_again_each_has_what_was_theirs(opened, ann, carol, by_wechat):
    mail, chat = opened("By mail"), opened("By WeChat", customer=by_wechat)
    customers.merge(by_wechat, into=carol, by=ann)
    customers.unmerge(now(by_wechat), by=ann)
    assert (now(mail).customer_id, now(chat).customer_id) == (carol.id, by_wechat.id)
    assert [one.kind for one in customers.reachable(now(by_wechat))] == ["wechat"]
    assert db.session.scalar(select(customers.Origin)) is None


def test_what_came_since_goes_where_its_address_belongs(opened, ann, carol, by_wechat):
    wechat = address(by_wechat)
    customers.merge(by_wechat, into=carol, by=ann)
    since = open_ticket(now(carol), by=carol, identity=now(wechat), subject="Since")
    said = customers.claim(now(carol), "phone", "+8613812345678", how="said", beside=now(wechat))
    customers.unmerge(now(by_wechat), by=ann)
    assert now(since).customer_id == by_wechat.id
    assert now(said).customer_id == by_wechat.id


def test_threads_that_were_merged_across_the_two_part_too(opened, ann, carol, by_wechat):
    mail, chat = opened("By mail"), opened("By WeChat", customer=by_wechat)
    customers.merge(by_wechat, into=carol, by=ann)
    merge(now(chat), into=now(mail), by=ann)
    customers.unmerge(now(by_wechat), by=ann)
    assert now(chat).merged_into_id is None
    assert texts(mail) == ["By mail"] and texts(chat) == ["By WeChat"]


def test_what_one_wrote_into_a_ticket_of_the_other_is_given_back(opened, ann, carol, by_wechat):
    mail, wechat = opened("By mail"), address(by_wechat)
    customers.merge(by_wechat, into=carol, by=ann)
    receive(now(mail), now(carol), text="From my phone", identity_id=wechat.id)
    customers.unmerge(now(by_wechat), by=ann)
    assert texts(mail) == ["By mail"]
    theirs = db.session.scalars(select(Ticket).where(Ticket.customer_id == by_wechat.id)).one()
    assert texts(theirs) == ["From my phone"]
    assert db.session.scalar(select(Message.author_id).where(Message.text == "From my phone")) == by_wechat.id


def test_of_a_chain_any_link_can_be_undone(opened, ann, carol, by_wechat):
    dan = identify("phone", "+8613812345678", verified=True, how="call", name="Dan")[0]
    chat, call = opened("By WeChat", customer=by_wechat), opened("By phone", customer=dan)
    customers.merge(by_wechat, into=dan, by=ann)
    customers.merge(now(dan), into=carol, by=ann)
    assert now(chat).customer_id == carol.id
    customers.unmerge(now(by_wechat), by=ann)
    assert (now(chat).customer_id, now(call).customer_id) == (by_wechat.id, carol.id)
    customers.unmerge(now(dan), by=ann)
    assert (now(chat).customer_id, now(call).customer_id) == (by_wechat.id, dan.id)


def test_nobody_is_merged_with_themselves_nor_round_in_a_circle(ann, carol, by_wechat):
    with pytest.raises(CannotMerge):
        customers.merge(carol, into=carol, by=ann)
    customers.merge(by_wechat, into=carol, by=ann)
    with pytest.raises(CannotMerge):
        customers.merge(now(carol), into=now(by_wechat), by=ann)
    with pytest.raises(CannotMerge):
        customers.unmerge(now(carol), by=ann)


def test_both_leave_a_trail(ann, carol, by_wechat):
    customers.merge(by_wechat, into=carol, by=ann, reasons=["email"])
    customers.unmerge(now(by_wechat), by=ann)
    trail = db.session.scalars(select(Event).where(Event.name.in_([CUSTOMERS_MERGED, CUSTOMERS_UNMERGED]))).all()
    assert [(one.name, one.customer_id, one.actor_id) for one in trail] == [
        (CUSTOMERS_MERGED, carol.id, ann.id),
        (CUSTOMERS_UNMERGED, carol.id, ann.id),
        (CUSTOMERS_UNMERGED, by_wechat.id, ann.id),
    ]
    assert trail[0].data == {"from": by_wechat.id, "reasons": ["email"]}


def test_a_ticket_opened_for_one_who_was_merged_is_opened_for_who_speaks_for_them(ann, carol, by_wechat):
    customers.merge(by_wechat, into=carol, by=ann)
    assert open_ticket(now(by_wechat), by=ann, subject="New").customer_id == carol.id


def test_every_table_that_names_a_customer_is_known_to_belong_to_one(app):
    from helpdesk.customers.belongings import belongings

    known = {(one.table, one.column) for one in belongings()}
    named = {
        (table.name, column.name)
        for table in db.metadata.tables.values()
        for column in table.columns
        if column.name == "customer_id" or any(key.column.table.name == "customer" for key in column.foreign_keys)
    }
    missing = named - known - {("customer", "merged_into_id")}
    assert not missing, f"say in the model's file what merging and erasing do to these (see belongings.py): {missing}"


def texts(ticket) -> list[str]:
    return list(db.session.scalars(select(Message.text).where(Message.ticket_id == ticket.id).order_by(Message.id)))


def test_a_merged_customer_is_still_found_by_their_number(ann, carol, by_wechat):
    customers.merge(by_wechat, into=carol, by=ann)
    assert customers.root_of(db.session.get(Customer, by_wechat.id)).id == carol.id
    assert set(customers.family_of(now(carol))) == {carol.id, by_wechat.id}
