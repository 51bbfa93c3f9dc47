"""Events of 微信客服: what became of an answer, and what the customer took back."""

import re
from datetime import UTC, datetime

import structlog

from channels.adapters.wecom.refusals import FAILS
from channels.channel import Consent, Edit, Receipt
from channels.tencent.words import said

REFUSES = 10  # why a message failed: the customer takes none
_OURS = re.compile(r"([0-9a-f]{28})_\d\d")
log = structlog.get_logger()


def items_of(message: dict, settings: dict) -> list:
    """What follows from this event. Most only tell (a customer came in, a colleague took over): nothing follows."""
    event = message["event"]
    kind, at = str(event["event_type"]), _at(message)
    if kind == "msg_send_fail":
        return _failed(event, at, settings)
    if kind == "user_recall_msg":
        return [Edit(str(event["recall_msgid"]), None, at)]
    log.info("event left alone", channel="wecom", name=kind[:60])
    return []


def answer_of(msgid: str) -> str:
    """The name of the answer that a part of it was sent under: of three messages of one answer each may fail."""
    found = _OURS.fullmatch(msgid)
    return found[1] if found else msgid


def _failed(event: dict, at: datetime | None, settings: dict) -> list:
    why = int(event.get("fail_type") or 0)
    items = [Receipt(answer_of(str(event["fail_msgid"])), "failed", at, said(settings, FAILS.get(why, FAILS[0])))]
    if why == REFUSES and event.get("external_userid"):
        items.append(Consent("wecom", str(event["external_userid"]), stopped=True, at=at, word="blocked"))
    return items


def _at(message: dict) -> datetime | None:
    seconds = message.get("send_time")
    return datetime.fromtimestamp(int(seconds), UTC) if seconds else None
