"""Tickets: list, read, open, change, delete and restore."""

from flask import request
from sqlalchemy import func, select, text

from helpdesk import clock
from helpdesk.api import including, numbers, reading
from helpdesk.api.audits import audit_of
from helpdesk.api.door import NUMBER, answer, find_ticket, given, invalid, me, not_found, route, sight
from helpdesk.api.idempotency import once
from helpdesk.api.paging import page_of
from helpdesk.api.ticket_shape import field_numbers, shape_all, shape_new, shape_one
from helpdesk.api.ticket_writing import change_one, open_one
from helpdesk.customers import masked_text, sees_plainly
from helpdesk.db import db
from tickets import Ticket, restore, trash

_ORDER = {"id": Ticket.id, "created_at": Ticket.id, "updated_at": Ticket.updated_at}


@route("/tickets")
def list_tickets():
    """The tickets that the agent may see."""
    return answer(_page(visible(), "tickets.json"))


@route(f"/users/{NUMBER}/tickets/requested")
def list_requested(number: int):
    """The tickets of a customer."""
    return answer(
        _page(
            visible().where(Ticket.customer_id == (numbers.customer_number(number) or 0)),
            f"users/{number}/tickets/requested.json",
        )
    )


@route(f"/users/{NUMBER}/tickets/assigned")
def list_assigned(number: int):
    """The tickets that an agent has."""
    return answer(
        _page(
            visible().where(Ticket.assignee_id == (numbers.agent_number(number) or 0)),
            f"users/{number}/tickets/assigned.json",
        )
    )


@route(f"/tickets/{NUMBER}/incidents")
def list_incidents(number: int):
    """The tickets that hang on this one."""
    ticket = find_ticket(number)
    return answer(_page(visible().where(Ticket.parent_id == ticket.id), f"tickets/{number}/incidents.json"))


@route("/tickets/count")
def count_tickets():
    """How many there are, counted no further than 10,000."""
    some = visible().with_only_columns(Ticket.id).limit(10_000).subquery()
    return answer({"count": {"value": db.session.scalar(select(func.count()).select_from(some)), "refreshed_at": None}})


@route(f"/tickets/{NUMBER}")
def show_ticket(number: int):
    """One ticket."""
    ticket = find_ticket(number)
    return answer({"ticket": shape_one(ticket), **including.beside([ticket])})


@route("/tickets/show_many")
def show_many():
    """The tickets of ids=1,2,3 that the agent may see; the others are left out."""
    found = sight().some(reading.numbers_of(request.args.get("ids")))
    rows = [ticket for ticket in found.values() if ticket.trashed_at is None]
    rows.sort(key=lambda ticket: ticket.id)
    return answer(
        {
            "tickets": shape_all(rows),
            "count": len(rows),
            "next_page": None,
            "previous_page": None,
            **including.beside(rows),
        }
    )


@route("/tickets", "POST")
@once
def create_ticket():
    """Open a ticket: as the customer named in `requester`, or for them."""
    # What the agent may see, and what the answer needs, is read before the turn to write: others wait for that.
    sight()
    sees_plainly(me())
    fields = field_numbers()
    ticket, message, happened = open_one(given("ticket"))
    shown = shape_new(ticket, message.text, [ticket.assignee_id] if ticket.assignee_id else [], fields)
    return answer({"ticket": shown, "audit": audit_of(ticket, happened, message)}, 201, Location=shown["url"])


@route(f"/tickets/{NUMBER}", "PUT")
@once
def update_ticket(number: int):
    """Change the ticket, add a comment, or both."""
    ticket = find_ticket(number)
    message, happened = change_one(ticket, given("ticket"))
    return answer({"ticket": shape_one(ticket), "audit": audit_of(ticket, happened, message)})


@route(f"/tickets/{NUMBER}", "DELETE")
def delete_ticket(number: int):
    """Put the ticket into the trash."""
    trash(find_ticket(number), by=me())
    return answer({}, 204)


@route("/deleted_tickets")
def list_deleted():
    """What lies in the trash."""
    query = through(select(Ticket).where(Ticket.trashed_at.is_not(None)))
    page = page_of(
        query,
        "deleted_tickets.json",
        "deleted_tickets",
        lambda rows: [_deleted(row) for row in rows],
        order=(Ticket.id,),
    )
    return answer(page)


@route(f"/deleted_tickets/{NUMBER}/restore", "PUT")
def restore_ticket(number: int):
    """Take it out of the trash again."""
    ticket = sight().some([number]).get(number)
    if ticket is None or ticket.trashed_at is None:
        raise not_found()
    restore(ticket, by=me())
    return answer({}, 200)


def visible():
    """The tickets of every list: what this agent may see, without spam and trash."""
    return through(select(Ticket).where(text("trashed_at IS NULL"), Ticket.spam_at.is_(None)))


def through(query):
    """Only what this agent may see."""
    return query if sight().seen is None else query.where(sight().seen)


def _page(query, path: str) -> dict:
    name = request.args.get("sort_by") or request.args.get("sort", "id").lstrip("-")
    if name not in _ORDER:
        raise invalid(f"Tickets can be sorted by {', '.join(_ORDER)}.", "不支持此排序方式。", field="sort_by")
    column = _ORDER[name]
    kept: list[Ticket] = []

    def shaped(rows):
        kept.extend(rows)
        return shape_all(list(rows))

    page = page_of(query, path, "tickets", shaped, order=(Ticket.id,) if column is Ticket.id else (column, Ticket.id))
    return {**page, **including.beside(kept)}


def _deleted(ticket: Ticket) -> dict:
    return {
        "id": ticket.id,
        "subject": masked_text(ticket.subject, me()),
        "description": "",
        "previous_state": ticket.status,
        "actor": {"id": None, "name": ""},
        "deleted_at": clock.iso(ticket.trashed_at),
    }
