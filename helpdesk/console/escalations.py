"""Escalations: the desk of supervisors, and what agents hand up to it from a ticket."""

from flask import jsonify, request
from sqlalchemy import select

from helpdesk import clock, people
from helpdesk.console.door import console, find_ticket, number_asked, sight
from helpdesk.console.rail_counts import untaken
from helpdesk.console.rows import rows_of
from helpdesk.console.said import Said, wrong
from helpdesk.db import db
from helpdesk.people import Agent
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal
from routing import escalating
from routing.escalation import HIGHEST, OUTCOMES, Escalation, EscalationStep

BY_HAND = ("agent_asked", "customer_asked", "complaint", "vip_waiting")
MOST = 200


@console.get("/escalations.json")
def escalation_desk():
    """What is open, the highest and longest waiting first; or with ?done=1 what has ended, newest first."""
    _only_who_handles()
    done = request.args.get("done") == "1"
    query = select(Escalation).where(Escalation.ended_at.is_not(None) if done else Escalation.ended_at.is_(None))
    if done and (before := number_asked("before")):
        query = query.where(Escalation.id < before)
    order = (Escalation.id.desc(),) if done else (Escalation.level.desc(), Escalation.opened_at, Escalation.id)
    rows = list(db.session.scalars(query.order_by(*order).limit(MOST)))
    tickets = sight().some([row.ticket_id for row in rows])
    lines = {line["id"]: line for line in rows_of(sight().beside(list(tickets.values())))}
    said = [said_of(row) | {"ticket": lines[row.ticket_id]} for row in rows if row.ticket_id in lines]
    return jsonify(escalations=said, now=clock.iso(clock.now()))


@console.get("/escalations/count.json")
def escalation_count():
    """How many are open that nobody has taken."""
    _only_who_handles()
    return jsonify(waiting=untaken())


@console.get("/escalations/<number:escalation_id>.json")
def one_escalation(escalation_id: int):
    """One with its steps."""
    row = _find(escalation_id)
    return jsonify(escalation=said_of(row) | {"steps": _steps([row.id]).get(row.id, [])})


@console.get("/tickets/<number:ticket_id>/escalation.json")
def escalations_of_ticket(ticket_id: int):
    """What was handed up from this ticket, newest first, with its steps."""
    ticket = find_ticket(ticket_id)
    rows = list(
        db.session.scalars(
            select(Escalation).where(Escalation.ticket_id == ticket.id).order_by(Escalation.id.desc()).limit(10)
        )
    )
    steps = _steps([row.id for row in rows])
    return jsonify(escalations=[said_of(row) | {"steps": steps.get(row.id, [])} for row in rows])


@console.post("/tickets/<number:ticket_id>/escalations")
def hand_up(ticket_id: int):
    """Hand the ticket up, with a reason; who does so keeps following it."""
    ticket, said = find_ticket(ticket_id), Said()
    reason = said.choice("reason", BY_HAND)
    row = escalating.escalate(ticket, reason=reason, note=said.text("note", escalating.LONGEST_NOTE), by=me())
    return jsonify(escalation=said_of(row)), 201


@console.put("/escalations/<number:escalation_id>/owner")
def set_owner(escalation_id: int):
    """Take it, or give it to another who may handle it."""
    row, number = _to_handle(escalation_id), Said().number("agent_id", default=me().id)
    agent = db.session.get(Agent, number)
    if agent is None or not people.may(agent, "escalations.handle"):
        raise wrong("agent_id")
    if agent.id == me().id:
        escalating.take(row, by=me())
    else:
        escalating.give(row, to=agent, by=me())
    return one_escalation(escalation_id)


@console.post("/escalations/<number:escalation_id>/notes")
def add_note(escalation_id: int):
    """Write down what was done; whoever sees the ticket may."""
    escalating.note_on(_find(escalation_id), text=Said().text("text", escalating.LONGEST_NOTE), by=me())
    return one_escalation(escalation_id)


@console.put("/escalations/<number:escalation_id>/deadline")
def set_deadline(escalation_id: int):
    """By when it will be dealt with."""
    row, until = _to_handle(escalation_id), Said().later("until")
    if until is None:
        raise wrong("until")
    escalating.postpone(row, until=until, by=me())
    return one_escalation(escalation_id)


@console.put("/escalations/<number:escalation_id>/level")
def raise_level(escalation_id: int):
    """One level further up."""
    escalating.raise_level(_to_handle(escalation_id), by=me())
    return one_escalation(escalation_id)


@console.put("/escalations/<number:escalation_id>/end")
def end_escalation(escalation_id: int):
    """It is dealt with."""
    row, said = _to_handle(escalation_id), Said()
    outcome = said.choice("outcome", OUTCOMES)
    escalating.end(row, outcome=outcome, note=said.text("note", escalating.LONGEST_NOTE, default=""), by=me())
    return one_escalation(escalation_id)


def said_of(row: Escalation) -> dict:
    """An escalation in plain values."""
    return {
        "id": row.id,
        "ticket_id": row.ticket_id,
        "reason": row.reason,
        "level": row.level,
        "highest": row.level == HIGHEST,
        "note": row.note,
        "by": {"kind": row.by_kind, "id": row.by_id},
        "owner_id": row.owner_id,
        "opened_at": clock.iso(row.opened_at),
        "taken_at": clock.iso(row.taken_at),
        "due_at": clock.iso(row.due_at),
        "ended_at": clock.iso(row.ended_at),
        "outcome": row.outcome,
        "outcome_note": row.outcome_note,
    }


def _steps(numbers: list[int]) -> dict[int, list[dict]]:
    found: dict[int, list[dict]] = {}
    query = select(EscalationStep).where(EscalationStep.escalation_id.in_(numbers))
    for step in db.session.scalars(query.order_by(EscalationStep.id).limit(500)) if numbers else ():
        found.setdefault(step.escalation_id, []).append(
            {
                "kind": step.kind,
                "at": clock.iso(step.at),
                "by": {"kind": step.by_kind, "id": step.by_id},
                "data": step.data,
            }
        )
    return found


def _find(number: int) -> Escalation:
    row = db.session.get(Escalation, number)
    if row is None:
        raise Refusal(404)
    find_ticket(row.ticket_id)  # it is seen by whoever sees its ticket
    return row


def _to_handle(number: int) -> Escalation:
    _only_who_handles()
    return _find(number)


def _only_who_handles() -> None:
    if not people.may(me(), "escalations.handle"):
        raise Refusal(404)
