"""Macros: what they are, and what one would do to a ticket (it is not done; the program then updates the ticket)."""

from helpdesk import clock
from helpdesk.api import numbers
from helpdesk.api.door import NUMBER, answer, find_ticket, me, not_found, route, url
from helpdesk.api.paging import whole
from helpdesk.api.ticket_shape import STATUS_OUT, shape_one
from tickets.macro import Macro, macro_of, macros_of
from tickets.placeholders import fill

_FIELD = {
    "assignee_id": "assignee_id",
    "team_id": "group_id",
    "status": "status",
    "priority": "priority",
    "type": "type",
    "tags_add": "current_tags",
    "tags_remove": "remove_tags",
}


@route("/macros")
def list_macros():
    """Everybody's and the agent's own."""
    return answer(whole(macros_of(me()), "macros", lambda rows: [shape(row) for row in rows]))


@route("/macros/active")
def list_active():
    """The same: there are no macros that are switched off."""
    return list_macros()


@route(f"/macros/{NUMBER}")
def show_macro(number: int):
    """One macro."""
    return answer({"macro": shape(_find(number))})


@route(f"/macros/{NUMBER}/apply")
def apply_macro(number: int):
    """What it would do to any ticket."""
    macro = _find(number)
    text = (macro.replies or {}).get(me().language) or next(iter((macro.replies or {}).values()), "")
    return answer({"result": {"ticket": {**_changes(macro), "comment": {"body": text, "public": True}}}})


@route(f"/tickets/{NUMBER}/macros/<int(max=9223372036854775807):macro>/apply")
def apply_to_ticket(number: int, macro: int):
    """What it would do to this ticket."""
    ticket, row = find_ticket(number), _find(macro)
    texts = row.replies or {}
    text = fill(texts.get(ticket.language) or next(iter(texts.values()), ""), ticket, me())
    return answer(
        {"result": {"ticket": {**shape_one(ticket), **_changes(row)}, "comment": {"body": text, "public": True}}}
    )


def shape(row: Macro) -> dict:
    """The macro as the API says it."""
    at = clock.iso(row.created_at)
    actions = [{"field": field, "value": value} for field, value in _changes(row).items()]
    return {
        "url": url(f"macros/{row.id}.json"),
        "id": row.id,
        "title": row.title_en,
        "active": True,
        "position": row.position,
        "description": row.description,
        "actions": actions,
        "restriction": None,
        "created_at": at,
        "updated_at": at,
    }


def _changes(row: Macro) -> dict:
    changes = {}
    for name, field in _FIELD.items():
        if name in row.changes:
            changes[field] = _value(name, row.changes[name])
    return changes


def _value(name: str, value):
    if name == "assignee_id":
        return numbers.of_agent(me().id if value == "me" else value)
    if name.startswith("tags"):
        return " ".join(value)
    return STATUS_OUT.get(value, value) if name == "status" else value


def _find(number: int) -> Macro:
    try:
        return macro_of(me(), number)
    except LookupError:
        raise not_found() from None
