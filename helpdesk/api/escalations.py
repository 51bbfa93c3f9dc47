"""Escalations: what was handed up, by whom, why, who answers for it, and how it ended."""

from flask import request
from sqlalchemy import select

from helpdesk import clock
from helpdesk.api import numbers, paging, reading
from helpdesk.api.door import NUMBER, answer, find_ticket, given, invalid, me, not_found, route, sight, url
from helpdesk.db import db
from helpdesk.people import Agent, may
from routing import escalating
from routing.escalation import Escalation
from tickets import Ticket


@route("/escalations")
def list_escalations():
    """Those the agent may see; `ticket_id` and `status` (open, ended) narrow it."""
    query = select(Escalation).join(Ticket, Ticket.id == Escalation.ticket_id)
    if sight().seen is not None:
        query = query.where(sight().seen)
    if (wanted := request.args.get("ticket_id")) is not None:
        query = query.where(Escalation.ticket_id.in_(reading.numbers_of(wanted)))
    if (status := request.args.get("status")) is not None:
        if status not in ("open", "ended"):
            raise reading.wrong("status", "open or ended")
        query = query.where(Escalation.ended_at.is_(None) if status == "open" else Escalation.ended_at.is_not(None))
    return answer(
        paging.page_of(
            query, "escalations.json", "escalations", lambda rows: [shape(row) for row in rows], order=[Escalation.id]
        )
    )


@route(f"/escalations/{NUMBER}")
def show_escalation(number: int):
    """One of them."""
    return answer({"escalation": shape(_find(number))})


@route("/escalations", "POST")
def create_escalation():
    """Hand a ticket up. One is open for a ticket and a reason."""
    said = given("escalation")
    ticket = find_ticket(reading.number(said, "ticket_id") or 0)
    reason = reading.text(said, "reason", "agent_asked", 40)
    level = reading.number(said, "level") or 1
    note = reading.text(said, "note", "", escalating.LONGEST_NOTE)
    row = escalating.escalate(ticket, reason=reason, level=level, note=note, by=me())
    return answer({"escalation": shape(row)}, 201)


@route(f"/escalations/{NUMBER}", "PUT")
def change_escalation(number: int):
    """Give it to somebody, set its deadline, or end it with an outcome; for those who may handle escalations."""
    row, said = _find(number), given("escalation")
    if not may(me(), "escalations.handle"):
        raise not_found()
    if said.get("owner_id") is not None:
        escalating.give(row, to=_owner(said), by=me())
    if said.get("due_at") is not None:
        until = reading.instant(said["due_at"])
        if until is None:
            raise reading.wrong("due_at", "a time")
        escalating.postpone(row, until=until, by=me())
    if said.get("note"):
        escalating.note_on(row, text=reading.text(said, "note", "", escalating.LONGEST_NOTE), by=me())
    if said.get("outcome") is not None:
        note = reading.text(said, "outcome_note", "", escalating.LONGEST_NOTE)
        escalating.end(row, outcome=reading.text(said, "outcome", "", 40), note=note, by=me())
    return answer({"escalation": shape(row)})


def shape(row: Escalation) -> dict:
    """The escalation as the API says it."""
    return {
        "url": url(f"escalations/{row.id}.json"),
        "id": row.id,
        "ticket_id": row.ticket_id,
        "reason": row.reason,
        "level": row.level,
        "note": row.note,
        "raised_by_id": numbers.of_author(row.by_kind, row.by_id),
        "owner_id": numbers.of_agent(row.owner_id),
        "status": "ended" if row.ended_at else "open",
        "created_at": clock.iso(row.opened_at),
        "taken_at": clock.iso(row.taken_at),
        "due_at": clock.iso(row.due_at),
        "ended_at": clock.iso(row.ended_at),
        "outcome": row.outcome,
        "outcome_note": row.outcome_note,
    }


def _owner(said: dict) -> Agent:
    agent = numbers.find(reading.number(said, "owner_id"))
    if not isinstance(agent, Agent) or not may(agent, "escalations.handle"):
        raise invalid("owner_id must name who may handle escalations.", "负责人须有权处理升级。", field="owner_id")
    return agent


def _find(number: int) -> Escalation:
    row = db.session.get(Escalation, number)
    if row is None:
        raise not_found()
    find_ticket(row.ticket_id)
    return row
