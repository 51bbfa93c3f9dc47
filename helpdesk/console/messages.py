"""Messages, as the console's pages and sockets have them; whoever builds many hands in what they share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpdesk import clock
from helpdesk.console.called import called
from helpdesk.customers import Customer, Identity
from tickets.attachment import Attachment
from tickets.message import Message


@dataclass(frozen=True)
class Around:
    """What stands around messages: names of agents, customers, channels of inboxes, files by message.

    `known_by`: the address of each of the customers who has no name.
    """

    agents: Mapping[int, str] = field(default_factory=dict)
    customers: Mapping[int, Customer] = field(default_factory=dict)
    channels: Mapping[int, str] = field(default_factory=dict)
    files: Mapping[int, list[Attachment]] = field(default_factory=dict)
    known_by: Mapping[int, Identity] = field(default_factory=dict)


def message_of(message: Message, around: Around) -> dict:
    """One message. What its writer took back is no longer shown."""
    envelope = message.envelope or {}
    text = "" if message.deleted_at and message.kind == "inbound" else message.text
    files = [] if message.deleted_at else around.files.get(message.id, [])
    return {
        "id": message.id,
        "ticket_id": message.ticket_id,
        "kind": message.kind,
        "author": _author(message, around),
        "text": text,
        "reply_text": text if message.reply_text is None or not text else message.reply_text,
        "has_html": bool(message.html) and not message.deleted_at,
        "at": clock.iso(message.at),
        "state": message.state,
        "error": message.error,
        "due_at": clock.iso(message.due_at) if message.state == "scheduled" else None,
        "channel": around.channels.get(message.inbox_id),
        "via": around.channels.get(message.inbox_id),
        "inbox_id": message.inbox_id,
        "identity_id": message.identity_id,
        "subject": message.subject,
        "to": _addresses(envelope.get("to")),
        "cc": _addresses(envelope.get("cc")),
        "trust": message.trust,
        "is_auto": message.is_auto,
        "attachments": [file_of(file) for file in files],
        "client_id": message.client_id,
        "parts": [] if message.deleted_at else envelope.get("parts") or [],
        "template": envelope.get("template"),
        # What the program has written itself, in each of its languages: the browser shows its reader's.
        "said": envelope.get("said") if message.kind == "note" else None,
        "call": envelope.get("call") if message.kind == "call" else None,
        "reaction": message.reaction,
        "edited_at": clock.iso(message.edited_at),
        "deleted_at": clock.iso(message.deleted_at),
    }


def file_of(file: Attachment) -> dict:
    """One file; its address asks again whether the reader may have it."""
    address = f"/console/attachments/{file.token}"
    return {
        "id": file.id,
        "name": file.filename,
        "type": file.content_type,
        "size": file.size,
        "url": address,
        "thumb_url": f"{address}/thumb" if file.thumbnail_key else None,
        "inline": file.inline,
        "state": file.state,
        "error": file.error,
    }


def _author(message: Message, around: Around) -> dict:
    number = message.author_id
    if message.author_kind == "customer":
        said = called(number, around.customers.get(number), around.known_by.get(number))
        return {"kind": "customer", **said}
    name = around.agents.get(number, "") if message.author_kind == "agent" else ""
    return {"kind": message.author_kind, "id": number, "name": name}


def _addresses(value) -> list[str]:
    return [str(one) for one in value][:100] if isinstance(value, list) else []
