"""Merging loses nothing and mixes nothing, and can be undone whatever came since."""

from functools import partial

import pytest

from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from tests.support import at_once
from tickets import (
    Message,
    NotAllowed,
    Ticket,
    assign,
    close,
    finding,
    follow,
    merge,
    note,
    place_of,
    receive,
    reply,
    root_of,
    trash,
    unmerge,
    views_of,
)
from tickets.attachment import Attachment
from tickets.uploading import upload


def texts(ticket) -> list[str]:
    return list(db.session.scalars(db.select(Message.text).where(Message.ticket_id == ticket.id).order_by(Message.id)))


def test_the_thread_goes_on_in_the_other(opened, ann, happened):
    one, two = opened("one"), opened("two")
    assert merge(one, into=two, by=ann) is two
    assert texts(two) == ["one", "two"] and texts(one) == []
    assert (two.message_count, one.message_count, one.merged_into_id) == (2, 0, two.id)
    assert happened(two, "merged") == [{"from": one.id}] and happened(one, "merged_away") == [{"into": two.id}]


def test_merging_twice_changes_nothing(opened, ann, happened):
    one, two = opened("one"), opened("two")
    merge(one, into=two, by=ann)
    merge(one, into=two, by=ann)
    assert len(happened(two, "merged")) == 1


def test_what_is_merged_away_is_in_no_list(opened, ann):
    one, two = opened("one"), opened("two")
    merge(one, into=two, by=ann)
    sight, (view,) = finding.visible_to(ann), [v for v in views_of(ann) if v.key == "open"]
    assert [ticket.id for ticket in sight.list(view).tickets] == [two.id]
    assert sight.get(one.id) is one


def test_undoing_puts_everything_back_also_what_came_after(opened, ann, carol):
    one, two = opened("one"), opened("two")
    merge(one, into=two, by=ann)
    receive(two, carol, text="more of one", origin=one)
    reply(two, by=ann, text="to both")
    receive(two, carol, text="more of two")
    unmerge(one, by=ann)
    assert texts(one) == ["one", "more of one"]
    assert texts(two) == ["two", "to both", "more of two"]
    assert (one.message_count, one.preview, one.preview_by) == (2, "more of one", "customer")
    assert one.waiting_since is not None and one.merged_into_id is None


def test_a_chain_can_be_undone_from_either_end(opened, ann, carol):
    for first, second in ((0, 1), (1, 0)):
        chain = [opened("a"), opened("b"), opened("c")]
        merge(chain[0], into=chain[1], by=ann)
        merge(chain[1], into=chain[2], by=ann)
        assert texts(chain[2]) == ["a", "b", "c"]
        receive(chain[2], carol, text="a2", origin=chain[0])
        unmerge(chain[first], by=ann)
        assert texts(chain[2]) == (["b", "c"] if first == 0 else ["c"])
        unmerge(chain[second], by=ann)
        assert [texts(one) for one in chain] == [["a", "a2"], ["b"], ["c"]]


def test_merging_into_what_was_merged_away_goes_where_that_went(opened, ann):
    one, two, three = opened("one"), opened("two"), opened("three")
    merge(two, into=three, by=ann)
    assert merge(one, into=two, by=ann) is three
    assert texts(three) == ["one", "two", "three"]


def test_circles_strangers_and_what_is_over_are_refused(opened, ann, dave):
    one, two, closed, trashed = opened("one"), opened("two"), opened("closed"), opened("trashed")
    daves = opened("dave's", customer=dave)
    merge(one, into=two, by=ann)
    close(closed, by=ann)
    trash(trashed, by=ann)
    for ticket, into, code in (
        (two, two, "itself"),
        (two, one, "itself"),
        (two, daves, "other_customer"),
        (two, closed, "closed"),
        (two, trashed, "trashed"),
        (closed, two, "closed"),
    ):
        with pytest.raises(NotAllowed) as refused:
            merge(ticket, into=into, by=ann)
        assert refused.value.code == code
    with pytest.raises(NotAllowed):
        unmerge(two, by=ann)


def test_followers_and_files_come_along(opened, ann, bob):
    one, two = opened("one"), opened("two")
    follow(one, bob)
    file = upload(filename="a.txt", content_type="text/plain", data=b"a", by_kind="agent", by_id=ann.id)
    note(one, by=ann, text="see file", attachment_ids=[file.id])
    merge(one, into=two, by=ann)
    assert finding.visible_to(bob).get(two.id) is two
    assert db.session.get(Attachment, file.id).ticket_id == two.id
    unmerge(one, by=ann)
    assert db.session.get(Attachment, file.id).ticket_id == one.id


def test_what_stands_alone_again_calls_for_a_person_when_nobody_has_it(opened, ann, happened):
    one, two, mine = opened("one"), opened("two"), opened("mine")
    assign(mine, to=ann, by=ann)
    for ticket in (one, mine):
        merge(ticket, into=two, by=ann)
        unmerge(ticket, by=ann)
    assert happened(one)[-1] == "person_needed"
    assert happened(mine)[-1] == "unmerged"


def test_two_merges_that_cross_leave_one_thread_and_no_circle(app, opened):
    for _ in range(5):
        one, two = opened("one"), opened("two")
        numbers = one.id, two.id
        db.session.rollback()
        at_once(app, partial(_merge, *numbers), partial(_merge, *reversed(numbers)))
        db.session.expire_all()
        assert sorted([one.merged_into_id is None, two.merged_into_id is None]) == [False, True]
        assert sorted(texts(root_of(one))) == ["one", "two"]


def test_a_message_that_arrives_while_its_ticket_is_merged_away_is_not_lost(app, opened, ann, carol):
    for n in range(5):
        one, two = opened("one"), opened("two")
        first, second, customer = one.id, two.id, carol.id
        db.session.rollback()
        outcomes = at_once(app, partial(_merge, first, second), partial(_arrive, first, customer, f"late {n}"))
        assert not [o for o in outcomes if isinstance(o, Exception)]
        db.session.expire_all()
        assert sorted(texts(two)) == sorted(["one", "two", f"late {n}"])
        unmerge(one, by=ann)
        assert texts(one) == ["one", f"late {n}"]


def _merge(first, second):
    merge(db.session.get(Ticket, first), into=db.session.get(Ticket, second), by=None)


@transaction()
def _arrive(number, customer_id, text):
    customer = db.session.get(Customer, customer_id)
    place = place_of(inbox=None, customer=customer, identity=None, by_reference=True, ticket_id=number)
    receive(place.ticket, customer, text=text, origin=place.origin)
