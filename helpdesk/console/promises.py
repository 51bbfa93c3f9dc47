"""Promises: what is owed on a ticket, by whom and when; given, moved, kept or dropped."""

from datetime import datetime

from flask import jsonify

import tickets
from helpdesk import clock
from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said, wrong
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people import Agent
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal
from tickets import Promise
from tickets.promise import KINDS, OUTCOMES
from tickets.promising import LONGEST


@console.get("/tickets/<number:ticket_id>/promises.json")
def promises(ticket_id: int):
    """{promises: [...]}: the open ones first, as they are due."""
    return _all(find_ticket(ticket_id))


@console.post("/tickets/<number:ticket_id>/promises")
def give_promise(ticket_id: int):
    """Owe the customer something by a time to come."""
    ticket, said = find_ticket(ticket_id), Said()
    tickets.promise(
        ticket,
        text=said.text("text", LONGEST, default=""),
        due_at=_time(said),
        kind=said.choice("kind", KINDS, default="promise"),
        agent=_owner(said),
        by=me(),
    )
    return _all(ticket), 201


@console.put("/promises/<number:promise_id>")
def move_promise(promise_id: int):
    """Another time, other words, or somebody else who owes it."""
    row, said = _find(promise_id), Said()
    tickets.move_promise(
        row,
        text=said.text("text", LONGEST, default=None),
        due_at=_time(said) if "due_at" in said else None,
        agent=_owner(said),
        by=me(),
    )
    return _all(find_ticket(row.ticket_id))


@console.put("/promises/<number:promise_id>/outcome")
def settle_promise(promise_id: int):
    """It was kept, or is not owed any more."""
    row, outcome = _find(promise_id), Said().choice("outcome", OUTCOMES)
    (tickets.keep_promise if outcome == "kept" else tickets.drop_promise)(row, by=me())
    return _all(find_ticket(row.ticket_id))


def shape(row: Promise, now: datetime) -> dict:
    """One promise."""
    return {
        "id": row.id,
        "ticket": row.ticket_id,
        "kind": row.kind,
        "text": row.text,
        "agent_id": row.agent_id,
        "due_at": clock.iso(row.due_at),
        "late": row.late or (row.done_at is None and row.due_at < now),
        "done_at": clock.iso(row.done_at),
        "outcome": row.outcome,
    }


def _all(ticket):
    now = clock.now()
    return jsonify(promises=[shape(row, now) for row in tickets.promises_of(ticket.id)])


def _find(number: int) -> Promise:
    row = db.session.get(Promise, number)
    if row is None:
        raise Refusal(404)
    find_ticket(row.ticket_id)  # through the person who asks
    return row


def _time(said: Said) -> datetime:
    at = said.later("due_at")
    if at is None:
        raise Refusal(422, "invalid", "Choose a time to come.", "请选择将来的时间。", field="due_at")
    return at


def _owner(said: Said) -> Agent | None:
    number = said.number("agent_id", default=None)
    agent = get(Agent, number) if number else None
    if number and (agent is None or agent.disabled_at is not None):
        raise wrong("agent_id")
    return agent
