"""Arriving: the webhook's hint, and a page of messages and events, as what the desk understands."""

from datetime import UTC, datetime

import structlog

from channels.adapters.wecom import events, kinds
from channels.channel import Broken, Inbound, Memory, Pull
from channels.tencent.words import said

UNKNOWN = ("[unsupported message: {kind}]", "[暂不支持的消息类型：{kind}]")
CUSTOMER, SYSTEM = 3, 4  # origins; 5 is a colleague who writes in WeCom itself
log = structlog.get_logger()


def hint_in(message: dict) -> list:
    """That there is something to pull; nothing from what WeCom tells besides."""
    if not message.get("MsgType"):
        raise ValueError("a request of WeCom without MsgType")
    if message.get("Event") != "kf_msg_or_event":
        log.info("event left alone", channel="wecom", name=str(message.get("Event"))[:60])
        return []
    token, account, at = message.get("Token") or "", message.get("OpenKfId") or "", message.get("CreateTime") or "0"
    if not account:
        return [Pull()]
    return [Pull({f"token:{account}": [token, int(at) if at.isdigit() else 0]})]


def items_of(pulled: dict, settings: dict) -> list:
    """All of a page, and the cursor behind it."""
    page, account, people = pulled["page"], pulled["open_kfid"], pulled.get("people") or {}
    if not isinstance(page, dict):
        raise ValueError("a page of WeCom that is none")
    items = []
    for message in page.get("msg_list") or []:
        try:
            items += _items(message, account, people, settings)
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as why:
            items.append(Broken(f"a message of WeCom that nobody can read: {type(why).__name__}", str(message)[:500]))
    cursor = page.get("next_cursor")
    return [*items, Memory({f"cursor:{account}": cursor})] if cursor else items


def _items(message: dict, account: str, people: dict, settings: dict) -> list:
    kind, origin = str(message["msgtype"]), int(message.get("origin") or CUSTOMER)
    if kind == "event":
        return events.items_of(message, settings)
    if origin != CUSTOMER:
        return []
    number, who = str(message["msgid"]), str(message["external_userid"])
    person = people.get(who) or {}
    inbound = Inbound(
        number,
        "wecom",
        who,
        name=person.get("name") or "",
        at=datetime.fromtimestamp(int(message["send_time"]), UTC),
        also_proves={"unionid": person["unionid"]} if person.get("unionid") else {},
        envelope={"message_id": number, "open_kfid": message.get("open_kfid") or account},
    )
    return [_read(inbound, kind, message.get(kind) or {}, settings)]


def _read(inbound: Inbound, kind: str, content: dict, settings: dict) -> Inbound:
    read = kinds.READERS.get(kind)
    if read is None:
        inbound.text = said(settings, UNKNOWN).format(kind=kind[:40])
    else:
        read(inbound, content, settings)
    if kind != "text":  # none of these words are the customer's own
        inbound.language = settings.get("language")
    return inbound
