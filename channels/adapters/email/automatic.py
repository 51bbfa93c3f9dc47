"""Was this written by a machine, and may a machine answer it? What loops are made of (RFC 3834)."""

import re

from channels.adapters.email import phrases
from channels.adapters.email.headers import Headers

# Senders that nobody reads. The name part only, so that it holds for every domain.
DAEMON = re.compile(r"(?:mailer[-_.]?daemon|postmaster|mail[-_.]?daemon|mdaemon|mmdf|uucp|majordomo|listserv)\b", re.I)
NOBODY = re.compile(
    r"(?:.*[-_.+])?(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|never[-_.]?reply|nicht[-_.]?antworten|ne[-_.]?pas[-_.]?repondre"
    r"|auto[-_.]?repl(?:y|ies)|autoresponder|bounces?)(?:[-_.+].*)?|owner-.*|.*-(?:request|owner)",
    re.I,
)
PRECEDENCE = {"bulk", "list", "junk", "auto_reply", "auto-reply"}
REPORTS = ("multipart/report", "message/delivery-status", "message/disposition-notification")
# Present with any value but "no" or nothing.
TELLING = ("x-autoreply", "x-autorespond", "x-auto-reply", "x-autoresponder", "x-loop", "x-mail-autoreply")
LISTS = (
    "list-id",
    "list-unsubscribe",
    "list-post",
    "mailing-list",
    "x-mailing-list",
    "x-list",
    "feedback-id",
)
SUBJECT = re.compile(rf"\s*(?:{phrases.any_of(phrases.AUTOMATIC)})(?!\w)", re.I)


def is_automatic(headers: Headers, sender: str, content_type: str) -> bool:
    """Whether a machine sent this, or a crowd reads it: nothing of ours may answer without a person."""
    return (
        _says_so(headers)
        or _came_in_bulk(headers)
        or content_type in REPORTS
        or _from_nobody(headers, sender)
        or SUBJECT.match(headers.get("subject")) is not None
    )


def is_automatic_reply(headers: Headers, content_type: str) -> bool:
    """Whether a machine answered us: an absence note, a receipt. Nobody waits for an answer to this."""
    submitted = _word(headers.get("auto-submitted"))
    return (
        submitted in ("auto-replied", "auto-notified")
        or _word(headers.get("precedence")) in ("auto_reply", "auto-reply")
        or _tells(headers, ("x-autoreply", "x-autorespond", "x-auto-reply", "x-autoresponder", "x-mail-autoreply"))
        or content_type in REPORTS
        or submitted != "no"
        and SUBJECT.match(headers.get("subject")) is not None
    )


def _says_so(headers: Headers) -> bool:
    submitted = _word(headers.get("auto-submitted"))
    if submitted and submitted != "no":
        return True
    if headers.get("x-auto-response-suppress").strip().lower() not in ("", "none"):
        return True
    return _tells(headers, TELLING)


def _tells(headers: Headers, names: tuple[str, ...]) -> bool:
    return any(headers.get(name).strip().lower() not in ("", "no", "false", "0") for name in names)


def _came_in_bulk(headers: Headers) -> bool:
    if _word(headers.get("precedence")) in PRECEDENCE or _word(headers.get("x-precedence")) in PRECEDENCE:
        return True
    return any(name in headers for name in LISTS)


def _from_nobody(headers: Headers, sender: str) -> bool:
    local = sender.partition("@")[0]
    if not local or DAEMON.match(local) or NOBODY.fullmatch(local):
        return True
    return has_null_return_path(headers) or _is_nobody(headers.get("reply-to"))


def _is_nobody(reply_to: str) -> bool:
    found = re.search(r"([^\s<>@\"]{1,64})@", reply_to)
    return bool(found) and NOBODY.fullmatch(found[1]) is not None


def has_null_return_path(headers: Headers) -> bool:
    """An empty envelope sender: what sends this takes no answer."""
    value = headers.raw("return-path")
    return value is not None and value.strip() in (b"<>", b"< >", b'""')


def _word(value: str) -> str:
    return re.split(r"[\s;,(]", value.strip().lower(), maxsplit=1)[0] if value else ""


def may_answer(mail, own_addresses: tuple[str, ...] = (), own_hosts: tuple[str, ...] = ()) -> bool:
    """Whether an automatic mail may be sent in answer: never to machines, lists, bounces or ourselves."""
    if mail.is_auto or mail.is_bounce or not mail.from_email:
        return False
    mine = {address.lower() for address in own_addresses}
    host = mail.message_id.rpartition("@")[2].rstrip(">").lower()
    return mail.from_email.lower() not in mine and host not in {name.lower() for name in own_hosts if name}
