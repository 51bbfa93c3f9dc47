"""What Meta tells of a page or an Instagram account: messages, taps, edits, reactions, marks."""

import hashlib

from channels.channel import Broken, Consent, Edit, Inbound, Reaction, Request
from channels.meta import batches
from channels.meta.messaging.channel import Kind
from channels.meta.messaging.contents import content_of
from channels.meta.messaging.marks import delivery, read
from channels.meta.moments import moment

_EMOJI = {
    "love": "❤️",
    "like": "👍",
    "dislike": "👎",
    "smile": "😄",
    "laugh": "😆",
    "haha": "😆",
    "wow": "😮",
    "sad": "😢",
    "angry": "😠",
    "yes": "👍",
    "no": "👎",
    "other": "❔",
}
# Said about a conversation or an app, not in it.
_NOT_SAID = {
    "referral",
    "account_linking",
    "pass_thread_control",
    "take_thread_control",
    "request_thread_control",
    "app_roles",
    "payment",
    "pre_checkout",
    "game_play",
    "message_feedback",
    "response_feedback",
    "message_context",
    "feedback",
    "hop_context",
    "is_standby",
}


def items_of(request: Request, settings: dict, kind: Kind) -> list:
    """Everything in this request that is about our page or account."""
    owner = str(settings.get(kind.owner) or "")

    def of_entry(entry: dict) -> list:
        if str(entry["id"]) != owner:
            return []  # one app may serve several pages

        def one(event: dict) -> list:
            return _event(event, kind, settings)

        return [
            *batches.each(entry.get("messaging"), one),
            *batches.each(entry.get("changes"), lambda change: _change(change, one)),
        ]

    return batches.each(batches.entries(request, kind.about), of_entry)


def _change(change: dict, one) -> list:
    """Instagram also wraps the same events into changes; posts and comments are not for us."""
    value = change.get("value")
    return one(value) if isinstance(value, dict) and "sender" in value and "recipient" in value else []


def _event(event: dict, kind: Kind, settings: dict) -> list:
    sender = str((event.get("sender") or {}).get("id") or "")
    if sender == str(settings.get(kind.owner)):
        return []  # what we have said ourselves
    name = next((name for name in _EVENTS if isinstance(event.get(name), dict)), None)
    if name is not None:
        return _EVENTS[name](event[name], event, sender, kind, settings)
    if _NOT_SAID & event.keys():
        return []
    return [Broken(f"an event of a kind that nobody knows: {', '.join(sorted(event))[:200]}")]


def _message(message: dict, event: dict, sender: str, kind: Kind, settings: dict) -> list:
    if message.get("is_echo"):
        return []
    number = _required(message, "mid")
    if message.get("is_deleted"):
        return [Edit(number, None, moment(event.get("timestamp")))]
    return [_inbound(content_of(message, event, settings), number, event, sender, kind, message)]


def _postback(postback: dict, event: dict, sender: str, kind: Kind, settings: dict) -> list:
    """A button of a menu or a card was tapped; old ones have no id of their own."""
    seed = f"{sender}|{event.get('timestamp')}|{postback.get('payload')}"
    number = postback.get("mid") or f"postback:{hashlib.sha256(seed.encode()).hexdigest()[:32]}"
    return [_inbound(content_of({"postback": postback}, event, settings), str(number), event, sender, kind, {})]


def _inbound(content, number: str, event: dict, sender: str, kind: Kind, message: dict) -> Inbound:
    if not sender:
        raise ValueError("nobody says who wrote this")
    answered = (message.get("reply_to") or {}).get("mid")
    return Inbound(
        external_id=number,
        address_kind=kind.name,
        address=sender,
        text=content.text,
        files=content.files,
        parts=content.parts,
        at=moment(event.get("timestamp")),
        references=[answered] if answered else [],
        envelope={"message_id": number},
    )


def _edit(edit: dict, event: dict, sender: str, kind: Kind, settings: dict) -> list:
    return [Edit(_required(edit, "mid"), str(edit["text"]), moment(event.get("timestamp")))]


def _reaction(reaction: dict, event: dict, sender: str, kind: Kind, settings: dict) -> list:
    taken = reaction.get("action") == "unreact"
    emoji = reaction.get("emoji") or _EMOJI.get(str(reaction.get("reaction")), "👍")
    return [Reaction(_required(reaction, "mid"), None if taken else emoji, moment(event.get("timestamp")))]


def _optin(optin: dict, event: dict, sender: str, kind: Kind, settings: dict) -> list:
    if not sender:
        return []  # somebody of whom only the page where they ticked the box knows who they are
    status = str(optin.get("notification_messages_status") or "")
    return [
        Consent(
            kind.name,
            sender,
            status.startswith("STOP"),
            moment(event.get("timestamp")),
            status or str(optin.get("type") or "opt-in"),
        )
    ]


def _policy(given: dict, event: dict, sender: str, kind: Kind, settings: dict) -> list:
    """Meta restricts the page: an admin shall see it."""
    return [Broken(f"Meta: {given.get('action')}: {given.get('reason') or 'no reason given'}")]


def _required(given: dict, name: str) -> str:
    value = given[name]
    if not value or not isinstance(value, str):
        raise ValueError(f"{name} is missing")
    return value


_EVENTS = {
    "message": _message,
    "postback": _postback,
    "message_edit": _edit,
    "reaction": _reaction,
    "read": read,
    "delivery": delivery,
    "optin": _optin,
    "policy_enforcement": _policy,
    "policy-enforcement": _policy,
}
