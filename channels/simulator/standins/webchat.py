"""Web chat: carol's browser, vouched for by the shop's server. It writes through the widget's own addresses."""

import hashlib
import hmac
import json
import uuid

from channels import webchat
from channels.channel import File
from channels.inbox import Inbox, by_key
from channels.simulator.standin import Act, ApiCall, Line, Person, Posting, Reply, Secret, Shown
from channels.webchat.visitor import Visitor
from helpdesk import clock, files
from helpdesk.db import db
from tickets import Attachment, Message

kind = "webchat"
acts = ("text",)


def settings(base: str, secret: Secret) -> dict:
    """The secret by which the shop vouches for its users."""
    return {"identity_secret": secret("identity") * 2}


def id_of(name: str, phone: str) -> str:
    """What the shop calls its user."""
    return "-".join(name.lower().split()) or "customer"


def answer(call: ApiCall, line: Line) -> Reply:
    """Nobody is called: answers lie where the browser reads them."""
    return Reply("no such address", 404)


def write(act: Act, line: Line) -> list[Posting]:
    """What the widget posts."""
    body = {
        "client_id": str(uuid.uuid5(uuid.NAMESPACE_OID, act.id)),
        "text": act.text,
        "page": {"url": "https://songtide.example/", "title": "Songtide"},
    }
    return [
        Posting(
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "Authorization": f"Visitor {_token(line, act.person)}"},
            path=f"/widget/{line.key}/messages",
        )
    ]


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    """The browser says how far it has been read."""
    number, visitor = int(message_id.rpartition("-")[2]), _visitor(line, to)
    message = db.session.get(Message, number)
    if state != "read" or visitor is None or message is None:
        return []
    return [
        Posting(
            json.dumps({"message_id": number}).encode(),
            {"Content-Type": "application/json", "Authorization": f"Visitor {line.get(f'token {to}')}"},
            path=f"/widget/{line.key}/conversations/{webchat.known_as(visitor, message)}/read",
        )
    ]


def look(line: Line, person: Person) -> None:
    """What the open chat shows, from when this phone was taken."""
    visitor, since = _visitor(line, person.id), line.get(f"since {person.id}") or 0
    if visitor is None:
        return
    for conversation in reversed(webchat.conversations_of(visitor)[:3]):
        page = webchat.page_of(visitor, conversation.ticket, since=0, before=0)
        for message in page.messages:
            if message.kind == "reply" and message.at.timestamp() >= since:
                line.show(
                    person.id,
                    Shown(message.text, _files(page.files.get(message.id, []))),
                    message_id=f"webchat-{message.id}",
                    once=f"message {message.id}",
                )


def _files(rows: list[Attachment]) -> list[File]:
    return [File(row.filename, row.content_type, data=files.get(row.storage_key)) for row in rows]


def _token(line: Line, person: Person) -> str:
    token = line.get(f"token {person.id}")
    inbox = by_key(line.key)
    if token is None or webchat.recognise(inbox, token) is None:
        token = _arrive(inbox, person)
        line.put(f"token {person.id}", token)
        line.put(f"since {person.id}", clock.now().timestamp())
    return token


def _arrive(inbox: Inbox, person: Person) -> str:
    visitor, token = webchat.arrive(inbox, language=person.language)
    secret = (inbox.settings or {}).get("identity_secret") or ""
    signature = hmac.new(secret.encode(), person.id.encode(), hashlib.sha256).hexdigest()
    webchat.vouch_for(visitor, inbox, person.id, signature)
    webchat.introduce(visitor, name=person.name)
    return token


def _visitor(line: Line, name: str) -> Visitor | None:
    token = line.get(f"token {name}")
    return webchat.recognise(by_key(line.key), token) if token else None
