"""Rows as a visitor's browser gets them: what a customer may know, and nothing else."""

from flask import url_for

import chatbot
from channels.surveys.dressing import dressed
from channels.webchat import Page, Visitor
from channels.webchat.conversations import Conversation
from helpdesk import clock
from helpdesk.reader import language
from helpdesk.widget.here import first_name
from tickets import Attachment, Message, Ticket
from tickets.previewing import preview_of

PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
STATUS = {"solved": "ended", "closed": "closed"}
_FROM = {"customer": "customer", "agent": "agent"}


def visitor_shape(visitor: Visitor | None) -> dict | None:
    """What the visitor has said of themselves."""
    if visitor is None:
        return None
    return {"name": visitor.name, "email": visitor.email, "known": visitor.user is not None}


def conversation_line(line: Conversation) -> dict:
    """One line of the list of conversations. The preview is the last message the visitor may see, never a note."""
    return {
        "ticket": line.ticket.id,
        "last_message_at": clock.iso(line.last.at),
        "last_id": line.last.id,
        "preview": preview_of(line.last),
        "unread": line.unread,
        "status": STATUS.get(line.ticket.status, "open"),
    }


def page_shape(page: Page, ticket: Ticket, inbox_key: str, *, since: int, read_by_team: int) -> dict:
    """A page of a conversation; up to `last_id` the browser then has everything."""
    return {
        "last_id": max((m.id for m in page.messages), default=since),
        "messages": [message_shape(m, page, inbox_key) for m in page.messages],
        "before": page.before,
        "more": page.more,
        "fresh": page.fresh,
        "agent_read_id": read_by_team,
        "ended": ticket.status in STATUS,
    }


def shared_line(line: Conversation, who: str) -> dict:
    """One line of the list of what colleagues wrote about."""
    return conversation_line(line) | {"who": first_name(who), "preview": line.ticket.subject or preview_of(line.last)}


def shared_shape(page: Page, ticket: Ticket, inbox_key: str, *, since: int, who: str) -> dict:
    """A page of a colleague's conversation: to be read, and answered by nobody but them."""
    shown = page_shape(page, ticket, inbox_key, since=since, read_by_team=0)
    for message in shown["messages"]:
        if message["from"] == "customer":
            message |= {"from": "colleague", "name": first_name(who), "client_id": None}
    return shown | {"queue": None, "shared": {"who": first_name(who)}}


def message_shape(message: Message, page: Page, inbox_key: str) -> dict:
    """One message."""
    return {
        "id": message.id,
        "from": _FROM.get(message.author_kind, "bot"),
        "name": _name(message, page),
        "text": _text(message),
        "parts": [] if message.deleted_at else (message.envelope or {}).get("parts") or [],
        "at": clock.iso(message.at),
        "client_id": message.client_id if message.kind == "inbound" else None,
        "attachments": [file_shape(file, inbox_key) for file in page.files.get(message.id, [])],
    }


def _name(message: Message, page: Page) -> str:
    if message.author_kind == "bot":
        return chatbot.name_of(message.author_id, language())
    return first_name(page.agents.get(message.author_id, "")) if message.author_kind == "agent" else ""


def _text(message: Message) -> str:
    """The words; of what thanks for a vote, with the address of the page where more can be said."""
    survey = (message.envelope or {}).get("survey")
    if survey and not survey.get("question"):
        return dressed(message)[0]
    return message.text if message.reply_text is None else message.reply_text


def file_shape(file: Attachment, inbox_key: str) -> dict:
    """One file; its address is a secret of 192 bits, known only to those who were shown the message."""
    address = url_for("widget.file", key=inbox_key, token=file.token)
    return {
        "id": file.id,
        "name": file.filename,
        "type": file.content_type,
        "size": file.size,
        "url": address,
        "thumb_url": address if file.content_type in PICTURES else None,
    }
