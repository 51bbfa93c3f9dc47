"""Consent, as a channel tells of it: STOP, blocked, unfollowed, and the way back."""

from sqlalchemy import select

from channels.channel import Consent
from channels.outgoing import Outgoing
from helpdesk import customers
from helpdesk.customers import Identity
from helpdesk.db import db, only_one, transaction
from tickets import NotAllowed, Ticket


class OptedOut(NotAllowed):
    """The customer wants nothing from us at this address."""

    def __init__(self, identity: Identity):
        super().__init__("opted_out", word=identity.stopped_word or "")


@transaction()
def take_in(inbox, consent: Consent) -> bool:
    """Note it with the address, known or not yet; False when nothing changes."""
    only_one("address", inbox.id, consent.address_kind, consent.address)
    identity = customers.identify(
        consent.address_kind, consent.address, verified=True, how="channel", region=(inbox.options or {}).get("region")
    )[1]
    return customers.set_consent(
        identity, stopped=consent.stopped, at=consent.at, word=consent.word, ticket=_last_ticket(inbox, identity)
    )


def stopped(identity_id: int | None) -> OptedOut | None:
    """Why nothing may go to this address; None when it may."""
    identity = db.session.get(Identity, identity_id) if identity_id else None
    if identity is not None and not identity.stopped_at and not identity.verified_at:
        # A claim of somebody else's address: who has proven that it is theirs says what may come there.
        identity = customers.verified(identity.kind, identity.value)
    return OptedOut(identity) if identity is not None and identity.stopped_at else None


def learn(row: Outgoing) -> None:
    """The provider says so only now, when we write: they have blocked us. Called inside the verb that settles it."""
    customers.set_consent(
        db.session.get(Identity, row.identity_id),
        stopped=True,
        word="blocked",
        ticket=db.session.get(Ticket, row.ticket_id),
    )


def _last_ticket(inbox, identity) -> Ticket | None:
    return db.session.scalar(
        select(Ticket)
        .where(Ticket.identity_id == identity.id, Ticket.inbox_id == inbox.id, Ticket.trashed_at.is_(None))
        .order_by(Ticket.id.desc())
        .limit(1)
    )
