"""Comments: everything that was said in a ticket; notes are the comments that are not public."""

from flask import request
from sqlalchemy import func, select

from helpdesk import clock
from helpdesk.api import including, numbers
from helpdesk.api.attachments import shape as file_shape
from helpdesk.api.door import NUMBER, answer, find_ticket, route
from helpdesk.api.paging import page_of
from helpdesk.api.ticket_shape import via
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.markup_plain import html_of
from tickets import Message, Ticket
from tickets.thread_page import files_of


@route(f"/tickets/{NUMBER}/comments")
def list_comments(number: int):
    """What was said in the ticket, oldest first."""
    ticket = find_ticket(number)
    query = select(Message).where(
        Message.ticket_id == ticket.id,
        Message.deleted_at.is_(None),
        Message.state.is_distinct_from("scheduled"),
        Message.state.is_distinct_from("cancelled"),
    )
    if request.args.get("public") in ("true", "false"):
        query = query.where(Message.kind != "note" if request.args["public"] == "true" else Message.kind == "note")
    kept: list[Message] = []

    def shaped(rows):
        kept.extend(rows)
        return shape_all(list(rows), ticket)

    page = page_of(query, f"tickets/{number}/comments.json", "comments", shaped, order=(Message.at, Message.id))
    return answer({**page, **including.authors(kept)})


@route(f"/tickets/{NUMBER}/comments/count")
def count_comments(number: int):
    """How many there are."""
    return answer({"count": {"value": find_ticket(number).message_count, "refreshed_at": None}})


def shape_all(messages: list[Message], ticket: Ticket) -> list[dict]:
    """Comments of a ticket with their files."""
    files, audits = files_of(messages), _audits(messages, ticket)
    return [_shape(message, files.get(message.id, []), audits.get(message.id), ticket.channel) for message in messages]


def _audits(messages: list[Message], ticket: Ticket) -> dict[int, int]:
    """By message, the event that brought it; what was imported came by none."""
    rows = db.session.execute(
        select(Event.message_id, func.min(Event.id))
        .where(Event.ticket_id == ticket.id, Event.message_id.in_([message.id for message in messages]))
        .group_by(Event.message_id)
    )
    return dict(map(tuple, rows))


def _shape(message: Message, files: list, audit: int | None, channel: str) -> dict:
    return {
        "id": message.id,
        "type": "Comment",
        "author_id": numbers.of_author(message.author_kind, message.author_id),
        "body": message.text,
        "html_body": message.html or html_of(message.text),
        "plain_body": message.text,
        "public": message.kind != "note",
        "attachments": [file_shape(file) for file in files],
        "audit_id": audit,
        "via": via(channel),
        "created_at": clock.iso(message.at),
        "metadata": {"system": {}, "custom": {}},
        "delivery": message.state,
    }
