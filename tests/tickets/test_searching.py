"""Search: by words in two languages, through the person who looks, newest first, page after page."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import text

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import drain
from helpdesk.people import Agent
from tests.support import at_once
from tickets import (
    Message,
    Ticket,
    assign,
    cancel,
    claim,
    copy_to,
    finding,
    mark_spam,
    merge,
    note,
    receive,
    rename,
    reply,
    rewrite,
    searching,
    solve,
    split,
    tag,
    take_back,
    trash,
    unmerge,
)
from tickets.cursor import BadCursor
from tickets.indexing import SearchTodo, index_waiting, note_all, rebuild
from tickets.search_filters import BadFilter
from tickets.uploading import upload


@pytest.fixture
def found(app):
    """found(agent, "refund -camera", …): the numbers of the tickets found, everything written before indexed."""

    def finds(agent, typed, **more):
        index_waiting()
        return [hit.ticket.id for hit in finding.visible_to(agent).search(typed, **more).hits]

    return finds


def test_words_are_found_in_whatever_form_and_case(opened, ann, found):
    ticket = opened("I want to return my cameras")
    opened("Something else")
    for typed in ("camera", "CAMERAS", "returned", "camera return", "ｃａｍｅｒａ"):
        assert found(ann, typed) == [ticket.id], typed
    assert found(ann, "camera lens") == []


def test_chinese_is_found_by_any_part_and_in_either_script(opened, ann, found):
    ticket = opened("我想申請退貨，訂單號 ST-10023")
    for typed in ("退货", "退貨", "申请退货", "订单号", "货", "st-10023", "退货 订单"):
        assert found(ann, typed) == [ticket.id], typed
    assert found(ann, "货退") == []


def test_phrases_stand_together(opened, ann, found):
    together, apart = opened("the order number is 5"), opened("number of the order is 5")
    assert found(ann, "order number") == [apart.id, together.id]
    assert found(ann, '"order number"') == [together.id]
    assert found(ann, "order -\"order number\"") == [apart.id]


def test_subject_notes_answers_and_file_names_are_found_too(opened, ann, found):
    ticket = opened("Hello", subject="Broken lampshade")
    file = upload(filename="Rechnung-4711.pdf", content_type="application/pdf", data=b"%PDF-1.4", by_kind="agent",
                  by_id=ann.id)
    note(ticket, by=ann, text="ask the warehouse", attachment_ids=[file.id])
    reply(ticket, by=ann, text="We send a replacement")
    for typed in ("lampshade", "warehouse", "replacement", "4711", "lampshade replacement"):
        assert found(ann, typed) == [ticket.id], typed


def test_the_newest_comes_first_and_a_ticket_comes_once(opened, ann, carol, found):
    old, new = opened("parcel"), opened("parcel")
    for _ in range(3):
        receive(old, carol, text="parcel!")
    assert found(ann, "parcel") == [old.id, new.id]


def test_pages_go_on_without_gap_or_repetition(opened, ann, carol, found):
    tickets = [opened(f"parcel {n}") for n in range(11)]
    for ticket in tickets[:4]:
        receive(ticket, carol, text="parcel?")
    index_waiting()
    sight, gathered, after = finding.visible_to(ann), [], None
    while True:
        page = sight.search("parcel", after=after, limit=3)
        gathered += [hit.ticket.id for hit in page.hits]
        if not (after := page.next):
            break
    assert gathered == [t.id for t in tickets[:4][::-1]] + [t.id for t in tickets[4:][::-1]]


def test_filters_that_leave_little_are_still_answered(opened, ann, found, monkeypatch):
    monkeypatch.setattr(searching, "FIRST_READ", 2)
    wanted = opened("parcel")
    claim(wanted, by=ann)
    for n in range(9):
        opened(f"parcel {n}")
    assert found(ann, "parcel is:mine") == [wanted.id]
    assert found(ann, "parcel is:mine", limit=1) == [wanted.id]


def test_what_a_person_may_not_see_is_not_found(opened, ann, eve, sue, returns, found):
    ticket = opened("secret canary")
    other = opened("canary of returns", team_id=returns.id)
    assert found(ann, "canary") == [ticket.id]
    assert found(eve, "canary") == [other.id]
    assert found(sue, "canary") == [other.id, ticket.id]
    for typed in ("canary team:Orders", "canary OR 1", f"canary assignee:{ann.id}", f"{ticket.id}", f"#{ticket.id}",
                  '"secret canary"', "canary customer:1 is:open", "status:new"):
        assert ticket.id not in found(eve, typed), typed


def test_filters(opened, ann, bob, dave, returns, found, sue):
    lamp = opened("lamp", priority="high", type="complaint")
    assign(lamp, to=ann, by=ann)
    tag(lamp, "vip", by=ann)
    done = opened("lamp", customer=dave, channel="webchat")
    solve(done, by=bob)
    free = opened("lamp", team_id=returns.id)
    everything = {lamp.id, done.id, free.id}
    for typed, expected in {
        "status:solved": {done.id}, "状态:已解决": {done.id}, "is:open": {lamp.id, free.id}, "is:done": {done.id},
        "assignee:me": set(), f"assignee:{ann.id}": {lamp.id}, "assignee:ann": {lamp.id},
        "assignee:ann@demo.test": {lamp.id}, "assignee:none": {done.id, free.id}, "team:returns": {free.id},
        "team:orders": {lamp.id, done.id}, "tag:vip": {lamp.id}, "tag:nope": set(), "channel:webchat": {done.id},
        "priority:high": {lamp.id}, "优先级:高": {lamp.id}, "type:complaint": {lamp.id},
        f"customer:{dave.id}": {done.id}, "from:dave@example.com": {done.id}, "from:who@example.com": set(),
        "before:2020-01-01": set(), "after:2020-01-01": everything, "after:2020-01 before:2999-12": everything,
        "is:unread": everything, "status:new status:solved": everything,
    }.items():
        assert set(found(sue, f"lamp {typed}")) == expected, typed
        assert set(found(sue, typed)) == expected, f"{typed} alone"
    assert found(sue, "lamp", status="solved", assignee="none") == [done.id]


@pytest.mark.parametrize("typed", [
    "lamp status:gone", "lamp is:wonderful", "lamp before:tomorrow", "lamp after:2026-13-01", "lamp priority:9",
    "lamp type:rant", "lamp before:2026-02-30"])
def test_a_filter_that_means_nothing_is_refused(app, ann, typed):
    with pytest.raises(BadFilter) as refused:
        finding.visible_to(ann).search(typed)
    assert refused.value.en and refused.value.zh


@pytest.mark.parametrize("typed", [
    "*", "a*", '"', '""', "lamp*", "lamp AND", "lamp OR bulb", "NOT lamp", "lamp NEAR bulb", "words:lamp", "lamp^2",
    "(lamp", "lamp)", "{lamp}", "lamp\x00", "lamp \\", "%", "_", "lamp'; DROP TABLE ticket; --", "lamp | bulb", "!lamp",
    "lamp:*", "lamp <-> bulb", "- - -", "-", "--lamp", "-lamp", ":lamp", "status:", "😀", "\ud800", "lamp " * 100,
    "status:open" * 100, "tag:' tag:\" tag:)", "is:open OR is:done", "before:2026-01-01 " * 30])
def test_there_is_nothing_that_cannot_be_typed(opened, ann, typed):
    opened("lamp and bulb")
    index_waiting()
    for trial in (typed, f"bulb {typed}"):
        try:
            finding.visible_to(ann).search(trial)
        except BadFilter:
            assert ":" in typed


def test_ten_thousand_words_take_no_time(opened, ann):
    opened("lamp and bulb")
    index_waiting()
    started = time.monotonic()
    for bomb in (" ".join(f"w{n}" for n in range(10_000)), "a" * 100_000, '"' * 10_000, "退" * 10_000, "-x " * 5_000):
        finding.visible_to(ann).search(bomb)
    assert time.monotonic() - started < 2


def test_a_cursor_that_is_not_ours_is_refused(opened, ann):
    for after in ("x", "W10", "WyJhIl0", "'; DROP TABLE message; --"):
        for typed in ("lamp", "is:open"):
            with pytest.raises(BadCursor):
                finding.visible_to(ann).search(typed, after=after)


def test_filters_alone_list_and_page(opened, ann):
    tickets = [opened(f"t{n}", at=clock.now() - timedelta(minutes=n)) for n in range(7)]
    sight, gathered, after = finding.visible_to(ann), [], None
    while True:
        page = sight.search("status:new", after=after, limit=3)
        gathered += [hit.ticket.id for hit in page.hits]
        if not (after := page.next):
            break
    assert gathered == [t.id for t in tickets]


def test_the_ticket_of_a_number_comes_first(opened, ann, eve, found):
    ticket = opened("first")
    other = opened(f"see {ticket.id}")
    assert found(ann, f"{ticket.id}")[0] == ticket.id and other.id in found(ann, f"{ticket.id}")
    assert found(ann, f"#{ticket.id}")[0] == ticket.id
    assert found(eve, f"#{ticket.id}") == []


def test_spam_and_trash_are_found_only_when_asked_for(opened, ann, found):
    spam, trashed = opened("lamp"), opened("lamp")
    mark_spam(spam, by=ann)
    trash(trashed, by=ann)
    assert found(ann, "lamp") == []
    assert found(ann, "lamp is:spam") == [spam.id] and found(ann, "lamp is:trash") == [trashed.id]


def test_what_is_changed_taken_back_or_cancelled_is_found_as_it_is_now(ticket, ann, carol, found):
    message = receive(ticket, carol, text="My lamp is broken")
    assert found(ann, "lamp") == [ticket.id]
    rewrite(message, ticket, text="My kettle is broken")
    assert found(ann, "lamp") == [] and found(ann, "kettle") == [ticket.id]
    take_back(message, ticket)
    assert found(ann, "kettle") == []
    later = reply(ticket, by=ann, text="toaster", due_at=clock.now() + timedelta(hours=1))
    assert found(ann, "toaster") == [ticket.id]
    cancel(later, ticket, by=ann)
    assert found(ann, "toaster") == []
    rename(ticket, "Teapot", by=ann)
    assert found(ann, "teapot") == [ticket.id]


def test_what_is_merged_and_split_is_found_where_it_is(opened, ann, carol, found):
    one, two = opened("lamp"), opened("kettle")
    merge(one, into=two, by=ann)
    assert found(ann, "lamp") == [two.id] == found(ann, "kettle")
    unmerge(one, by=ann)
    assert found(ann, "lamp") == [one.id]
    aside = receive(one, carol, text="and a toaster")
    new = split(one, [aside.id], subject="Toaster trouble", by=ann)
    assert found(ann, "trouble") == [new.id] and found(ann, "toaster") == [new.id]


def test_addresses_and_names_are_never_in_the_index(opened, ann, carol, app):
    ticket = opened("Hello")
    copy_to(ticket, ["canary@example.com"], by=ann)
    index_waiting()
    assert finding.visible_to(ann).search("canary").hits == []
    assert finding.visible_to(ann).search("carol").hits == []


def test_the_snippet_marks_the_words_in_what_was_said(opened, ann):
    opened("Hello, the lamp I bought is broken.", subject="x")
    index_waiting()
    (hit,) = finding.visible_to(ann).search("lamps").hits
    assert [piece["text"] for piece in hit.snippet if piece["hit"]] == ["lamp"]


def test_words_are_marked_in_the_subject_too(opened, ann):
    opened("我的茶壶坏了，灯也坏了", subject="茶壶 (<b>lamp</b>) broken")
    index_waiting()
    sight = finding.visible_to(ann)
    for typed, marked in (("茶壶", ["茶壶"]), ("茶壶 lamp", ["茶壶", "lamp"]), ("灯", [])):
        (hit,) = sight.search(typed).hits
        assert [piece["text"] for piece in hit.title if piece["hit"]] == marked
        assert "".join(piece["text"] for piece in hit.title) in ("", "茶壶 (<b>lamp</b>) broken")


def test_indexing_follows_the_commit_by_itself(opened, ann):
    ticket, agent = opened("lamp").id, ann.id
    drain()
    ann = db.session.get(Agent, agent)
    assert [hit.ticket.id for hit in finding.visible_to(ann).search("lamp").hits] == [ticket]
    assert db.session.query(SearchTodo).count() == 0


def test_indexing_twice_is_indexing_once(opened, ann, found):
    ticket = opened("lamp")
    note_all()
    note_all()
    assert index_waiting() == 3 and index_waiting() == 0
    assert found(ann, "lamp") == [ticket.id]
    assert db.session.execute(text("SELECT count(*) FROM search_message")).scalar() == 1


def test_the_index_can_be_built_anew(opened, ann, carol, found, app):
    ticket, gone = opened("lamp"), opened("lamp shade")
    index_waiting()
    take_back(receive(gone, carol, text="lamp again"), gone)
    with transaction() as session:
        session.execute(text("DELETE FROM search_message"))
        session.execute(text("DELETE FROM search_todo"))
    assert found(ann, "lamp") == []
    assert rebuild() == 2
    assert found(ann, "lamp") == [gone.id, ticket.id]


def test_two_who_index_at_once_never_leave_an_old_entry(app, ticket, carol, ann):
    message, number = receive(ticket, carol, text="version 0").id, ticket.id
    db.session.rollback()

    def edits():
        for n in range(1, 9):
            rewrite(db.session.get(Message, message), db.session.get(Ticket, number), text=f"version {n}")
            db.session.rollback()

    def indexes():
        for _ in range(15):
            index_waiting()
            db.session.rollback()

    assert at_once(app, edits, indexes, indexes) == [None, None, None]
    index_waiting()
    assert [hit.message_id for hit in finding.visible_to(ann).search("version 8").hits] == [message]
