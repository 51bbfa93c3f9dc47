"""Links between tickets; parents and children."""

import pytest

from helpdesk.db import db
from tickets import NotAllowed, link, make_child, part, unlink
from tickets.link import Link


def test_a_link_is_one_from_whichever_side(opened, ann, happened):
    one, two = opened("one"), opened("two")
    row = link(one, two, by=ann)
    assert link(two, one, by=ann) is row
    assert happened(one, "linked") == [{"other": two.id, "kind": "related"}]
    assert happened(two, "linked") == [{"other": one.id, "kind": "related"}]
    unlink(row, two, by=ann)
    assert db.session.query(Link).count() == 0 and "unlinked" in happened(one)


def test_a_link_says_what_it_is(opened, ann):
    one, two, three = opened("one"), opened("two"), opened("three")
    with pytest.raises(NotAllowed):
        link(one, two, kind="enemy", by=ann)
    with pytest.raises(NotAllowed):
        link(one, one, by=ann)
    row = link(one, two, kind="duplicate", by=ann)
    with pytest.raises(NotAllowed):
        unlink(row, three, by=ann)
    assert link(two, one, kind="duplicate", by=ann) is not row


def test_a_child_has_one_parent_and_nobody_is_their_own_ancestor(opened, ann, happened):
    a, b, c = opened("a"), opened("b"), opened("c")
    make_child(b, of=a, by=ann)
    make_child(c, of=b, by=ann)
    for child, parent in ((a, c), (a, a), (a, b)):
        with pytest.raises(NotAllowed) as refused:
            make_child(child, of=parent, by=ann)
        assert refused.value.code == "circle"
    make_child(c, of=a, by=ann)
    make_child(c, of=a, by=ann)
    assert (b.parent_id, c.parent_id) == (a.id, a.id)
    part(c, by=ann)
    part(c, by=ann)
    assert c.parent_id is None
    assert [data["kind"] for data in happened(a, "linked")] == ["child", "child"]
    assert happened(c).count("unlinked") == 2
