"""Signing in to the help centre: by a link to one's own mailbox, or vouched for by the company's site.

The link is sealed: nothing of the address can be read in it, nobody can make one, and it opens once.
"""

import base64
import json
import time

from cryptography.exceptions import InvalidTag
from flask import Blueprint, current_app, redirect, request
from sqlalchemy import select

from channels import Inbox
from channels.webchat import options_of
from channels.webchat.signed import Forged, user_in
from helpdesk import clock, customers, lease
from helpdesk.crypto import seal, unseal
from helpdesk.customers import normal
from helpdesk.customers.help_visit import begin_visit, end_visit
from helpdesk.db import db
from helpdesk.help_centre import mailing, throttles
from helpdesk.help_centre.frame import centre_for, page
from helpdesk.help_centre.who import cookie_name, visitor
from helpdesk.refusing import Refusal

GOOD_FOR = 1800  # seconds
_PURPOSE = "help.sign_in"


def register(blueprint: Blueprint) -> None:
    """Its addresses."""
    blueprint.get("/help/<locale>/sign-in")(ask)
    blueprint.post("/help/<locale>/sign-in")(send_link)
    blueprint.get("/help/<locale>/sign-in/<token>")(arrive)
    blueprint.post("/help/<locale>/sign-in/<token>")(enter)
    blueprint.get("/help/<locale>/sign-in-as")(vouched)
    blueprint.post("/help/<locale>/sign-out")(leave)


def ask(locale: str):
    """The form; and where the company's site vouches, nothing else is needed."""
    centre_for(locale)
    if visitor() is not None:
        return redirect(f"/help/{locale}/requests")
    return page("sign_in", locale, step="ask", mails=mailing.mail_inbox() is not None, email="", problem="")


def send_link(locale: str):
    """The same answer for every address: whether somebody is a customer is nobody's business."""
    centre_for(locale)
    request.max_content_length = 10_000
    typed = request.form.get("email", "").strip()[:254]
    try:
        address = normal("email", typed)
    except ValueError:
        address = ""
    if "." not in address.rpartition("@")[2]:
        return page("sign_in", locale, 422, step="ask", mails=True, email=typed, problem="email")
    throttles.link(address)
    link = f"{current_app.config['PUBLIC_URL']}/help/{locale}/sign-in/{link_for(address)}"
    mailing.post_link(address, link, locale)
    return page("sign_in", locale, step="sent", mails=True, email=address, problem="")


def arrive(locale: str, token: str):
    """A button: programs that look into mails follow links, and would use it up."""
    centre_for(locale)
    address, _ = _opened(token) or ("", "")
    return page("sign_in", locale, step="enter", mails=True, email=address, problem="", token=token)


def enter(locale: str, token: str):
    """In, once."""
    centre_for(locale)
    throttles.try_to_enter()
    address, link = _opened(token) or ("", "")
    # Not by its letters: the same link can be spelt in many ways.
    if not address or not lease.first(f"help.link:{link}", GOOD_FOR):
        return page("sign_in", locale, 410, step="ask", mails=True, email="", problem="over")
    customer, _ = customers.identify("email", address, verified=True, how="help_centre", language=locale)
    return _in(customer, f"/help/{locale}/requests")


def vouched(locale: str):
    """The company's site says who this is, with the secret of its web chat."""
    centre_for(locale)
    throttles.try_to_enter()
    user, signature = request.args.get("user_id", ""), request.args.get("hash", "")
    for inbox in db.session.scalars(select(Inbox).where(Inbox.channel == "webchat", Inbox.enabled.is_(True)).limit(50)):
        options = options_of(inbox)
        try:
            known = options.realm + user_in(user, signature, options.identity_secret, as_of=clock.now())
        except Forged:
            continue
        customer, _ = customers.identify("user_id", known, verified=True, how="site", language=locale)
        return _in(customer, f"/help/{locale}/requests")
    raise Refusal(403, "forged", "The signature does not belong to this user.", "签名与该用户不符，或已过期。")


def leave(locale: str):
    """Out, here and on the server."""
    centre_for(locale)
    if token := request.cookies.get(cookie_name()):
        end_visit(token)
    response = redirect(f"/help/{locale}/", 303)
    response.delete_cookie(cookie_name(), path="/")
    return response


def link_for(address: str) -> str:
    """What stands at the end of a link for this address."""
    said = json.dumps([address, int(time.time()) + GOOD_FOR]).encode()
    return base64.urlsafe_b64encode(seal(said, bound_to=_PURPOSE)).decode().rstrip("=")


def _opened(token: str) -> tuple[str, str] | None:
    """The address in a link that is still good, and what this link alone has."""
    try:
        sealed = base64.b64decode(token[:2000] + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        address, until = json.loads(unseal(sealed, bound_to=_PURPOSE))
    except (ValueError, IndexError, KeyError, InvalidTag, UnicodeDecodeError):
        return None
    return (address, sealed[-16:].hex()) if until > time.time() else None


def _in(customer, address: str):
    if customer.blocked_at is not None:
        raise Refusal(403)
    response = redirect(address, 303)
    secure = current_app.config["PUBLIC_URL"].startswith("https://")
    response.set_cookie(
        cookie_name(),
        begin_visit(customer),
        max_age=30 * 86_400,
        httponly=True,
        secure=secure,
        samesite="Lax",
        path="/",
    )
    return response
