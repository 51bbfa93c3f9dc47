"""Arriving: one message or event of WeChat, as what the desk understands."""

from channels.adapters.wechat import events, kinds
from channels.adapters.wechat.fields import at, proves
from channels.channel import Inbound
from channels.tencent.words import said

UNKNOWN = ("[unsupported message: {kind}]", "[暂不支持的消息类型：{kind}]")


def items_of(message: dict, settings: dict) -> list:
    """What this message or event says. Raises ValueError when it says not even from whom it is."""
    fields = {name: value for name, value in message.items() if isinstance(value, str)}
    who, kind = fields.get("FromUserName", "").strip(), fields.get("MsgType", "").strip().lower()
    if not who or not kind:
        raise ValueError("a message of WeChat without FromUserName or MsgType")
    if kind == "event":
        return events.items_of(fields, who, settings)
    number = fields.get("MsgId") or fields.get("MsgID")
    if not number:
        raise ValueError("a message of WeChat without MsgId")
    return [_inbound(fields, who, kind, number, settings)]


def _inbound(fields: dict, who: str, kind: str, number: str, settings: dict) -> Inbound:
    inbound = Inbound(
        number,
        "wechat",
        who,
        at=at(fields),
        also_proves=proves(fields),
        envelope={"message_id": number, "account": fields.get("ToUserName", "")},
    )
    read = kinds.READERS.get(kind)
    if read is None:
        inbound.text = said(settings, UNKNOWN).format(kind=kind[:40])
    else:
        read(inbound, fields, settings)
    if kind not in ("text", "voice") or not inbound.text:  # none of these words are the customer's own
        inbound.language = settings.get("language")
    return inbound
