"""An answer of ours as a letter: threaded, numbered, with a way back that proves its ticket."""

import re

from channels.adapters.email import addressing, composing
from channels.adapters.email.composing import Enclosure, Letter
from channels.channel import Outbound
from helpdesk import markup

ANSWER = re.compile(r"(?:\s*(?:re|aw|sv|antw|回复|答复|回覆|答覆)\s*[:：])+\s*", re.I)


def message_id_of(outbound: Outbound, settings: dict, key: bytes) -> str:
    """The Message-ID of this answer, the same at every try."""
    domain = settings["address"].rpartition("@")[2].encode("idna").decode()
    return addressing.message_id(outbound.ticket_id, outbound.message_id, domain, key)


def letter_of(outbound: Outbound, settings: dict, key: bytes) -> Letter:
    """Everything that goes out, as plain values."""
    answered = outbound.envelope
    names = [answered["message_id"]] if answered.get("message_id") else []
    return Letter(
        sender=(_sender_name(outbound, settings), settings["address"]),
        to=[(outbound.name, answered.get("reply_to") or outbound.address)],
        cc=[("", address) for address in outbound.cc],
        reply_to=_reply_to(outbound, settings, key),
        subject=_subject(outbound, bool(names)),
        text=outbound.text,
        html=markup.clean(outbound.html) if outbound.html else "",
        message_id=message_id_of(outbound, settings, key),
        in_reply_to=names[0] if names else "",
        references=[*answered.get("references", []), *names],
        enclosures=[
            Enclosure(one.filename, one.content_type, one.data or b"", one.content_id or "") for one in outbound.files
        ],
        is_auto=outbound.is_auto,
        answers=bool(names),
    )


def compose(outbound: Outbound, settings: dict, key: bytes) -> tuple[list[str], bytes]:
    """(recipients, the mail's bytes). Raises ValueError for an address that no mail can be sent to."""
    letter = letter_of(outbound, settings, key)
    recipients = [composing.header_lines.ascii_address(address) for _, address in [*letter.to, *letter.cc]]
    return list(dict.fromkeys(recipients)), composing.compose(letter)


def _sender_name(outbound: Outbound, settings: dict) -> str:
    shop = settings.get("sender_name") or ""
    if outbound.is_auto or not outbound.author:
        return shop
    return f"{outbound.author} ({shop})" if shop else outbound.author


def _reply_to(outbound: Outbound, settings: dict, key: bytes) -> tuple[str, str] | None:
    if settings.get("plus_addressing") != "yes":
        return None
    token = addressing.reply_address(settings["address"], outbound.ticket_id, "c", key)
    return settings.get("sender_name") or "", token


def _subject(outbound: Outbound, answers: bool) -> str:
    subject = ANSWER.sub("", outbound.subject, count=1).strip() if answers else outbound.subject
    subject = addressing.numbered(subject, outbound.ticket_id)
    return f"Re: {subject}" if answers else subject
