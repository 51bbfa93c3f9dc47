"""VIP: an agent who looks after a customer before all others."""

from sqlalchemy import select, update

from helpdesk.customers.customer import Customer
from helpdesk.customers.events import VIP_AGENT_CHANGED
from helpdesk.customers.valuing.reckoning import reckon
from helpdesk.customers.worth import CustomerValue
from helpdesk.db import db, transaction
from helpdesk.events import Event, record


@transaction()
def look_after(customer: Customer, agent_id: int | None, *, by) -> bool:
    """This agent, or nobody, looks after them from now on; False when it was so before."""
    row = db.session.get(CustomerValue, customer.id)
    if row is None:
        reckon([customer.id])
        row = db.session.get(CustomerValue, customer.id)
    before = row.vip_agent_id
    if before == agent_id:
        return False
    row.vip_agent_id = agent_id
    record(VIP_AGENT_CHANGED, by=by, customer=customer, **{"from": before, "to": agent_id})
    return True


def keep_after_merge(event: Event) -> None:
    """The `now` reaction to a merge: whoever looked after the one who went looks after both, if nobody else does."""
    theirs = select(CustomerValue.vip_agent_id).where(CustomerValue.customer_id == event.data["from"])
    agent_id = db.session.scalar(theirs)
    if agent_id is not None:
        stays = (CustomerValue.customer_id == event.customer_id) & CustomerValue.vip_agent_id.is_(None)
        db.session.execute(update(CustomerValue).where(stays).values(vip_agent_id=agent_id))
