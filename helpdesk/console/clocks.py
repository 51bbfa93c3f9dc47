"""Clocks: what is promised on a ticket, how far its complaint has come; and what people do about either."""

from flask import jsonify
from sqlalchemy import select

from helpdesk import clock
from helpdesk.console.answers import ticket_answer
from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said, wrong
from helpdesk.db import db
from helpdesk.people.sessions import me
from routing import complaining, sla
from routing.complaint import STAGES, Complaint
from routing.sla.showing import said_of
from tickets import Ticket

MOST_PAST = 10


@console.get("/tickets/<number:ticket_id>/clocks.json")
def clocks(ticket_id: int):
    """The ticket's clocks, open and past, its policy, and its complaint."""
    return jsonify(_answer(find_ticket(ticket_id)))


@console.put("/tickets/<number:ticket_id>/policy")
def set_policy(ticket_id: int):
    """This policy holds, or (null) the one that the conditions choose."""
    ticket, number = find_ticket(ticket_id), Said().number("policy_id", default=None)
    if number is None:
        sla.let_conditions_choose(ticket, by=me())
    else:
        try:
            sla.apply_policy(ticket, number, by=me())
        except LookupError:
            raise wrong("policy_id") from None
    return jsonify(ticket_answer(ticket) | _answer(ticket))


@console.put("/tickets/<number:ticket_id>/complaint/stage")
def reach_stage(ticket_id: int):
    """The complaint has come this far."""
    ticket, said = find_ticket(ticket_id), Said()
    stage = said.choice("stage", STAGES[2:])
    complaining.reach(ticket, stage, note=said.text("note", complaining.LONGEST, default=""), by=me())
    return jsonify(ticket_answer(ticket) | _answer(ticket))


def complaint_said(row: Complaint | None) -> dict | None:
    """A complaint in plain values."""
    if row is None:
        return None
    return {
        "stage": row.stage,
        "stages": {name: clock.iso(getattr(row, f"{name}_at")) for name in STAGES},
        "proposal": row.proposal,
        "cause": row.cause,
        "lesson": row.lesson,
        "article_id": row.article_id,
        "rule_id": row.rule_id,
        "learned_at": clock.iso(row.learned_at),
    }


def _answer(ticket: Ticket) -> dict:
    now = clock.now()
    rows = list(
        db.session.scalars(
            select(sla.SlaClock)
            .where(sla.SlaClock.ticket_id == ticket.id)
            .order_by(sla.SlaClock.ended_at.is_(None).desc(), sla.SlaClock.id.desc())
            .limit(MOST_PAST)
        )
    )
    policies = {row.id: row.name_in(me().language) for row in sla.policies()}
    holding = sla.policy_for(ticket)
    return {
        "clocks": [said_of(row, now) for row in rows],
        "policy": {"id": holding.id, "name": policies.get(holding.id, "")} if holding else None,
        "by_hand": db.session.get(sla.SlaChoice, ticket.id) is not None,
        "policies": [{"id": number, "name": name} for number, name in policies.items()],
        "complaint": complaint_said(complaining.complaint_of(ticket)),
        "now": clock.iso(now),
    }
