"""Who is served: customers, their identities, and who is the same person."""

from helpdesk.customers.belongings import belongs
from helpdesk.customers.buying.order import Order
from helpdesk.customers.buying.product import Product
from helpdesk.customers.choices import CustomerChoice
from helpdesk.customers.consenting import CONSENT_CHANGED, set_consent
from helpdesk.customers.customer import Customer
from helpdesk.customers.describing import describe
from helpdesk.customers.events import CUSTOMERS_MERGED, CUSTOMERS_UNMERGED
from helpdesk.customers.identifying import claim, identify, introduce, prove, verify
from helpdesk.customers.identity import Identity, address_of, find_identities, normal, reachable, verified
from helpdesk.customers.known_by import known_by
from helpdesk.customers.masking import masked, masked_text, sees_plainly
from helpdesk.customers.merging import family_of, merge, root_of, unmerge
from helpdesk.customers.organizing.organization import Organization
from helpdesk.customers.origin import NotTheSame, Origin
from helpdesk.customers.outside.answer import OutsideAnswer
from helpdesk.customers.outside.fact import OutsideFact
from helpdesk.customers.privacy import consent, erasure, policy, retention_rule, tombstone
from helpdesk.customers.renaming import rename
from helpdesk.customers.segments import Segment, keys_of, segment_of, segments, segments_of
from helpdesk.customers.worth import CustomerValue

__all__ = [
    "CONSENT_CHANGED",
    "CUSTOMERS_MERGED",
    "CUSTOMERS_UNMERGED",
    "Customer",
    "CustomerChoice",
    "CustomerValue",
    "Identity",
    "NotTheSame",
    "Order",
    "Organization",
    "Origin",
    "OutsideAnswer",
    "OutsideFact",
    "Product",
    "Segment",
    "address_of",
    "belongs",
    "claim",
    "consent",
    "describe",
    "erasure",
    "family_of",
    "find_identities",
    "identify",
    "introduce",
    "keys_of",
    "known_by",
    "masked",
    "masked_text",
    "merge",
    "normal",
    "policy",
    "prove",
    "reachable",
    "rename",
    "retention_rule",
    "root_of",
    "sees_plainly",
    "segment_of",
    "segments",
    "segments_of",
    "set_consent",
    "tombstone",
    "unmerge",
    "verified",
    "verify",
]
