"""Consent: whether a customer wants to hear from us at an address; the last word counts, whatever order it comes in."""

from datetime import datetime

from helpdesk import clock
from helpdesk.customers.customer import Customer
from helpdesk.customers.events import CONSENT_CHANGED
from helpdesk.customers.identity import Identity
from helpdesk.customers.privacy.consenting import agree
from helpdesk.db import transaction
from helpdesk.events import record
from helpdesk.hot import change, get


@transaction()
def set_consent(identity: Identity, *, stopped: bool, at: datetime | None = None, word: str = "", ticket=None) -> bool:
    """They want nothing more at this address, or want it again; False when nothing changes or later news is here.

    `ticket` is where it is shown.
    """
    at = min(at or clock.now(), clock.now())
    if identity.consent_at and identity.consent_at > at:
        return False
    before = identity.stopped_at is not None
    change(
        identity,
        consent_at=at,
        stopped_at=(identity.stopped_at or at) if stopped else None,
        stopped_word=word[:40] if stopped else None,
    )
    if before != stopped:
        customer = get(Customer, identity.customer_id)
        agree(customer, "service", granted=not stopped, channel=identity.kind, how=word[:40], by=customer)
        record(
            CONSENT_CHANGED,
            ticket,
            by=customer,
            customer=customer,
            identity=identity.id,
            kind=identity.kind,
            stopped=stopped,
            word=word[:40],
        )
    return before != stopped
