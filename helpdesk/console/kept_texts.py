"""Kept texts: saved replies, filled in for a ticket, and macros, which also change it."""

from flask import jsonify, request

import tickets
from helpdesk.console.answers import ticket_answer
from helpdesk.console.door import console, find_ticket, number_asked
from helpdesk.console.messages import file_of
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal


@console.get("/saved_replies.json")
def saved_replies():
    """Those that say what is asked for. With `ticket` they are filled in for it, its customer's language first."""
    number = number_asked("ticket")
    ticket = find_ticket(number) if number else None
    found = tickets.saved_replies(
        me(), query=request.args.get("q", ""), language=ticket.language if ticket else request.args.get("language")
    )
    return jsonify(
        saved_replies=[
            {
                "id": row.id,
                "title": row.title,
                "text": tickets.filled(row, ticket, me()) if ticket else row.text,
                "language": row.language,
                "shortcut": row.shortcut,
                "files": len(row.attachment_ids or []),
            }
            for row in found
        ]
    )


@console.get("/tickets/<number:ticket_id>/saved_replies/<number:reply_id>.json")
def saved_reply_for(ticket_id: int, reply_id: int):
    """One of them, filled in for this ticket."""
    ticket = find_ticket(ticket_id)
    try:
        row = tickets.saved_reply_of(me(), reply_id)
    except LookupError:
        raise Refusal(404) from None
    return jsonify(text=tickets.filled(row, ticket, me()))


@console.post("/tickets/<number:ticket_id>/saved_replies/<number:reply_id>/files")
def files_of_saved_reply(ticket_id: int, reply_id: int):
    """Copies of its files, for the answer that is being written."""
    find_ticket(ticket_id)
    try:
        row = tickets.saved_reply_of(me(), reply_id)
    except LookupError:
        raise Refusal(404) from None
    return jsonify(attachments=[file_of(file) for file in tickets.files_for(row, me())]), 201


@console.get("/macros.json")
def macros():
    """Everybody's and my own."""
    return jsonify(
        macros=[
            {"id": row.id, "title": row.title_in(me().language), "description": row.description}
            for row in tickets.macros_of(me())
        ]
    )


@console.post("/tickets/<number:ticket_id>/macros/<number:macro_id>")
def apply_macro(ticket_id: int, macro_id: int):
    """Do all of it, or none of it; the text is for the composer."""
    ticket = find_ticket(ticket_id)
    try:
        macro = tickets.macro_of(me(), macro_id)
    except LookupError:
        raise Refusal(404) from None
    applied = tickets.apply_macro(macro, ticket, by=me())
    return jsonify(ticket_answer(ticket) | {"draft_text": applied.draft_text, "status_after": applied.status_after})
