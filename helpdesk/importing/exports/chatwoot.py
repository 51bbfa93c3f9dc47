"""Chatwoot: contacts and conversations with messages, of its API and its exports."""

from collections.abc import Iterator
from datetime import UTC, datetime

kind = "chatwoot"
label = "Chatwoot"
_STATUS = {"open": "open", "pending": "pending", "resolved": "solved", "snoozed": "open"}
_PRIORITY = {"urgent": "urgent", "high": "high", "medium": "normal", "low": "low"}
_FROM_US = (1, "outgoing", 3, "template")


def recognises(files: dict[str, list[dict]]) -> bool:
    """Conversations under `meta.sender`, or contacts with `additional_attributes`."""
    one = next((objects[0] for objects in files.values() if objects), {})
    return "sender" in (one.get("meta") or {}) or "additional_attributes" in one or "contact_inboxes" in one


def records(files: dict[str, list[dict]]) -> Iterator[tuple[str, dict]]:
    """Contacts first, then conversations."""
    conversations = [one for objects in files.values() for one in objects if "messages" in one]
    contacts = {one.get("id"): one for objects in files.values() for one in objects if "messages" not in one}
    for one in conversations:
        sender = (one.get("meta") or {}).get("sender") or {}
        contacts.setdefault(sender.get("id"), sender)
    for one in contacts.values():
        yield "customers", _person(one)
    for one in conversations:
        yield "tickets", _ticket(one, contacts)


def _person(one: dict) -> dict:
    more = one.get("additional_attributes") or {}
    return {
        "external_id": one.get("identifier") or f"chatwoot:{one.get('id')}",
        "name": one.get("name"),
        "email": one.get("email"),
        "phone": one.get("phone_number"),
        "organization": more.get("company_name"),
        "notes": more.get("description"),
        "created_at": _at(one.get("created_at")),
    }


def _ticket(one: dict, contacts: dict) -> dict:
    meta = one.get("meta") or {}
    sender = contacts.get((meta.get("sender") or {}).get("id")) or meta.get("sender") or {}
    said = [m for m in one.get("messages") or [] if m.get("message_type") not in (2, "activity")]
    return {
        "external_id": f"chatwoot:{one.get('uuid') or one.get('id')}",
        "subject": (one.get("additional_attributes") or {}).get("mail_subject"),
        "status": _STATUS.get(one.get("status"), "open"),
        "priority": _PRIORITY.get(one.get("priority")),
        "tags": one.get("labels") or [],
        "created_at": _at(one.get("created_at") or (said[0].get("created_at") if said else None)),
        "requester_name": sender.get("name"),
        "requester_email": sender.get("email"),
        "requester_phone": sender.get("phone_number"),
        "requester_external_id": sender.get("identifier") or f"chatwoot:{sender.get('id')}",
        "assignee": (meta.get("assignee") or {}).get("email"),
        "messages": [_message(m) for m in said],
    }


def _message(one: dict) -> dict:
    ours = one.get("message_type") in _FROM_US
    files = "".join(f"\n[{a.get('data_url')}]" for a in one.get("attachments") or [])
    return {
        "ours": ours,
        "author": (one.get("sender") or {}).get("email") or "agent" if ours else "customer",
        "note": bool(one.get("private")),
        "text": (one.get("content") or "") + files,
        "at": _at(one.get("created_at")),
    }


def _at(value):
    return datetime.fromtimestamp(value, UTC).isoformat() if isinstance(value, int | float) else value
