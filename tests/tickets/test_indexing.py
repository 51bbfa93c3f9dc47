"""The index of search: it follows what happens to messages, and can be built anew."""

from datetime import timedelta

from sqlalchemy import text

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import drain
from helpdesk.people import Agent
from tests.support import at_once
from tickets import (
    Message,
    Ticket,
    cancel,
    finding,
    merge,
    receive,
    rename,
    reply,
    rewrite,
    split,
    take_back,
    unmerge,
)
from tickets.indexing import SearchTodo, index_waiting, note_all, rebuild


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
