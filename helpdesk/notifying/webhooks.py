"""Webhooks: other programs are told what happened, in the Standard Webhooks form; each telling has a row.

Reactions: queue. The job: deliver. The sweep: deliver_due, forget_old. For admins: save, drop, replay, try_it.
"""

import secrets
from base64 import b64encode
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from helpdesk import clock, jobs, lanes
from helpdesk.db import db, let_go, transaction
from helpdesk.events import Event
from helpdesk.hot import Look
from helpdesk.notifying import webhook_body
from helpdesk.notifying.posting import Answer, post
from helpdesk.notifying.webhook import ANY, DELIVERED, FAILED, WAITING, BadWebhook, Webhook, WebhookDelivery
from tickets.events import WEBHOOK_WANTED

__all__ = ["BadWebhook", "deliver_due", "deliveries_of", "drop", "queue", "replay", "save", "try_it", "webhooks"]

PAUSES = (5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800)  # seconds: a day in all
LEASE, KEPT, AT_ONCE = timedelta(seconds=60), timedelta(days=30), 100
GONE = 410
_LISTENING = Look(select(Webhook.id, Webhook.events).where(Webhook.enabled.is_(True)))


def queue(event: Event) -> None:
    """A reaction: whoever wants to hear of this event gets a row; again it changes nothing."""
    wanted = [number for number, names in _LISTENING.all() if _wants(number, names or [], event)]
    if wanted:
        body = webhook_body.of(event)
        for number in wanted:
            _keep(number, event.id, event.name, body)


@transaction()
def _keep(number: int, event_id: int | None, name: str, body: str) -> None:
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    values = {"webhook_id": number, "event_id": event_id, "name": name, "body": body, "state": WAITING}
    now = clock.now()
    row = insert(WebhookDelivery).values(**values, attempts=0, error="", created_at=now, due_at=now)
    db.session.execute(row.on_conflict_do_nothing(index_elements=["webhook_id", "event_id", "name"]))
    jobs.wake(deliver, number, queue="outgoing")


def _wants(number: int, names: list, event: Event) -> bool:
    if event.name == WEBHOOK_WANTED:
        return (event.data or {}).get("webhook") == number
    about_somebody = event.ticket_id is not None or event.customer_id is not None
    return event.name in names or (ANY in names and about_somebody)


def deliver(number: int) -> None:
    """The job: what this webhook has waiting goes out, in a lane of its own."""
    jobs.woken(deliver, number)
    lanes.run(f"webhook:{number}", deliver_now, number)


def deliver_due(as_of: datetime | None = None) -> None:
    """For the sweep: whoever has something due."""
    due = (WebhookDelivery.state == WAITING, WebhookDelivery.due_at <= (as_of or clock.now()))
    for (number,) in db.session.execute(select(WebhookDelivery.webhook_id).where(*due).distinct().limit(200)):
        lanes.run(f"webhook:{number}", deliver_now, number, as_of)


def deliver_now(number: int, as_of: datetime | None = None) -> int:
    """Send what is due, oldest first; returns how many were sent."""
    sent = 0
    while (row := _claim(number, as_of or clock.now())) is not None and sent < AT_ONCE:
        webhook = db.session.get(Webhook, number)
        if webhook is None:
            break
        address, secret, body, name = webhook.address, webhook.secret, row.body, f"msg_{row.id}"
        let_go()
        _settle(row.id, number, post(address, name, secret, body), as_of or clock.now())
        sent += 1
    return sent


@transaction()
def _claim(number: int, now: datetime) -> WebhookDelivery | None:
    free = WebhookDelivery.lease_until.is_(None) | (WebhookDelivery.lease_until < clock.now())
    due = (WebhookDelivery.webhook_id == number, WebhookDelivery.state == WAITING, WebhookDelivery.due_at <= now, free)
    found = db.session.scalar(select(WebhookDelivery.id).where(*due).order_by(WebhookDelivery.id).limit(1))
    if found is None:
        return None
    claimed = db.session.execute(
        update(WebhookDelivery)
        .where(WebhookDelivery.id == found, *due)
        .values(lease_until=clock.now() + LEASE, attempts=WebhookDelivery.attempts + 1)
        .execution_options(synchronize_session=False)
    ).rowcount
    return db.session.get(WebhookDelivery, found, populate_existing=True) if claimed else None


@transaction()
def _settle(number: int, webhook_id: int, answer: Answer, now: datetime) -> None:
    row, webhook = db.session.get(WebhookDelivery, number), db.session.get(Webhook, webhook_id)
    if row is None or webhook is None:  # it was deleted while it was told
        return
    row.lease_until, row.status, row.error = None, answer.status, answer.error
    if answer.ok:
        row.state, row.ended_at, row.due_at, webhook.failures = DELIVERED, now, None, 0
        return
    webhook.failures += 1
    if answer.status == GONE:  # they say so themselves: nobody is there any more
        webhook.enabled = False
    if answer.status == GONE or row.attempts > len(PAUSES):
        row.state, row.ended_at, row.due_at = FAILED, now, None
    else:
        row.due_at = now + timedelta(seconds=max(answer.pause, PAUSES[row.attempts - 1]))


@transaction()
def save(
    webhook: Webhook | None = None, *, name: str, address: str, events: list[str], enabled: bool = True
) -> Webhook:
    """Keep one; a new one gets its secret. Raises BadWebhook."""
    webhook_body.check(name, address, events)
    if webhook is None:
        webhook = Webhook(secret=f"whsec_{b64encode(secrets.token_bytes(32)).decode()}", failures=0)
    webhook.name, webhook.address, webhook.events = name.strip(), address.strip(), sorted(set(events))
    webhook.enabled, webhook.failures = enabled, webhook.failures if enabled else 0
    db.session.add(webhook)
    db.session.flush()
    return webhook


@transaction()
def drop(webhook: Webhook) -> None:
    """It is told nothing more, and its log goes with it."""
    db.session.execute(delete(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook.id))
    db.session.delete(webhook)


@transaction()
def replay(row: WebhookDelivery) -> None:
    """Send it again, word for word, with a day's patience anew."""
    row.state, row.attempts, row.due_at, row.ended_at, row.lease_until = WAITING, 0, clock.now(), None, None
    jobs.wake(deliver, row.webhook_id, queue="outgoing")


def try_it(webhook: Webhook) -> None:
    """Send a word of nothing, to see whether it arrives."""
    _keep(webhook.id, None, "ping", webhook_body.ping())


def webhooks() -> list[Webhook]:
    """All of them."""
    return list(db.session.scalars(select(Webhook).order_by(Webhook.name, Webhook.id).limit(500)))


def deliveries_of(webhook: Webhook, limit: int = 100) -> list[WebhookDelivery]:
    """The newest first."""
    query = select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook.id)
    return list(db.session.scalars(query.order_by(WebhookDelivery.id.desc()).limit(limit)))


def forget_old(as_of: datetime) -> int:
    """Forget what was told more than a month ago."""
    with transaction():
        old = (WebhookDelivery.state != WAITING, WebhookDelivery.created_at < as_of - KEPT)
        return db.session.execute(
            delete(WebhookDelivery).where(*old).execution_options(synchronize_session=False)
        ).rowcount
