"""Webhooks: which programs are told what, and whether it arrived. Their secrets are said once, when they are made."""

from helpdesk import clock
from helpdesk.api import paging, reading
from helpdesk.api.door import NUMBER, answer, given, invalid, me, not_found, route, url
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.notifying import webhooks
from helpdesk.notifying.webhook import ANY, BadWebhook, Webhook, WebhookDelivery
from helpdesk.people import may

_ALL = "conditional_ticket_events"  # of the field: told by rules alone


@route("/webhooks")
def list_webhooks():
    """All of them."""
    _only_who_may()
    return answer(paging.whole(webhooks.webhooks(), "webhooks", lambda rows: [_shape(row) for row in rows]))


@route(f"/webhooks/{NUMBER}")
def show_webhook(number: int):
    """One of them."""
    return answer({"webhook": _shape(_find(number))})


@route("/webhooks", "POST")
def create_webhook():
    """A new one; its secret is in this answer and in no other."""
    _only_who_may()
    row = _save(given("webhook"))
    return answer(
        {"webhook": _shape(row) | {"signing_secret": {"algorithm": "HMAC-SHA256", "secret": row.secret}}}, 201
    )


@route(f"/webhooks/{NUMBER}", "PUT", "PATCH")
def change_webhook(number: int):
    """Change what is said."""
    return answer({"webhook": _shape(_save(given("webhook"), _find(number)))})


@route(f"/webhooks/{NUMBER}", "DELETE")
def delete_webhook(number: int):
    """It is told nothing more."""
    webhooks.drop(_find(number))
    return answer({}, 204)


@route(f"/webhooks/{NUMBER}/invocations")
def list_invocations(number: int):
    """The newest hundred tellings."""
    rows = webhooks.deliveries_of(_find(number))
    return answer(paging.whole(rows, "invocations", lambda found: [_told(row) for row in found]))


@route("/webhooks/invocations/<int(max=9223372036854775807):number>/replay", "POST")
def replay_invocation(number: int):
    """Send it again, word for word."""
    _only_who_may()
    row = db.session.get(WebhookDelivery, number)
    if row is None:
        raise not_found()
    webhooks.replay(row)
    return answer({"invocation": _told(row)})


def _save(said: dict, row: Webhook | None = None) -> Webhook:
    events = said.get("subscriptions", row.events if row else [])
    if not isinstance(events, list) or not all(isinstance(name, str) for name in events):
        raise reading.wrong("subscriptions", "a list of names of events")
    status = said.get("status", "active" if row is None or row.enabled else "inactive")
    try:
        return webhooks.save(
            row,
            name=reading.line(said, "name") or (row.name if row else ""),
            address=reading.text(said, "endpoint", row.address if row else "", 2_000),
            events=[name for name in events if name != _ALL],
            enabled=status == "active",
        )
    except BadWebhook as error:
        raise invalid(error.en, error.zh) from None


def _shape(row: Webhook) -> dict:
    return {
        "url": url(f"webhooks/{row.id}.json"),
        "id": str(row.id),
        "name": row.name,
        "endpoint": row.address,
        "http_method": "POST",
        "request_format": "json",
        "status": "active" if row.enabled else "inactive",
        "subscriptions": row.events or [_ALL],
        "hears_everything": ANY in (row.events or []),
        "failures": row.failures,
        "created_at": clock.iso(row.created_at),
    }


def _told(row: WebhookDelivery) -> dict:
    return {
        "id": str(row.id),
        "event": row.name,
        "event_id": row.event_id,
        "status": row.state,
        "status_code": row.status,
        "attempts": row.attempts,
        "error": row.error or None,
        "created_at": clock.iso(row.created_at),
        "next_at": clock.iso(row.due_at),
    }


def _find(number: int) -> Webhook:
    _only_who_may()
    row = get(Webhook, number)
    if row is None:
        raise not_found()
    return row


def _only_who_may() -> None:
    if not may(me(), "webhooks.manage"):
        raise not_found()
