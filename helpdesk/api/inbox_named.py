"""The API inbox that a program writes through."""

from sqlalchemy import bindparam, true

from channels import Inbox, connect
from helpdesk.api import reading
from helpdesk.api.door import invalid
from helpdesk.db import only_one
from helpdesk.hot import Find

_OPEN = (Inbox.channel == "api", Inbox.enabled.is_(true()))
_FIRST = Find(Inbox, *_OPEN, order_by=(Inbox.id,))
_KEYED = Find(Inbox, *_OPEN, Inbox.key == bindparam("key"))


def inbox_of(said: dict) -> Inbox:
    """The API inbox that is named by its key in `inbox`, or the first; made where there is none."""
    key = reading.text(said, "inbox", None, 100)
    found = _KEYED.first(key=key) if key else _FIRST.first()
    if found is None and key:
        raise invalid("There is no API inbox with this key.", "没有这个 API 渠道。", field="inbox")
    if found is None:
        only_one("first api inbox")
        found = _FIRST.first() or connect(channel="api", name="API")
    return found
