"""Sending an answer: by the reply token while it is fresh, which costs nothing, else by push under our own key."""

import uuid

from channels.adapters.line.asking import ask
from channels.adapters.line.composing import messages_of
from channels.channel import Later, Outbound, Refused, Sent, Unsure
from channels.readable import said
from helpdesk import clock

AT_ONCE = 5  # messages of one call
FRESH = 50.0  # seconds; LINE speaks of one minute


def send(outbound: Outbound, settings: dict) -> Sent:
    """Make the calls that are still to be made."""
    messages = messages_of(outbound, settings)
    calls = [messages[start : start + AT_ONCE] for start in range(0, len(messages), AT_ONCE)]
    progress = {"names": [], "calls": 0, **outbound.progress}
    for number in range(progress["calls"], len(calls)):
        names = _replied(outbound, settings, calls[0], progress) if number == 0 else None
        if names is None:
            names = _pushed(outbound, settings, calls[number], number)
        progress = {**progress, "names": [*progress["names"], *names], "calls": number + 1}
        outbound.took(progress)
    names = progress["names"]
    return Sent(names[0] if names else None, envelope={"message_ids": names})


def _replied(outbound: Outbound, settings: dict, messages: list[dict], progress: dict) -> list[str] | None:
    """By the reply token; None where there is none, or it is spent, so that the answer has to be pushed."""
    token, tried = outbound.envelope.get("reply_token"), progress.get("reply_tried")
    if not token or not (tried or (settings.get("use_reply_tokens") != "no" and _fresh(outbound))):
        return None
    if not tried:
        # LINE takes no key with a reply. If nobody hears the answer to this call, the next try must know of it.
        progress["reply_tried"] = True
        outbound.took(dict(progress))
    try:
        return _names(ask(settings, "POST", "/v2/bot/message/reply", {"replyToken": token, "messages": messages}))
    except Refused as why:
        if "reply token" not in str(why).lower():
            raise
    except Later as why:
        if why.seconds is not None and not tried:  # asked to pause: nothing was done
            outbound.took({**progress, "reply_tried": False})
        raise
    if not tried:  # spent by an earlier answer, or it ran out on the way
        return None
    if _fresh(outbound):  # a token works once: it is our own earlier try that has spent it
        return []
    raise Unsure(
        said(
            settings,
            (
                "the connection broke while answering; LINE cannot say whether it arrived",
                "回复时连接中断，LINE 无法确认是否送达。",
            ),
        ),
        again=False,
    )


def _pushed(outbound: Outbound, settings: dict, messages: list[dict], number: int) -> list[str]:
    key = str(uuid.uuid5(uuid.UUID(outbound.key), str(number)))
    body = {"to": outbound.address, "messages": messages}
    return _names(ask(settings, "POST", "/v2/bot/message/push", body, key=key))


def _names(answer) -> list[str]:
    sent = answer.json.get("sentMessages")
    return [str(one["id"]) for one in sent if isinstance(one, dict) and one.get("id")] if isinstance(sent, list) else []


def _fresh(outbound: Outbound) -> bool:
    since = outbound.envelope.get("reply_since")
    return isinstance(since, (int, float)) and 0 <= clock.now().timestamp() - since / 1000 < FRESH
