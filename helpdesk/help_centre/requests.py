"""Requests: a customer who is signed in sees the tickets of their proven addresses, and writes on in them."""

from flask import Blueprint, redirect, request
from sqlalchemy import select

from channels import ingest
from channels.channel import Inbound
from channels.webchat.conversations import may_see
from helpdesk.customers import Identity
from helpdesk.db import db
from helpdesk.help_centre import throttles
from helpdesk.help_centre.frame import centre_for, page
from helpdesk.help_centre.requesting import form_inbox, own_address, stamp, taken
from helpdesk.help_centre.who import visitor
from helpdesk.refusing import Refusal
from tickets import Message, NotAllowed, Ticket, root_of

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
    return page("requests", locale, tickets=[row for row in rows if row.merged_into_id is None])


def show_request(locale: str, number: int):
    """One, with what was said in it."""
    centre_for(locale)
    if visitor() is None:
        return redirect(f"/help/{locale}/sign-in")
    return _page(locale, _find(number))


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
