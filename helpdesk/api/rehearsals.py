"""Rehearsals: what a rule would have done to the tickets of the last days, before it is switched on."""

from flask import request

from helpdesk import clock
from helpdesk.api import numbers, paging, reading
from helpdesk.api.door import NUMBER, answer, given, invalid, me, not_found, route, url
from helpdesk.api.rule_writing import only_who_may, values_of
from routing import rehearsing, rule_keeping
from routing.actions import BadAction
from routing.rehearsing import BadRehearsal
from routing.rule_keeping import BadRule
from tickets.conditions import BadConditions


@route("/rehearsals")
def list_rehearsals():
    """The newest twenty."""
    only_who_may()
    return answer(paging.whole(rehearsing.rehearsals_of(), "rehearsals", lambda rows: [_shape(row) for row in rows]))


@route(f"/rehearsals/{NUMBER}")
def show_rehearsal(number: int):
    """One, with how far it has come, and its result once it is done."""
    return answer({"rehearsal": _shape(_find(number))})


@route(f"/rehearsals/{NUMBER}/moves")
def list_moves(number: int):
    """The tickets that would have gone elsewhere, a hundred after page[after]."""
    row, after = _find(number), reading.number(request.args, "page[after]") or 0
    found = rehearsing.moves_of(row, after)
    last = found[-1].id if len(found) == paging.MOST else None
    moves = [{"id": move.id, "ticket_id": move.ticket_id, "changes": move.changes} for move in found]
    return answer({"moves": moves, "meta": {"has_more": last is not None, "after_cursor": last}})


@route("/rehearsals", "POST")
def begin_rehearsal():
    """{"rehearsal": {"days": 30, "trigger": {…}, "trigger_id": 3}}: the rule as said, in the place of number 3."""
    only_who_may()
    said = given("rehearsal")
    number = reading.number(said, "trigger_id") or reading.number(said, "automation_id")
    try:
        rule = rule_keeping.rule_of(number) if number is not None else None
        row = rehearsing.begin(days=reading.number(said, "days") or 30, by=me(), rule_id=number, **_subject(said, rule))
    except LookupError:
        raise not_found() from None
    except (BadRehearsal, BadRule, BadConditions, BadAction) as error:
        raise invalid(f"This cannot be rehearsed: {error}.", f"无法预演：{error}。") from None
    return answer({"rehearsal": _shape(row)}, 201)


@route(f"/rehearsals/{NUMBER}", "DELETE")
def stop_rehearsal(number: int):
    """It goes on no further."""
    rehearsing.stop(_find(number))
    return answer({}, 204)


def _subject(said: dict, rule) -> dict:
    draft = said.get("trigger") or said.get("automation")
    if isinstance(draft, dict) or rule is not None:
        kept = {name: getattr(rule, name) for name in rule_keeping.KEPT} if rule is not None else {}
        return {"rule": {**kept, **(values_of(draft, rule) if isinstance(draft, dict) else {})}}
    return {name: said[name] for name in ("threshold", "target", "strategy", "team_id") if name in said}


def _find(number: int):
    only_who_may()
    try:
        return rehearsing.rehearsal_of(number)
    except LookupError:
        raise not_found() from None


def _shape(row) -> dict:
    return {
        "url": url(f"rehearsals/{row.id}.json"),
        "id": row.id,
        "status": row.state,
        "progress": row.done,
        "total": row.total,
        "days": row.days,
        "until": clock.iso(row.until),
        "subject": row.subject,
        "trigger_id": row.rule_id,
        "result": row.result or None,
        "author_id": numbers.of_agent(row.agent_id),
        "created_at": clock.iso(row.created_at),
        "ended_at": clock.iso(row.ended_at),
    }
