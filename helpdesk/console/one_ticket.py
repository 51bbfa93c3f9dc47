"""One ticket: the whole screen of it in one answer, and the earlier pages of its thread."""

from flask import jsonify, request
from sqlalchemy import or_, select

import tickets
from channels import send_options
from helpdesk import clock, presence
from helpdesk.console import names
from helpdesk.console.customer_panel import panel_of
from helpdesk.console.door import console, find_ticket, sight
from helpdesk.console.drafts import draft_said
from helpdesk.console.lines import UNSHOWN, line_of
from helpdesk.console.lists import bad_cursor
from helpdesk.console.masks import line_for, message_for, reads_plainly, ways_for
from helpdesk.console.messages import Around, message_of
from helpdesk.console.rows import rows_of
from helpdesk.console.start import last_event_id
from helpdesk.customers import Customer, known_by, masked, masked_text, reachable
from helpdesk.db import db
from helpdesk.people.sessions import me
from tickets import Follower, Link, Ticket
from tickets.paging import BadCursor


@console.get("/tickets/<number:ticket_id>.json")
def ticket_screen(ticket_id: int):
    """The ticket, its customer, its newest messages, and what happened among them."""
    heard = last_event_id()  # first: what happens while this is put together must be asked for again
    ticket = find_ticket(ticket_id)
    customer = db.session.get(Customer, ticket.customer_id)
    return jsonify(
        ticket=_row(ticket) | _more(ticket, customer),
        customer=panel_of(customer),
        viewers=presence.viewing(ticket.id)["viewers"],
        last_event_id=heard,
        **_page(ticket),
    )


@console.get("/tickets/<number:ticket_id>/messages.json")
def earlier_messages(ticket_id: int):
    """The page of the thread before the cursor."""
    return jsonify(_page(find_ticket(ticket_id), request.args.get("before")))


def _page(ticket: Ticket, before: str | None = None) -> dict:
    try:
        page = sight().thread(ticket, before=before)
    except BadCursor:
        raise bad_cursor() from None
    known = known_by(page.customers.values())
    around = Around(names.agent_names(), page.customers, names.channels(), page.files, known)
    plain = reads_plainly()
    events = [event for event in page.events if event.name not in UNSHOWN]
    return {
        "messages": [message_for(message_of(message, around), plain) for message in page.messages],
        "events": [line_for(line_of(event, around.agents, page.customers, known), plain) for event in events],
        "before": page.before,
    }


def _row(ticket: Ticket) -> dict:
    return rows_of(sight().beside([ticket]))[0]


def _more(ticket: Ticket, customer: Customer) -> dict:
    followers = list(db.session.scalars(select(Follower.agent_id).where(Follower.ticket_id == ticket.id)))
    return {
        "followers": followers,
        "following": me().id in followers,
        "cc": [masked("email", one, me()) for one in tickets.copied(ticket)],
        "fields": ticket.fields or {},
        "solved_at": clock.iso(ticket.solved_at),
        "closed_at": clock.iso(ticket.closed_at),
        "draft": draft_said(ticket),
        "send_on": ways_for(send_options(ticket), {one.id: one for one in reachable(customer)}),
        **_relatives(ticket),
    }


def _relatives(ticket: Ticket) -> dict:
    """Tickets that have to do with this one, as far as the reader may see them."""
    links = list(
        db.session.scalars(select(Link).where(or_(Link.ticket_id == ticket.id, Link.other_id == ticket.id)).limit(100))
    )
    children = list(db.session.scalars(select(Ticket.id).where(Ticket.parent_id == ticket.id).limit(100)))
    merged = list(db.session.scalars(select(Ticket.id).where(Ticket.merged_into_id == ticket.id).limit(100)))
    others = {link.other_id if link.ticket_id == ticket.id else link.ticket_id for link in links}
    seen = sight().some([*others, *children, *merged, *([ticket.parent_id] if ticket.parent_id else [])])
    brief = {
        number: {"id": number, "subject": masked_text(one.subject, me()), "status": one.status}
        for number, one in seen.items()
    }
    linked = [(link, link.other_id if link.ticket_id == ticket.id else link.ticket_id) for link in links]
    return {
        "links": [
            {
                "id": link.id,
                "ticket_id": other,
                "subject": brief[other]["subject"],
                "status": brief[other]["status"],
                "kind": link.kind,
            }
            for link, other in linked
            if other in brief
        ],
        # The mail named this ticket without proof that its writer takes part there.
        "possible_duplicate_of": [
            link.other_id
            for link in links
            if link.kind == "claims" and link.ticket_id == ticket.id and link.other_id in brief
        ],
        "parent": brief.get(ticket.parent_id),
        "children": [brief[number] for number in children if number in brief],
        "merged": [brief[number] for number in merged if number in brief],
    }
