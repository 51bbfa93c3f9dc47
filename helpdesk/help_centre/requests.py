"""Requests: a customer who is signed in sees the tickets of their proven addresses, and writes on in them.

What their organization shares with them they read.
"""

from flask import Blueprint, redirect, request
from sqlalchemy import select

from channels import ingest
from channels.channel import Inbound
from channels.webchat.conversations import may_see
from helpdesk.customers import Customer, Identity
from helpdesk.db import db
from helpdesk.help_centre import throttles
from helpdesk.help_centre.frame import centre_for, page
from helpdesk.help_centre.requesting import form_inbox, own_address, stamp, taken
from helpdesk.help_centre.who import visitor
from helpdesk.refusing import Refusal
from tickets import Message, NotAllowed, Ticket, root_of
from tickets.sharing import shared_ticket, shared_with, shared_words

MOST, LONGEST_THREAD, LONGEST = 100, 500, 20_000


def register(blueprint: Blueprint) -> None:
    """Their addresses."""
    blueprint.get("/help/<locale>/requests")(list_all)
    blueprint.get("/help/<locale>/requests/<int(max=9223372036854775807):number>")(show_request)
    blueprint.post("/help/<locale>/requests/<int(max=9223372036854775807):number>")(write_on)


def list_all(locale: str):
    """Newest first."""
    centre_for(locale)
    if visitor() is None:
        return redirect(f"/help/{locale}/sign-in")
    rows = db.session.scalars(_mine().order_by(Ticket.last_message_at.desc()).limit(MOST)).all()
    own = [row for row in rows if row.merged_into_id is None]
    mine = {row.id for row in own}
    shared = [row for row in shared_with(visitor()) if row.id not in mine]
    return page("requests", locale, tickets=own, shared=shared, who=_names(shared))


def show_request(locale: str, number: int):
    """One, with what was said in it."""
    centre_for(locale)
    if visitor() is None:
        return redirect(f"/help/{locale}/sign-in")
    ticket = db.session.scalar(_mine().where(Ticket.id == number))
    if ticket is not None:
        return _page(locale, ticket)
    ticket = shared_ticket(visitor(), number)
    if ticket is None:
        raise Refusal(404)
    return _shared_page(locale, ticket)


def write_on(locale: str, number: int):
    """More words. The same page sent twice says them once."""
    centre_for(locale)
    if visitor() is None:
        raise Refusal(401)
    request.max_content_length = 200_000
    ticket, text = _find(number), request.form.get("text", "").replace("\0", "").strip()
    if not text or len(text) > LONGEST:
        return _page(locale, ticket, 422, text[:LONGEST])
    throttles.write(visitor().id)
    kind, value = own_address(visitor())
    said = Inbound(
        external_id=f"help:{taken(request.form.get('stamp', ''))}",
        address_kind=kind,
        address=value,
        text=text,
        how="help_centre",
        ticket_id=root_of(ticket).id,
    )
    try:
        message = ingest(form_inbox(), said)
    except NotAllowed as why:
        raise Refusal(422, why.code, why.en, why.zh) from None
    to = message.ticket_id if message is not None and _exists(message.ticket_id) else number
    return redirect(f"/help/{locale}/requests/{to}#end", 303)


def identities_of_visitor() -> list[int]:
    """The proven addresses of who is signed in. What somebody merely claims shows them nothing."""
    mine = (Identity.customer_id == visitor().id, Identity.verified_at.is_not(None))
    return list(db.session.scalars(select(Identity.id).where(*mine)))


def _page(locale: str, ticket: Ticket, status: int = 200, text: str = ""):
    thread = (Message.ticket_id == root_of(ticket).id, may_see(identities_of_visitor()))
    newest = select(Message).where(*thread).order_by(Message.at.desc(), Message.id.desc()).limit(LONGEST_THREAD)
    messages = db.session.scalars(newest).all()[::-1]
    can_write = form_inbox() is not None and own_address(visitor()) is not None
    return page(
        "request", locale, status, ticket=ticket, messages=messages, text=text, stamp=stamp(), can_write=can_write
    )


def _shared_page(locale: str, ticket: Ticket):
    """A colleague's: to read, not to answer in their name."""
    newest = select(Message).where(shared_words(visitor(), [ticket])).order_by(Message.at.desc(), Message.id.desc())
    messages = db.session.scalars(newest.limit(LONGEST_THREAD)).all()[::-1]
    who = _names([ticket])[ticket.customer_id]
    return page("request", locale, ticket=ticket, messages=messages, can_write=False, who=who)


def _names(tickets: list[Ticket]) -> dict[int, str]:
    wanted = Customer.id.in_({one.customer_id for one in tickets})
    return {row.id: row.name for row in db.session.scalars(select(Customer).where(wanted))}


def _mine():
    hidden = (Ticket.trashed_at.is_(None), Ticket.spam_at.is_(None))
    return select(Ticket).where(Ticket.identity_id.in_(identities_of_visitor()), *hidden)


def _find(number: int) -> Ticket:
    ticket = db.session.scalar(_mine().where(Ticket.id == number))
    if ticket is None:
        raise Refusal(404)
    return ticket


def _exists(number: int) -> bool:
    return db.session.scalar(_mine().where(Ticket.id == number).with_only_columns(Ticket.id)) is not None
