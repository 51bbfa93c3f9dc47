"""The catalogue: what can happen to a customer, one sentence each."""

CONSENT_CHANGED = "consent_changed"  # what they said at an address; data: identity, kind, stopped, word
CUSTOMER_CHANGED = "customer_changed"  # data: fields (their names; what stands in them is sealed)
CUSTOMERS_MERGED = "customers_merged"  # on the one who stays; data: from, reasons
CUSTOMER_MERGED_AWAY = "customer_merged_away"  # on the one who went; data: into
CUSTOMERS_UNMERGED = "customers_unmerged"  # on both; data: other, since (when they had been merged), root
SAMENESS_REFUSED = "sameness_refused"  # a person said that two are not the same; data: other
CONTACT_REVEALED = "contact_revealed"  # somebody looked at a masked address; data: identity, kind, why
CUSTOMER_EXPORTED = "customer_exported"  # all that is kept of a person was handed out; data: notes (were they in it)
CUSTOMER_HELD = "customer_held"  # nothing of this person may be deleted
CUSTOMER_RELEASED = "customer_released"  # it may again
CUSTOMER_ERASED = "customer_erased"  # the person is gone; data: counts
ROWS_FORGOTTEN = "rows_forgotten"  # somebody's data, or old tickets, are deleted for good; of nobody
CONSENT_GIVEN = "consent_given"  # data: channel, purpose, how
CONSENT_WITHDRAWN = "consent_withdrawn"  # data: channel, purpose, how
ORDER_CHANGED = "order_changed"  # the shop told of an order; data: order, status, new
ORDER_GONE = "order_gone"  # it took one back, or gave it to somebody else; data: order
FACTS_CHANGED = "facts_changed"  # another system told something; data: keys
ORGANIZATION_CHANGED = "organization_changed"  # joined or left one; data: organization, joined
VIP_AGENT_CHANGED = "vip_agent_changed"  # somebody looks after them before all others; data: from, to

__all__ = [
    "CONSENT_CHANGED",
    "CONSENT_GIVEN",
    "CONSENT_WITHDRAWN",
    "CONTACT_REVEALED",
    "CUSTOMERS_MERGED",
    "CUSTOMERS_UNMERGED",
    "CUSTOMER_CHANGED",
    "CUSTOMER_ERASED",
    "CUSTOMER_EXPORTED",
    "CUSTOMER_HELD",
    "CUSTOMER_MERGED_AWAY",
    "CUSTOMER_RELEASED",
    "FACTS_CHANGED",
    "ORDER_CHANGED",
    "ORDER_GONE",
    "ORGANIZATION_CHANGED",
    "ROWS_FORGOTTEN",
    "SAMENESS_REFUSED",
    "VIP_AGENT_CHANGED",
]

# Who did this to whom is chained, entry by entry (helpdesk/audit.py).
AUDITED = (
    CONTACT_REVEALED,
    CUSTOMER_EXPORTED,
    CUSTOMER_HELD,
    CUSTOMER_RELEASED,
    CUSTOMER_ERASED,
    CUSTOMERS_MERGED,
    CUSTOMERS_UNMERGED,
)
