"""Ticket fields: the company's own, by their numbers."""

from helpdesk.api import reading
from helpdesk.api.door import NUMBER, answer, invalid, not_found, route, url
from helpdesk.api.paging import whole
from helpdesk.db import db
from tickets.field import TicketField, fields

_TYPE = {"text": "text", "number": "decimal", "choice": "tagger", "date": "date", "checkbox": "checkbox"}


@route("/ticket_fields")
def list_fields():
    """All fields in use."""
    return answer(whole(fields(), "ticket_fields", lambda rows: [shape(row) for row in rows]))


@route(f"/ticket_fields/{NUMBER}")
def show_field(number: int):
    """One field."""
    row = db.session.get(TicketField, number)
    if row is None or not row.enabled:
        raise not_found()
    return answer({"ticket_field": shape(row)})


def shape(row: TicketField) -> dict:
    """The field as the API says it."""
    return {
        "url": url(f"ticket_fields/{row.id}.json"),
        "id": row.id,
        "type": _TYPE[row.kind],
        "title": row.label_en,
        "raw_title": row.label_en,
        "description": row.help_en,
        "key": row.key,
        "position": row.position,
        "active": row.enabled,
        "required": row.required,
        "tag": None,
        "removable": True,
        "custom_field_options": [
            {"id": place, "name": choice.get("en") or choice["value"], "value": choice["value"]}
            for place, choice in enumerate(row.choices or [], 1)
        ],
    }


def changed_fields(said: dict) -> dict:
    """The values of fields in `custom_fields` ([{"id", "value"}]) or `fields`, by their keys. Raises a Refusal."""
    given = said.get("custom_fields", said.get("fields"))
    if given is None:
        return {}
    if isinstance(given, dict):
        given = [{"id": number, "value": value} for number, value in given.items()]
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given) or len(given) > 200:
        raise reading.wrong("custom_fields", "a list of {id, value}")
    keys = {row.id: row.key for row in fields()}
    values = {}
    for one in given:
        number = reading.number(one, "id")
        if number not in keys:
            raise invalid("There is no such field.", "没有这个字段。", field=str(one.get("id"))[:100])
        values[keys[number]] = one.get("value")
    return values
