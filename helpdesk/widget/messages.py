"""A visitor writes."""

import uuid

from flask import Blueprint, jsonify

from channels import Inbox, webchat
from channels.adapters import webchat as adapter
from channels.webchat import Page, Visitor
from helpdesk.refusing import Refusal
from helpdesk.widget import throttles
from helpdesk.widget.attachments import files_of
from helpdesk.widget.conversations import own_ticket
from helpdesk.widget.shapes import message_shape
from helpdesk.widget.visitors import say_who
from helpdesk.widget.who import body, number_in, of_visitor, text_in
from tickets.surveys import Response
from tickets.uploading import MOST_FILES, NoSuchUpload

LONGEST_URL, LONGEST_TITLE = 2000, 300


def register(blueprint: Blueprint) -> None:
    """Its address."""
    blueprint.post("/widget/<key>/messages")(write)


@of_visitor
def write(inbox: Inbox, visitor: Visitor):
    """One message. Posted again with the same client_id it is the same message, and answered the same."""
    given = body()
    text, uploads = text_in(given, "text", adapter.capabilities.max_text), _uploads(given)
    if not text and not uploads:
        raise Refusal(422, "empty", "There is nothing in this message.", "消息内容为空。")
    client_id, number = _client_id(given), number_in(given, "ticket")
    throttles.write(visitor)
    ticket = own_ticket(visitor, number) if number is not None else None
    if isinstance(given.get("form"), dict):
        say_who(visitor, given["form"])
    try:
        message = webchat.say(
            visitor, inbox, client_id=client_id, text=text, ticket=ticket, upload_ids=uploads, page=_page(given)
        )
    except NoSuchUpload:
        raise Refusal(
            422,
            "no_such_file",
            "One of the files is not there any more. Attach it again.",
            "有文件已失效，请重新添加。",
            field="attachment_ids",
        ) from None
    if isinstance(message, Response):  # an answer to a survey is a vote, and stands in no thread
        return jsonify(message=None, ticket=number or message.ticket_id, heard=True), 201
    webchat.tell_browsers(message)
    page = Page([message], files=files_of(message))
    return jsonify(message=message_shape(message, page, inbox.key), ticket=webchat.known_as(visitor, message)), 201


def _client_id(given: dict) -> str:
    try:
        return str(uuid.UUID(text_in(given, "client_id", 36)))
    except ValueError:
        raise Refusal(
            422, "invalid", "client_id must be a UUID.", "client_id 必须是 UUID。", field="client_id"
        ) from None


def _uploads(given: dict) -> list[int]:
    found = given.get("attachment_ids") or []
    if not isinstance(found, list) or any(isinstance(n, bool) or not isinstance(n, int) for n in found):
        raise Refusal(422, "invalid", "attachment_ids must be a list of numbers.", "attachment_ids 必须是数字列表。")
    if len(found) > MOST_FILES:
        raise Refusal(
            422,
            "too_many_files",
            f"A message can carry {MOST_FILES} files at most.",
            f"一条消息最多添加 {MOST_FILES} 个文件。",
        )
    return [n for n in found if 0 < n < 2**63]


def _page(given: dict) -> dict | None:
    page = given.get("page")
    if not isinstance(page, dict):
        return None
    address = str(page.get("url") or "")[:LONGEST_URL]
    return {
        "url": address if address.startswith(("http://", "https://")) else "",
        "title": str(page.get("title") or "")[:LONGEST_TITLE],
    }
