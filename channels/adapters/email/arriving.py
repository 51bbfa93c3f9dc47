"""A mail in the helpdesk's words: a message of a customer, the failure of an answer, or our own mail come back."""

import hashlib
from datetime import datetime, timedelta

from channels.adapters.email import addressing, authenticity
from channels.adapters.email.mail import Mail
from channels.adapters.email.reading import read
from channels.channel import File, Inbound, Receipt
from helpdesk import clock, markup

LONGEST_TEXT = 300_000
MOST_REFERENCES = 40
# So much earlier than its arrival a mail may say that it was written; more would jump the queue.
DELAY = timedelta(minutes=15)
# What is the same however a mail came: over a list, an alias, another folder.
SAID_BY_THE_SENDER = ("from", "date", "subject", "to", "cc", "in-reply-to", "references")


def items_of(raw: bytes, settings: dict, key: bytes, received_at: datetime | None = None) -> list[Inbound | Receipt]:
    """What this mail means for us; nothing when we have sent it ourselves."""
    mail = read(raw)
    if addressing.read_message_id(mail.message_id, key):
        return []  # a copy of our own answer: taking it in would be the first turn of a loop
    if mail.is_bounce and (ours := _ours(mail, key)):
        return [_failure(mail, external_id) for external_id in ours] if mail.bounce_is_final else []
    return [_inbound(mail, settings, key, received_at or clock.now())]


def _ours(mail: Mail, key: bytes) -> list[str]:
    return [one for one in mail.bounced_message_ids if addressing.read_message_id(one, key)]


def _failure(mail: Mail, external_id: str) -> Receipt:
    why = ": ".join(filter(None, [", ".join(mail.bounced_addresses[:3]), mail.bounce_reason or mail.subject]))
    return Receipt(external_id, "failed", mail.date, why[:500] or "the mail was returned")


def _inbound(mail: Mail, settings: dict, key: bytes, received_at: datetime) -> Inbound:
    own = settings.get("address") or ""
    aligned = authenticity.aligned(mail.headers, settings.get("authserv_id") or "")
    ticket, answers = _by_token(mail, own, key), _by_message_id(mail, key)
    proven = aligned is not False and bool(aligned or ticket or answers)
    return Inbound(
        external_id=mail.key,
        address_kind="email",
        # Who writes without an address is nobody we know, and not the same nobody as the next one.
        address=mail.from_email or f"{mail.fingerprint[7:27]}@unknown.invalid",
        name=mail.from_name,
        text=mail.text[:LONGEST_TEXT].strip(),
        reply_text=_reply(mail),
        html=markup.clean(mail.html) if mail.html else None,
        subject=mail.subject,
        at=_written_at(mail.date, received_at),
        verified=aligned is True,
        refused=aligned is False,
        how="mail" if aligned else "from",
        trust="proven" if proven else "unverified" if settings.get("authserv_id") else None,
        ticket_id=ticket,
        answers=answers,
        references=_references(mail),
        number=addressing.number_in(mail.subject),
        is_auto=mail.is_auto_reply,
        files=[_file(one) for one in mail.attachments],
        cc=_others(mail, own),
        envelope=_envelope(mail, aligned),
    )


def _by_token(mail: Mail, own: str, key: bytes) -> int | None:
    for address in (*(address for _, address in mail.to + mail.cc), *mail.delivered_to):
        if "+" in address and (ticket := addressing.read_reply_address(address, own, "c", key)):
            return ticket
    return None


def _by_message_id(mail: Mail, key: bytes) -> int | None:
    for one in (mail.in_reply_to, *reversed(mail.references)):
        if found := addressing.read_message_id(one, key):
            return found[1]
    return None


def _references(mail: Mail) -> list[str]:
    """The Message-IDs it names, the nearest last."""
    nearest_first = (mail.in_reply_to, *reversed(mail.references))
    known = dict.fromkeys(one for one in nearest_first if one and one != mail.message_id)
    return list(known)[:MOST_REFERENCES][::-1]


def _reply(mail: Mail) -> str | None:
    reply = mail.reply[:LONGEST_TEXT]
    return None if reply == mail.text.strip() else reply


def _written_at(date: datetime | None, received_at: datetime) -> datetime:
    return date if date and received_at - DELAY <= date <= received_at else received_at


def _others(mail: Mail, own: str) -> list[str]:
    """Who else got this mail: candidates for copies, if its sender can be believed."""
    local, _, domain = own.lower().rpartition("@")
    everybody = dict.fromkeys(address.lower() for _, address in mail.to + mail.cc)
    return [
        one
        for one in everybody
        if one not in (mail.from_email.lower(), own.lower())
        and not (one.startswith(f"{local}+") and one.endswith(f"@{domain}"))
    ]


def _file(one) -> File:
    return File(
        filename=one.filename,
        content_type=one.content_type,
        data=one.data,
        content_id=one.content_id or None,
        inline=one.inline,
    )


def _envelope(mail: Mail, aligned: bool | None) -> dict:
    """What an answer needs, and what an agent may want to see. Sealed when it is kept."""
    envelope = {
        "message_id": mail.message_id,
        "references": list(mail.references)[-20:],
        "to": [address for _, address in mail.to][:50],
        "cc": [address for _, address in mail.cc][:50],
        "list_id": mail.list_id,
        "signature": mail.signature[:2000],
        "no_machine": mail.is_auto or not mail.from_email,
        "checksum": _checksum(mail),
        # Answers go there only if the sender is proven: else a forged mail would carry them off to a stranger.
        "reply_to": mail.reply_to[0][1] if aligned and mail.reply_to else "",
    }
    return {name: value for name, value in envelope.items() if value}


def _checksum(mail: Mail) -> str:
    """Two mails with one Message-ID are one mail, unless this tells them apart: there are broken programs."""
    fields = [mail.headers.get(name) for name in SAID_BY_THE_SENDER]
    said = [*fields, "".join(mail.text.split()), *(one.md5 for one in mail.attachments)]
    return hashlib.sha256("|".join(said).encode()).hexdigest()[:16]
