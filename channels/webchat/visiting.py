"""A visitor arrives, is recognised, says who they are, or is vouched for by the site's own server."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from channels.webchat.settings import options_of
from channels.webchat.signed import user_in
from channels.webchat.visitor import Visitor
from helpdesk import clock, customers
from helpdesk.customers import Customer, Identity, normal
from helpdesk.customers.identity import index_of
from helpdesk.db import db, transaction
from helpdesk.hot import insert

MAX_NAME, MAX_EMAIL = 100, 254
IDLE_FOR = timedelta(days=30)


class Another(Exception):
    """This browser has been vouched for as somebody else before: the new person needs a visitor of their own."""


@transaction()
def arrive(inbox, *, language: str) -> tuple[Visitor, str]:
    """A new visitor and their token of 256 random bits, which is told once and not kept."""
    token = secrets.token_urlsafe(32)
    visitor = insert(Visitor(inbox_id=inbox.id, token_hash=_hash(token), language=language))
    return visitor, token


def recognise(inbox, token: str) -> Visitor | None:
    """The visitor of this inbox who holds the token."""
    return db.session.scalar(select(Visitor).where(Visitor.token_hash == _hash(token), Visitor.inbox_id == inbox.id))


@transaction()
def introduce(visitor: Visitor, *, name: str = "", email: str = "") -> None:
    """Note what the visitor says of themselves. A claim: it finds nobody, merges nothing and shows nothing.

    Raises ValueError for an e-mail address that is none.
    """
    said = dict(visitor.said or {})
    if name := " ".join(name.split())[:MAX_NAME]:
        said["name"] = name
    if email:
        said["email"] = normal("email", email)
    visitor.said = said
    if visitor.identity_id is not None:
        _tell(db.session.get(Identity, visitor.identity_id), said)


@transaction()
def vouch_for(visitor: Visitor, inbox, user_id: str, signature: str) -> None:
    """The site's server has signed who this is: from now on they see what they wrote elsewhere, too.

    Raises Forged for a wrong or expired signature, Another when this visitor was somebody else before.
    """
    options = options_of(inbox)
    user = options.realm + user_in(user_id, signature, options.identity_secret, as_of=clock.now())
    if visitor.user not in (None, user):
        raise Another()
    if visitor.user is None:
        visitor.user = normal("user_id", user)
        visitor.user_index = index_of("user_id", visitor.user)


def forget_idle(as_of: datetime) -> int:
    """Drop visitors who have not been seen for a month and never wrote; returns how many."""
    with transaction() as session:
        idle = select(Visitor.id).where(Visitor.seen_at < as_of - IDLE_FOR, Visitor.identity_id.is_(None)).limit(5000)
        return session.execute(
            delete(Visitor).where(Visitor.id.in_(idle)).execution_options(synchronize_session=False)
        ).rowcount


def _tell(identity: Identity, said: dict) -> None:
    customer = db.session.get(Customer, identity.customer_id)
    if said.get("name") and not customer.name:
        customer.name = said["name"]
    if said.get("email"):
        customers.claim(customer, "email", said["email"], how="widget", beside=identity)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
