"""Consent, word by word: given or withdrawn per channel and purpose; every word is kept, the last one counts."""

from sqlalchemy import select

from helpdesk import clock
from helpdesk.customers.customer import Customer
from helpdesk.customers.events import CONSENT_GIVEN, CONSENT_WITHDRAWN
from helpdesk.customers.privacy.consent import PURPOSES, Consent
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import insert
from helpdesk.naming import CHANNELS

EVERYWHERE = "*"
MOST = 200


class BadConsent(ValueError):
    """`field` says which word of it there is not."""

    def __init__(self, field: str, given: str, known):
        super().__init__(f"there is no {field} {given!r}; there are: {', '.join(known)}")
        self.field = field


@transaction()
def agree(
    customer: Customer, purpose: str, *, granted: bool, channel: str = EVERYWHERE, how: str = "", by=SYSTEM
) -> Consent:
    """Keep one word of theirs, also one that says what was said before. Raises BadConsent for an unknown purpose."""
    if purpose not in PURPOSES:
        raise BadConsent("purpose", purpose, PURPOSES)
    row = insert(
        Consent(
            customer_id=customer.id,
            channel=(channel or EVERYWHERE)[:40],
            purpose=purpose,
            granted=granted,
            how=" ".join(how.split())[:200],
            at=clock.now(),
            by_kind=getattr(by, "actor_kind", "system"),
            by_id=getattr(by, "id", None),
        )
    )
    name = CONSENT_GIVEN if granted else CONSENT_WITHDRAWN
    record(name, by=by, customer=customer, channel=row.channel, purpose=purpose, how=row.how)
    return row


def note(customer: Customer, purpose: str, *, granted: bool, channel: str, how: str, by) -> Consent:
    """Keep a word of theirs that somebody of the team was told.

    Raises BadConsent for a purpose or a channel that there is not: a no for it would hold nothing back.
    """
    if channel not in ("", EVERYWHERE, *CHANNELS):
        raise BadConsent("channel", channel, CHANNELS)
    return agree(customer, purpose, granted=granted, channel=channel, how=how, by=by)


def consented(customer_id: int, purpose: str, channel: str = EVERYWHERE) -> bool | None:
    """Their last word about this purpose, on this channel or on all; None when they never said one."""
    about = (EVERYWHERE,) if channel == EVERYWHERE else (EVERYWHERE, channel)
    return db.session.scalar(
        select(Consent.granted)
        .where(Consent.customer_id == customer_id, Consent.purpose == purpose, Consent.channel.in_(about))
        .order_by(Consent.id.desc())
        .limit(1)
    )


def forbidden(customer_id: int, purpose: str, channel: str = EVERYWHERE) -> bool:
    """Whether they have withdrawn it; who never said a word has forbidden nothing."""
    return consented(customer_id, purpose, channel) is False


def history(customer: Customer) -> list[Consent]:
    """All they ever said, the newest first."""
    query = select(Consent).where(Consent.customer_id == customer.id).order_by(Consent.id.desc())
    return list(db.session.scalars(query.limit(MOST)))
