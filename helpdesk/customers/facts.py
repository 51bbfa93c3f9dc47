"""Facts: what is known of a customer's worth, for whoever decides by it; one row, read by its number."""

from helpdesk.customers.worth import CustomerValue
from helpdesk.hot import get

_KEPT = (
    "stage",
    "value",
    "rfm",
    "recency",
    "frequency",
    "monetary",
    "orders",
    "last_order_at",
    "tickets",
    "tickets_30d",
    "tickets_90d",
    "open_tickets",
    "complaints",
    "complaints_30d",
    "broken_90d",
    "last_score",
    "low_scores_90d",
    "open_promises",
    "last_contact_at",
    "last_channel",
    "organization_id",
    "vip_agent_id",
)
_MONEY = ("spend", "spend_365d", "lifetime_value")
# Who was never valued is a prospect without anything.
_UNKNOWN = {column.key: column.default.arg if column.default else None for column in CustomerValue.__table__.c}


def facts_of(customer_id: int) -> dict:
    """stage, value, rfm, orders, spend (in the company's currency), last_score (percent), open_tickets and so on.

    At most a moment behind what has just happened.
    """
    row = get(CustomerValue, customer_id)
    kept = _UNKNOWN if row is None else {name: getattr(row, name) for name in (*_KEPT, *_MONEY)}
    return {name: kept[name] for name in _KEPT} | {name: kept[name] / 100 for name in _MONEY}
