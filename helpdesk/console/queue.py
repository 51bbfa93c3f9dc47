"""The queue as a page: who waits, how long, why, and what would free it. Agents see their teams', supervisors all."""

from flask import jsonify

import routing
from helpdesk import clock, people
from helpdesk.console import names
from helpdesk.console.called import called_to_me
from helpdesk.console.door import console
from helpdesk.customers import Customer, known_by, masked_text
from helpdesk.db import db
from helpdesk.people.sessions import me
from helpdesk.reader import say
from routing.sentence import Sentence
from routing.showing_queue import Line, Waiting


@console.get("/queue.json")
def show_queue():
    """{lines: [{team, size, pace, frees, here, waiting}], now}."""
    agent = me()
    lines = routing.lines(None if agent.sees_all else set(people.teams_of(agent)))
    wait = [one.ticket.customer_id for line in lines for one in line.waiting]
    who = db.session.query(Customer).filter(Customer.id.in_(set(wait))).all()
    known = known_by(who)
    customers = {one.id: called_to_me(one, known.get(one.id)) for one in who}
    teams = {team.id: team.name for team in names.teams()}
    return jsonify(lines=[_line(line, teams, customers) for line in lines], now=clock.iso(clock.now()))


def _line(line: Line, teams: dict, customers: dict) -> dict:
    busy = sorted(line.here, key=lambda one: one.load - one.capacity)
    return {
        "team_id": line.team_id,
        "team": teams.get(line.team_id) if line.team_id else None,
        "size": line.size,
        "pace": line.pace,
        "frees": _words(line.frees),
        "here": [
            {"agent_id": one.agent_id, "load": one.load, "capacity": one.capacity, "in_hours": one.in_hours}
            for one in busy
        ],
        "waiting": [_waiting(one, customers) for one in line.waiting],
    }


def _waiting(one: Waiting, customers: dict) -> dict:
    ticket = one.ticket
    return {
        "id": ticket.id,
        "place": one.place,
        "subject": masked_text(ticket.subject, me()),
        "preview": masked_text(ticket.preview, me()),
        "customer": customers.get(ticket.customer_id),
        "channel": ticket.channel,
        "priority": ticket.priority,
        "since": clock.iso(ticket.waiting_since or ticket.created_at),
        "due_at": clock.iso(ticket.due_at),
        "why": _words(one.why),
    }


def _words(sentence: Sentence | None) -> str | None:
    return say(sentence.en, sentence.zh) if sentence is not None else None
