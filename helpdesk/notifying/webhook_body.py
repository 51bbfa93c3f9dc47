"""What a webhook is told: {"type", "timestamp", "data"}; no addresses of customers, and no words of notes."""

import json
from urllib.parse import urlsplit

from flask import current_app

from helpdesk import clock
from helpdesk.customers import events as customer_events
from helpdesk.events import Event
from helpdesk.hot import get
from helpdesk.notifying.webhook import ANY, BadWebhook
from tickets import Message, Ticket
from tickets import events as ticket_events

LONGEST_TEXT = 20_000
_NAMES = [
    value
    for catalogue in (ticket_events, customer_events)
    for name, value in vars(catalogue).items()
    if name.isupper() and isinstance(value, str)
]
EVENT_NAMES = tuple(dict.fromkeys(name for name in _NAMES if name != ticket_events.WEBHOOK_WANTED))


def of(event: Event) -> str:
    """The body for this event."""
    ticket = get(Ticket, event.ticket_id) if event.ticket_id is not None else None
    message = get(Message, event.message_id) if event.message_id is not None else None
    data = {
        "event_id": event.id,
        "actor": {"kind": event.actor_kind, "id": event.actor_id},
        "customer_id": event.customer_id,
        "ticket": None if ticket is None else _ticket(ticket),
        "message": None if message is None else _message(message),
        "details": event.data or {},
    }
    return _said(event.name, clock.iso(event.at), data)


def ping() -> str:
    """A word of nothing."""
    return _said("ping", clock.iso(clock.now()), {})


def check(name: str, address: str, events: list[str]) -> None:
    """Raises BadWebhook for what cannot be told."""
    parts = urlsplit(address.strip())
    if not 1 <= len(name.strip()) <= 200:
        raise BadWebhook("Give it a name of 1 to 200 characters.", "请填写名称（1 至 200 个字符）。")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or len(address) > 2_000:
        raise BadWebhook(
            "Give the address as https://…, without a user name.", "请填写 https:// 开头的地址，不含用户名。"
        )
    unknown = [one for one in events if one != ANY and one not in EVENT_NAMES]
    if unknown or len(events) > len(EVENT_NAMES) + 1:
        raise BadWebhook(f"There is no event {str(unknown[:1])[:80]}.", "没有这个事件。")


def _said(name: str, at: str, data: dict) -> str:
    return json.dumps({"type": name, "timestamp": at, "data": data}, ensure_ascii=False, separators=(",", ":"))


def _ticket(ticket: Ticket) -> dict:
    return {
        "id": ticket.id,
        "url": f"{current_app.config['PUBLIC_URL']}/tickets/{ticket.id}",
        "subject": ticket.subject,
        "status": ticket.status,
        "priority": ticket.priority,
        "type": ticket.type,
        "channel": ticket.channel,
        "language": ticket.language,
        "team_id": ticket.team_id,
        "assignee_id": ticket.assignee_id,
        "customer_id": ticket.customer_id,
        "tags": ticket.tag_names or [],
        "fields": ticket.fields or {},
        "created_at": clock.iso(ticket.created_at),
        "updated_at": clock.iso(ticket.updated_at),
    }


def _message(message: Message) -> dict:
    shown = message.kind in ("inbound", "reply")
    return {
        "id": message.id,
        "kind": message.kind,
        "author_kind": message.author_kind,
        "text": message.text[:LONGEST_TEXT] if shown else None,
    }
