"""VIP: who was named to look after a customer before all others."""

from helpdesk.customers.facts import facts_of


def own_agent(customer_id: int) -> int | None:
    """The customer's own agent, if one was named."""
    return facts_of(customer_id).get("vip_agent_id")
