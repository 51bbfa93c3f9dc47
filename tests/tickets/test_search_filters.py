"""Search with filters among its words, or with filters alone."""

from datetime import timedelta

import pytest

from helpdesk import clock
from tickets import (
    assign,
    claim,
    finding,
    mark_spam,
    searching,
    solve,
    tag,
    trash,
)
from tickets.search_filters import BadFilter


def test_filters_that_leave_little_are_still_answered(opened, ann, found, monkeypatch):
    monkeypatch.setattr(searching, "FIRST_READ", 2)
    wanted = opened("parcel")
    claim(wanted, by=ann)
    for n in range(9):
        opened(f"parcel {n}")
    assert found(ann, "parcel is:mine") == [wanted.id]
    assert found(ann, "parcel is:mine", limit=1) == [wanted.id]


def test_filters(opened, ann, bob, dave, returns, found, sue):
    lamp = opened("lamp", priority="high", type="complaint")
    assign(lamp, to=ann, by=ann)
    tag(lamp, "vip", by=ann)
    done = opened("lamp", customer=dave, channel="webchat")
    solve(done, by=bob)
    free = opened("lamp", team_id=returns.id)
    everything = {lamp.id, done.id, free.id}
    for typed, expected in {
        "status:solved": {done.id},
        "状态:已解决": {done.id},
        "is:open": {lamp.id, free.id},
        "is:done": {done.id},
        "assignee:me": set(),
        f"assignee:{ann.id}": {lamp.id},
        "assignee:ann": {lamp.id},
        "assignee:ann@demo.test": {lamp.id},
        "assignee:none": {done.id, free.id},
        "team:returns": {free.id},
        "team:orders": {lamp.id, done.id},
        "tag:vip": {lamp.id},
        "tag:nope": set(),
        "channel:webchat": {done.id},
        "priority:high": {lamp.id},
        "优先级:高": {lamp.id},
        "type:complaint": {lamp.id},
        f"customer:{dave.id}": {done.id},
        "from:dave@example.com": {done.id},
        "from:who@example.com": set(),
        "before:2020-01-01": set(),
        "after:2020-01-01": everything,
        "after:2020-01 before:2999-12": everything,
        "is:unread": everything,
        "status:new status:solved": everything,
    }.items():
        assert set(found(sue, f"lamp {typed}")) == expected, typed
        assert set(found(sue, typed)) == expected, f"{typed} alone"
    assert found(sue, "lamp", status="solved", assignee="none") == [done.id]


@pytest.mark.parametrize(
    "typed",
    [
        "lamp status:gone",
        "lamp is:wonderful",
        "lamp before:tomorrow",
        "lamp after:2026-13-01",
        "lamp priority:9",
        "lamp type:rant",
        "lamp before:2026-02-30",
    ],
)
def test_a_filter_that_means_nothing_is_refused(app, ann, typed):
    with pytest.raises(BadFilter) as refused:
        finding.visible_to(ann).search(typed)
    assert refused.value.en and refused.value.zh


def test_filters_alone_list_and_page(opened, ann):
    tickets = [opened(f"t{n}", at=clock.now() - timedelta(minutes=n)) for n in range(7)]
    sight, gathered, after = finding.visible_to(ann), [], None
    while True:
        page = sight.search("status:new", after=after, limit=3)
        gathered += [hit.ticket.id for hit in page.hits]
        if not (after := page.next):
            break
    assert gathered == [t.id for t in tickets]


def test_spam_and_trash_are_found_only_when_asked_for(opened, ann, found):
    spam, trashed = opened("lamp"), opened("lamp")
    mark_spam(spam, by=ann)
    trash(trashed, by=ann)
    assert found(ann, "lamp") == []
    assert found(ann, "lamp is:spam") == [spam.id] and found(ann, "lamp is:trash") == [trashed.id]
