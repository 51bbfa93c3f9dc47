"""Reading what Twilio posts: a text or MMS of a customer, or what became of one of our own."""

import mimetypes
from urllib.parse import parse_qsl

import phonenumbers

from channels import readable
from channels.adapters.sms.errors import words_of
from channels.adapters.sms.opting_out import choice_of
from channels.adapters.sms.options import compact, our_numbers
from channels.channel import Consent, File, Inbound, Receipt, Request
from channels.reading import json_body

MOST_FILES = 10
_STATES = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "undelivered": "failed",
    "failed": "failed",
    "canceled": "failed",
}
_SYMBOLS = {"image": readable.PICTURE, "video": readable.VIDEO, "audio": readable.VOICE}


def items_of(request: Request, settings: dict) -> list:
    """What this request says. ValueError for one of another account or number, and for what is neither."""
    said = _fields(request)
    if said.get("AccountSid") != settings["account_sid"]:
        raise ValueError("this is of another Twilio account")
    sid = said.get("MessageSid") or said.get("SmsSid")
    if not sid:
        raise ValueError("this names no message")
    state = said.get("MessageStatus") or said.get("SmsStatus")
    if "From" in said and "Body" in said and state in (None, "received", "receiving"):
        return _message(said, sid, settings)
    if not state:
        raise ValueError("this is neither a message nor a receipt")
    return _receipt(said, sid, state, settings)


def _fields(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").startswith("application/json"):
        said = json_body(request.body)
        return {name: str(value) for name, value in said.items()} if isinstance(said, dict) else {}
    return dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=500))


def _message(said: dict, sid: str, settings: dict) -> list:
    ours = compact(said.get("To", ""))
    if ours not in our_numbers(settings):  # never by the messaging service: it may hold numbers of other inboxes
        raise ValueError(f"this is for another number than this inbox's: {ours}")
    kind, address = _sender(said["From"])
    files = _files(said)
    text = said["Body"] or " ".join(_SYMBOLS.get(file.content_type.partition("/")[0], readable.FILE) for file in files)
    item = Inbound(
        external_id=sid,
        address_kind=kind,
        address=address,
        text=text,
        files=files,
        envelope={"message_sid": sid, "our_number": ours},
    )
    choice = choice_of(said["Body"], said.get("OptOutType", ""))
    if choice is None or kind != "phone":
        return [item]
    return [item, Consent("phone", address, stopped=choice[0], word=choice[1])]


def _sender(number: str) -> tuple[str, str]:
    """A telephone number is an identity that other channels know too; a word or a short code is one of its own."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return "sms", number
    return "phone", phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _files(said: dict) -> list[File]:
    count = int(said["NumMedia"]) if said.get("NumMedia", "").isdigit() else 0
    found = []
    for number in range(min(count, MOST_FILES)):
        kind = said.get(f"MediaContentType{number}") or "application/octet-stream"
        name = f"file{number + 1}{mimetypes.guess_extension(kind) or ''}"
        found.append(File(name, kind, fetch={"url": said[f"MediaUrl{number}"], "filename": name, "content_type": kind}))
    return found


def _receipt(said: dict, sid: str, state: str, settings: dict) -> list:
    """What became of one text; a long answer is several of them, and each tells for itself."""
    meant = _STATES.get(state)
    if meant is None:
        return []
    return [Receipt(sid, meant, error=words_of(said.get("ErrorCode", ""), settings) if meant == "failed" else None)]
