"""Events of WeChat: what a customer does at the account besides writing."""

import structlog

from channels.adapters.wechat.fields import at, proves
from channels.channel import Consent, Inbound
from channels.tencent.words import said

PRESSED = ("[menu] {key}", "[点击菜单] {key}")
log = structlog.get_logger()


def items_of(fields: dict, who: str, settings: dict) -> list:
    """What follows from this event. Most only tell (a scan, a place, a page that was opened): nothing follows."""
    event, when = fields.get("Event", "").strip().lower(), at(fields)
    if event in ("subscribe", "unsubscribe"):
        return [Consent("wechat", who, stopped=event == "unsubscribe", at=when, word=event)]
    if event == "click":
        return [_pressed(fields, who, settings)]
    log.info("event left alone", channel="wechat", name=event[:60])
    return []


def _pressed(fields: dict, who: str, settings: dict) -> Inbound:
    """A press on a menu of ours asks for something, as words do; it has no MsgId."""
    key = fields.get("EventKey", "")
    number = f"{who}:{fields.get('CreateTime', '')}:CLICK:{key}"
    return Inbound(
        number,
        "wechat",
        who,
        text=said(settings, PRESSED).format(key=key),
        at=at(fields),
        language=settings.get("language"),
        also_proves=proves(fields),
        parts=[{"type": "button", "title": key, "payload": key}],
        envelope={"account": fields.get("ToUserName", "")},
    )
