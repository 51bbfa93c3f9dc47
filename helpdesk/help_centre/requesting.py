"""Requesting: a new ticket from the help centre, after the articles that may answer it."""

import secrets

from flask import Blueprint, redirect, request
from sqlalchemy import select

import knowledge_base as kb
from channels import Inbox, by_key, ingest
from channels.channel import Inbound
from helpdesk.crypto import sign
from helpdesk.customers import Identity
from helpdesk.db import db
from helpdesk.help_centre import throttles
from helpdesk.help_centre.frame import centre_for, page
from helpdesk.help_centre.who import reader, visitor
from helpdesk.refusing import Refusal

LONGEST = {"subject": 250, "text": 20_000}


def register(blueprint: Blueprint) -> None:
    """Its addresses."""
    blueprint.get("/help/<locale>/requests/new")(ask_what)
    blueprint.post("/help/<locale>/requests/new")(send_request)


def ask_what(locale: str):
    """First what it is about, then what we know of it, then the rest of the form: without a script, in two steps."""
    centre_for(locale)
    if visitor() is None:
        return redirect(f"/help/{locale}/sign-in")
    return _page(locale, request.args.get("subject", "").strip()[:250])


def send_request(locale: str):
    """One ticket, however often the button is pressed."""
    centre_for(locale)
    if visitor() is None:
        raise Refusal(401)
    request.max_content_length = 200_000
    said = {name: request.form.get(name, "").replace("\0", "").strip() for name in LONGEST}
    said["subject"] = " ".join(said["subject"].split())
    if any(not value or len(value) > LONGEST[name] for name, value in said.items()):
        return _page(locale, said["subject"][:250], said["text"], problem=True, status=422)
    throttles.write(visitor().id)
    inbox, address = form_inbox(), own_address(visitor())
    if inbox is None or address is None:
        raise Refusal(503)
    kind, value = address
    number = taken(request.form.get("stamp", ""))
    message = ingest(
        inbox,
        Inbound(
            external_id=f"help:{number}",
            address_kind=kind,
            address=value,
            text=said["text"],
            subject=said["subject"],
            how="help_centre",
            conversation=number,
        ),
    )
    place = f"/{message.ticket_id}" if message is not None else ""
    return redirect(f"/help/{locale}/requests{place}", 303)


def form_inbox() -> Inbox | None:
    """Where requests come in: the web form that was chosen, else the first there is."""
    chosen = by_key(kb.centre().inbox_key) if kb.centre().inbox_key else None
    if chosen is not None and chosen.enabled and chosen.channel == "form":
        return chosen
    wanted = select(Inbox).where(Inbox.channel == "form", Inbox.enabled.is_(True)).order_by(Inbox.id).limit(1)
    return db.session.scalar(wanted)


def own_address(customer) -> tuple[str, str] | None:
    """The proven address that answers go to: a mailbox, else who the company's site says they are."""
    mine = (Identity.customer_id == customer.id, Identity.verified_at.is_not(None))
    rows = db.session.scalars(select(Identity).where(*mine, Identity.kind.in_(("email", "user_id"))))
    found = sorted(rows, key=lambda row: (row.kind != "email", row.id))
    return (found[0].kind, found[0].value) if found else None


def stamp() -> str:
    """The number of a page, so that sending it twice is sending it once."""
    number = secrets.token_hex(12)
    return f"{number}.{sign('help.page', number)[:20]}"


def taken(mark: str) -> str:
    """The number in a stamp; a new one for a stamp that is not ours."""
    number, _, signature = mark.partition(".")
    ours = len(number) == 24 and sign("help.page", number)[:20] == signature
    return number if ours else secrets.token_hex(12)


def _page(locale: str, subject: str, text: str = "", problem: bool = False, status: int = 200):
    found = kb.search(subject, who=reader(), language=locale, limit=5) if subject else kb.Found()
    mark = request.form.get("stamp") or stamp()
    return page("requesting", locale, status, subject=subject, text=text, found=found, problem=problem, stamp=mark)
