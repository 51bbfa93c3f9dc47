"""E-mail: carol's mail program, the mail server that posts her mails to us, and the relay that takes ours."""

import email
import hashlib
import hmac
import re
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime, formataddr, parseaddr

from channels.channel import File
from channels.simulator.standin import Act, ApiCall, Line, Posting, Reply, Secret, Shown

kind = "email"
acts = ("text", "picture", "file", "video", "voice")
together = True  # one mail, however many files
SERVER = "mx.songtide.test"


def settings(base: str, secret: Secret) -> dict:
    """A mailbox whose mail is posted to us and goes out through the relay."""
    return {
        "address": "help@songtide.test",
        "relay_url": f"{base}/mails",
        "post_secret": secret("post"),
        "authserv_id": SERVER,
    }


def id_of(name: str, phone: str) -> str:
    """Everybody's address is made of their name."""
    return f"{re.sub(r'[^a-z0-9]+', '.', name.lower()).strip('.') or 'customer'}@example.com"


def answer(call: ApiCall, line: Line) -> Reply:
    """The relay: takes a mail that is signed, for recipients that can be."""
    if call.path != "/mails" or call.method != "POST":
        return Reply("no such address", 404)
    if not hmac.compare_digest(_signature(call.body, line), call.headers.get("x-signature", "")):
        return Reply("the signature is wrong", 401)
    mail = email.message_from_bytes(call.body, policy=default)
    for recipient in call.headers.get("x-recipients", "").split(","):
        to = parseaddr(recipient)[1].lower()
        if not to:
            return Reply("no recipient", 422)
        line.show(to, _shown(mail), message_id=f"{mail['Message-ID']}", once=f"{mail['Message-ID']} {to}")
        line.put(f"last {to}", {"id": str(mail["Message-ID"]), "subject": str(mail["Subject"] or "")})
    return Reply({"taken": True})


def write(act: Act, line: Line) -> list[Posting]:
    """A mail that answers the last one she was sent, if there is one."""
    mail, last = EmailMessage(), line.get(f"last {act.person.id}") or {}
    subject = act.data.get("subject") or _re(last.get("subject")) or (act.text or "A picture")[:60]
    mail["Authentication-Results"] = f"{SERVER}; dmarc=pass header.from={act.person.id.rpartition('@')[2]}"
    mail["From"] = formataddr((act.person.name, act.person.id))
    mail["To"] = line.settings["address"]
    mail["Subject"] = " ".join(subject.split())
    mail["Date"] = format_datetime(act.at)
    mail["Message-ID"] = f"<{act.id}@{act.person.id.rpartition('@')[2]}>"
    if last.get("id"):
        mail["In-Reply-To"] = mail["References"] = last["id"]
    mail.set_content(act.text or " ")
    for file in act.files:
        main, _, sub = (file.content_type or "application/octet-stream").partition("/")
        mail.add_attachment(file.data or b"", maintype=main, subtype=sub or "octet-stream", filename=file.filename)
    return [sign(Posting(bytes(mail), {"Content-Type": "message/rfc822"}), line)]


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    """Mail servers say nothing of what was read."""
    return []


def sign(posting: Posting, line: Line) -> Posting:
    """Signed as docs/channels/email.md says."""
    return Posting(posting.body, {**posting.headers, "X-Signature": _signature(posting.body, line)})


def _signature(body: bytes, line: Line) -> str:
    return "sha256=" + hmac.new(line.settings["post_secret"].encode(), body, hashlib.sha256).hexdigest()


def _shown(mail) -> Shown:
    body = mail.get_body(("plain", "html"))
    files = [
        File(part.get_filename() or "file", part.get_content_type(), data=part.get_payload(decode=True))
        for part in mail.iter_attachments()
    ]
    return Shown(text=body.get_content().strip() if body else "", files=files, name=str(mail["Subject"] or ""))


def _re(subject: str | None) -> str:
    return subject if not subject or subject.lower().startswith("re:") else f"Re: {subject}"
