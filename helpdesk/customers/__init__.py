"""Who is served: customers, their identities, and who is the same person."""

from helpdesk.customers.consenting import CONSENT_CHANGED, set_consent
from helpdesk.customers.customer import Customer
from helpdesk.customers.describing import describe
from helpdesk.customers.identifying import claim, identify, introduce, prove, verify
from helpdesk.customers.identity import Identity, address_of, find_identities, normal, reachable, verified
from helpdesk.customers.renaming import rename

__all__ = [
    "CONSENT_CHANGED",
    "Customer",
    "Identity",
    "address_of",
    "claim",
    "describe",
    "find_identities",
    "identify",
    "introduce",
    "normal",
    "prove",
    "reachable",
    "rename",
    "set_consent",
    "verified",
    "verify",
]
