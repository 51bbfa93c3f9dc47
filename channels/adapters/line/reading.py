"""Reading an event: what a friend of the account wrote, took back, chose, or that they are no friend any more."""

from datetime import UTC, datetime

from channels.adapters.line.contents import content_of
from channels.channel import Broken, Consent, Edit, Inbound

KIND = "line"


def items_of(event: dict, settings: dict) -> list:
    """What one event of a batch says. Groups are left out, and what is no word of a customer (beacons, joining, …)."""
    try:
        read = _READERS.get(event["type"])
        if read is None or event.get("mode") == "standby" or event["source"].get("type") != "user":
            return []
        return read(event, settings)
    except (AttributeError, KeyError, TypeError, ValueError) as why:
        return [Broken(f"an event that cannot be read: {type(why).__name__} {why}")]


def _message(event: dict, settings: dict) -> list:
    message = event["message"]
    content, quoted = content_of(message, settings), message.get("quotedMessageId")
    return [
        _inbound(
            event,
            message["id"],
            content.text,
            files=content.files,
            parts=content.parts,
            references=[quoted] if quoted else [],
        )
    ]


def _inbound(event: dict, external_id: str, text: str, **more) -> Inbound:
    message = event.get("message") or {}
    envelope = {
        "reply_token": event.get("replyToken"),
        "reply_since": event["timestamp"],
        "message_id": message.get("id"),
        "quote_token": message.get("quoteToken"),
        "set": (message.get("imageSet") or {}).get("id"),
    }
    return Inbound(
        external_id=external_id,
        address_kind=KIND,
        address=event["source"]["userId"],
        at=_at(event),
        text=text,
        envelope={name: value for name, value in envelope.items() if value is not None},
        **more,
    )


def _postback(event: dict, settings: dict) -> list:
    """A button of a menu that somebody made elsewhere: LINE tells its data, not its words."""
    data, chosen = event["postback"]["data"], event["postback"].get("params") or {}
    when = chosen.get("datetime") or chosen.get("date") or chosen.get("time") or ""
    part = {"type": "button", "title": "", "payload": data, "chosen": when}
    return [_inbound(event, event["webhookEventId"], f"▶ {data} {when}".strip(), parts=[part])]


def _unsent(event: dict, settings: dict) -> list:
    return [Edit(event["unsend"]["messageId"], None, _at(event))]


def _edited(event: dict, settings: dict) -> list:
    message = event["message"]
    return [Edit(message["id"], content_of(message, settings).text, _at(event))]


def _followed(event: dict, settings: dict) -> list:
    return [Consent(KIND, event["source"]["userId"], stopped=False, at=_at(event), word="followed")]


def _unfollowed(event: dict, settings: dict) -> list:
    return [Consent(KIND, event["source"]["userId"], stopped=True, at=_at(event), word="blocked")]


def _at(event: dict) -> datetime:
    return datetime.fromtimestamp(event["timestamp"] / 1000, UTC)


_READERS = {
    "message": _message,
    "postback": _postback,
    "unsend": _unsent,
    "messageEdited": _edited,
    "follow": _followed,
    "unfollow": _unfollowed,
}
