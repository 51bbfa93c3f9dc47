"""Audits: what happened to a ticket, one for each Event row."""

from sqlalchemy import select

from helpdesk import clock
from helpdesk.api import numbers
from helpdesk.api.door import NUMBER, answer, find_ticket, not_found, route
from helpdesk.api.paging import page_of
from helpdesk.api.ticket_shape import STATUS_OUT, via
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.markup_plain import html_of
from tickets import Message, Ticket

_FIELD = {
    "status_changed": "status",
    "priority_changed": "priority",
    "type_changed": "type",
    "ticket_assigned": "assignee_id",
    "ticket_unassigned": "assignee_id",
    "team_changed": "group_id",
    "tags_changed": "tags",
    "subject_changed": "subject",
}
_SAID = ("message_received", "reply_sent", "note_added")


@route(f"/tickets/{NUMBER}/audits")
def list_audits(number: int):
    """All that happened to the ticket, oldest first."""
    ticket = find_ticket(number)
    query = select(Event).where(Event.ticket_id == ticket.id)
    return answer(
        page_of(
            query,
            f"tickets/{number}/audits.json",
            "audits",
            lambda rows: shaped(list(rows), ticket.channel),
            order=(Event.id,),
        )
    )


@route(f"/tickets/{NUMBER}/audits/<int(max=9223372036854775807):audit>")
def show_audit(number: int, audit: int):
    """One of them."""
    ticket = find_ticket(number)
    row = db.session.get(Event, audit)
    if row is None or row.ticket_id != ticket.id:
        raise not_found()
    return answer({"audit": shaped([row], ticket.channel)[0]})


def happened(ticket: Ticket) -> list[Event]:
    """What the open transaction has done to the ticket so far."""
    return [row for row in db.session().info.get("recorded", []) if row.ticket_id == ticket.id]


def audit_of(ticket: Ticket, rows: list[Event], message: Message | None) -> dict:
    """What one request did, as one audit."""
    said = {message.id: message} if message is not None else {}
    first = rows[0] if rows else Event(id=0, at=ticket.updated_at, actor_kind="system", ticket_id=ticket.id)
    return {**_frame(first, ticket.channel), "events": [_event(row, said) for row in rows]}


def shaped(rows: list[Event], channel: str = "api") -> list[dict]:
    """Event rows as audits."""
    wanted = [row.message_id for row in rows if row.name in _SAID and row.message_id]
    said = {m.id: m for m in db.session.scalars(select(Message).where(Message.id.in_(wanted)))} if wanted else {}
    return [{**_frame(row, channel), "events": [_event(row, said)]} for row in rows]


def _frame(row: Event, channel: str) -> dict:
    return {
        "id": row.id,
        "ticket_id": row.ticket_id,
        "created_at": clock.iso(row.at),
        "author_id": numbers.of_author(row.actor_kind, row.actor_id),
        "via": via(channel),
        "metadata": {"system": {}, "custom": {}},
    }


def _event(row: Event, said: dict[int, Message]) -> dict:
    if row.name in _SAID and (message := said.get(row.message_id)):
        return {
            "id": row.id,
            "type": "Comment",
            "body": message.text,
            "html_body": message.html or html_of(message.text),
            "public": message.kind != "note",
            "author_id": numbers.of_author(message.author_kind, message.author_id),
            "comment_id": message.id,
        }
    if row.name in ("ticket_opened", "imported"):
        return {"id": row.id, "type": "Create", "field_name": "status", "value": "new"}
    if name := _FIELD.get(row.name):
        before, after = row.data.get("from"), row.data.get("to")
        if name == "tags":
            before, after = row.data.get("removed"), row.data.get("added")
        return {
            "id": row.id,
            "type": "Change",
            "field_name": name,
            "previous_value": _value(name, before),
            "value": _value(name, after),
        }
    return {"id": row.id, "type": row.name, "data": row.data}


def _value(name: str, value):
    if name == "assignee_id":
        return numbers.of_agent(value)
    return STATUS_OUT.get(value, value) if name == "status" else value
