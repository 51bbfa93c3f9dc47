"""Replies: write one, take it back while it waits, try it again when it failed."""

from datetime import datetime, timedelta

from flask import jsonify

import tickets
from channels import Inbox, all_adapters, retrying, send_options, templates, why_not
from helpdesk import clock, people
from helpdesk.console.answers import message_answer
from helpdesk.console.door import console, find_message, find_ticket
from helpdesk.console.masks import meant
from helpdesk.console.messages import file_of
from helpdesk.console.said import Said, wrong
from helpdesk.db import db
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal
from tickets.thread_page import files_of
from tickets.uploading import MOST_FILES, NoSuchUpload

AFTERWARDS = (None, "open", "pending", "on_hold", "solved", "closed")


@console.post("/tickets/<number:ticket_id>/replies")
def reply(ticket_id: int):
    """Answer the customer; what can be undone is held back for that long."""
    ticket, said = find_ticket(ticket_id), Said()
    way = _way(ticket, said)
    text, envelope = _content(said, way)
    due_at = _due_at(said, way, "template" in envelope)
    try:
        message = tickets.reply(
            ticket,
            by=me(),
            text=text,
            client_id=said.client_id(),
            due_at=due_at,
            envelope=envelope or None,
            seen=None if said.flag("confirmed") else said.number("last_seen_message_id", default=None),
            status=said.choice("status", AFTERWARDS, default=None),
            cc=meant(said.words("cc"), tickets.copied(ticket)) if "cc" in said else None,
            attachment_ids=said.numbers("attachment_ids", MOST_FILES),
            inbox_id=way["inbox_id"],
            identity_id=way["identity_id"],
        )
    except tickets.AnsweredMeanwhile as other:
        raise Refusal(
            409,
            "answered_meanwhile",
            "Somebody else has just answered.",
            "其他同事刚刚已回复。",
            **message_answer(other.message, ticket),
        ) from None
    except NoSuchUpload:
        raise wrong("attachment_ids") from None
    return jsonify(message_answer(message, ticket)), 201


@console.delete("/replies/<number:message_id>")
def take_back(message_id: int):
    """Undo, or cancel what was to go later; its words and files go back into the composer."""
    message, ticket = find_message(message_id)
    files = [file_of(file) for file in files_of([message]).get(message.id, [])]
    if message.kind != "reply" or not tickets.cancel(message, ticket, by=me()):
        raise Refusal(409, "already_sent", "It has gone out already.", "消息已发出，无法撤回。")
    return jsonify(
        message_answer(message, ticket)
        | {"draft": {"kind": "reply", "text": message.text, "attachments": files, "status": message.status_after}}
    )


@console.post("/replies/<number:message_id>/retry")
def retry(message_id: int):
    """Send again what failed, or of which nobody knows whether it went out."""
    message, ticket = find_message(message_id)
    if not retrying.retry(message, by=me()):
        raise Refusal(409, "not_failed", "It has not failed.", "该消息并未发送失败。")
    return jsonify(message_answer(message, ticket))


@console.post("/replies/<number:message_id>/arrived")
def arrived(message_id: int):
    """Somebody has looked at the provider's: what nobody was sure of did go out."""
    message, ticket = find_message(message_id)
    if not retrying.sent_after_all(message):
        raise Refusal(409, "not_unsure", "Nobody was in doubt about it.", "该消息的状态已明确。")
    return jsonify(message_answer(message, ticket))


def _way(ticket, said: Said) -> dict:
    """The way that was chosen, or the usual one; only among the ways that reach this ticket's customer."""
    ways = send_options(ticket)
    inbox, identity = said.number("inbox_id", default=None), said.number("identity_id", default=None)
    if inbox is None:
        return next(
            (way for way in ways if way["default"]),
            {"inbox_id": ticket.inbox_id, "identity_id": ticket.identity_id, "channel": ticket.channel},
        )
    for way in ways:
        if way["inbox_id"] == inbox and identity in (None, way["identity_id"]):
            return way
    raise wrong("inbox_id")


def _content(said: Said, way: dict) -> tuple[str, dict]:
    """The words, and what goes with them: an approved template instead, or buttons to press below."""
    if said.body.get("template") is not None:
        if way["inbox_id"] is None:
            raise wrong("template")
        asked = Said(said.mapping("template"))
        template, text = templates.chosen(
            db.session.get(Inbox, way["inbox_id"]),
            asked.text("name", 200),
            asked.text("language", 20),
            asked.words("values", 20, 1000),
        )
        return text, {"template": template}
    text, titles = said.text("text", default=""), [t.strip() for t in said.words("buttons", 13, 40) if t.strip()]
    if not titles:
        return text, {}
    if len(titles) > way.get("buttons", 0):
        raise wrong("buttons")
    return text, {"parts": [{"type": "buttons", "buttons": titles}]}


def _due_at(said: Said, way: dict, is_template: bool) -> datetime | None:
    adapter = all_adapters().get(way["channel"])
    if at := said.later("send_at"):
        return at
    inbox = db.session.get(Inbox, way["inbox_id"]) if way["inbox_id"] else None
    if inbox and (against := why_not(inbox, way["identity_id"], template=is_template)):
        raise against  # before it is held back for an undo, while its writer is there to be told
    seconds = people.preferences_of(me())["undo_seconds"] if adapter and adapter.capabilities.undo_seconds else 0
    return clock.now() + timedelta(seconds=seconds) if seconds else None
