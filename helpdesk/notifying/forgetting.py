"""Forgetting: what webhooks were told about a person who is erased goes from their log, sent or not."""

from sqlalchemy import delete, or_, select

from helpdesk.customers.belongings import Leaving, when_leaving
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.notifying.webhook import WebhookDelivery


@transaction()
def forget(who: Leaving) -> None:
    """Delete every telling that was about them or their tickets."""
    about = select(Event.id).where(or_(Event.customer_id.in_(who.customers), Event.ticket_id.in_(who.tickets)))
    db.session.execute(
        delete(WebhookDelivery).where(WebhookDelivery.event_id.in_(about)).execution_options(synchronize_session=False)
    )


when_leaving(forget)
