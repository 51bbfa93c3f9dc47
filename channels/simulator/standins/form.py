"""Web form: somebody fills it in and presses the button, a minute after it was shown."""

import uuid

from sqlalchemy import select

from channels.channel import File
from channels.form.stamp import stamp
from channels.inbox import by_key
from channels.simulator.standin import Act, ApiCall, Line, Person, Posting, Reply, Secret, Shown
from channels.simulator.standins.email import id_of
from helpdesk.customers import Identity, normal
from helpdesk.customers.identity import index_of
from helpdesk.db import db
from tickets import Message

__all__ = ["acts", "answer", "id_of", "kind", "look", "settings", "tell", "write"]
kind = "form"
acts = ("text", "picture", "file")
together = True  # one form, however many files


def settings(base: str, secret: Secret) -> dict:
    """The demo shop's contact form."""
    return {
        "color": "#2b584b",
        "title_en": "Write to Songtide",
        "title_zh": "联系松汐",
        "intro_en": "Ask us anything about tea, cups and orders. We answer within a day.",
        "intro_zh": "关于茶、茶具和订单的问题，欢迎随时联系，我们会在一个工作日内回复。",
        "topics": "Orders | 订单; Returns | 退换货; Tea and cups | 茶与茶具; Something else | 其他",
        "ask_phone": "optional",
        "region": "CN",
    }


def answer(call: ApiCall, line: Line) -> Reply:
    """Nobody is called: answers go by e-mail."""
    return Reply("no such address", 404)


def write(act: Act, line: Line) -> list[Posting]:
    """What a browser posts. The same act twice is the button pressed twice."""
    pages = f"page {act.id}"
    mark = line.get(pages) or stamp(line.key, ago=60)
    line.put(pages, mark, 3600)
    fields = {
        "stamp": mark,
        "email": act.person.id,
        "name": act.person.name,
        "topic": "something_else",
        "text": act.text or ", ".join(file.filename for file in act.files) or "…",
    }
    boundary = uuid.uuid5(uuid.NAMESPACE_OID, act.id).hex
    body = _multipart(boundary, fields, act.files)
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    return [Posting(body, headers, path=f"/form/{line.key}", query=f"lang={act.person.language}")]


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    """A form hears nothing of what became of its answer."""
    return []


def look(line: Line, person: Person) -> None:
    """The answers, as they lie in this customer's mailbox."""
    inbox = by_key(line.key)
    theirs = select(Identity.id).where(
        Identity.kind == "email", Identity.value_index == index_of("email", normal("email", person.id))
    )
    answers = db.session.scalars(
        select(Message)
        .where(
            Message.inbox_id == inbox.id,
            Message.identity_id.in_(theirs),
            Message.kind == "reply",
            Message.state.in_(("sent", "delivered", "read")),
        )
        .order_by(Message.id.desc())
        .limit(30)
    ).all()
    for message in reversed(answers):
        line.show(person.id, Shown(message.text), once=f"message {message.id}", message_id=f"form-{message.id}")


def _multipart(boundary: str, fields: dict[str, str], files: list[File]) -> bytes:
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for file in files:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{file.filename}"\r\n'
        parts.append(f"{head}Content-Type: {file.content_type}\r\n\r\n".encode() + (file.data or b"") + b"\r\n")
    return b"".join(parts) + f"--{boundary}--\r\n".encode()
