"""Reply windows: how long, and how often, free text may still be sent to an address, and what may be sent after."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, func, literal_column, select

from channels.inbox import Inbox
from channels.outgoing import Outgoing
from channels.register import all_adapters
from helpdesk import clock
from helpdesk.db import db
from helpdesk.hot import Look
from tickets import Message, NotAllowed

_LAST = Look(
    select(Message.at)
    .where(
        Message.inbox_id == bindparam("inbox"),
        Message.identity_id == bindparam("identity"),
        Message.kind == literal_column("'inbound'"),
    )
    .order_by(Message.at.desc())
    .limit(1)
)
NEVER = datetime.fromtimestamp(0, UTC)


class WindowOver(NotAllowed):
    """The provider lets nobody write now; the customer must write first."""

    def __init__(self, ended_at: datetime):
        super().__init__("window_over", ended_at=clock.iso(ended_at))
        self.ended_at = ended_at


class EnoughSaid(NotAllowed):
    """The provider takes only so many messages after one of the customer's."""

    def __init__(self, at_most: int):
        super().__init__("enough_said", at_most=at_most)


def window_of(inbox: Inbox, identity_id: int | None) -> datetime | None:
    """When the time to answer this address ends; None where it never does."""
    length = _length(inbox)
    if length is None or identity_id is None:
        return None
    return _last_inbound(inbox, identity_id) + length


def left_of(inbox: Inbox, identity_id: int | None) -> int | None:
    """How many messages the provider still takes for this address; None where it does not count."""
    at_most = _capability(inbox, "at_most")
    if at_most is None or identity_id is None:
        return None
    said = db.session.scalar(
        select(func.count())
        .select_from(Outgoing)
        .where(
            Outgoing.inbox_id == inbox.id,
            Outgoing.identity_id == identity_id,
            Outgoing.created_at > _last_inbound(inbox, identity_id),
            Outgoing.state.not_in(("failed", "cancelled")),
        )
    )
    return max(at_most - said, 0)


def why_closed(inbox: Inbox, identity_id: int | None, *, template: bool = False) -> NotAllowed | None:
    """Why this may not be sent there now; None when it may. `template`: an approved one, not free text."""
    if template and _capability(inbox, "after_window") == "template":
        return None
    if (over := why_over(inbox, identity_id)) is not None:
        return over
    return EnoughSaid(_capability(inbox, "at_most")) if left_of(inbox, identity_id) == 0 else None


def why_over(inbox: Inbox, identity_id: int | None, *, template: bool = False) -> WindowOver | None:
    """The same of the time alone: what is on its way already counts among the messages that the provider takes."""
    if template and _capability(inbox, "after_window") == "template":
        return None
    ends_at = window_of(inbox, identity_id)
    return WindowOver(ends_at) if ends_at is not None and ends_at <= clock.now() else None


def _length(inbox: Inbox) -> timedelta | None:
    """That of the channel, or what its adapter says of these settings."""
    adapter = all_adapters().get(inbox.channel)
    if hasattr(adapter, "window"):
        return adapter.window(inbox.settings or {})
    return _capability(inbox, "window")


def _last_inbound(inbox: Inbox, identity_id: int) -> datetime:
    found = _LAST.first(inbox=inbox.id, identity=identity_id)
    return found[0] if found else NEVER


def _capability(inbox: Inbox, name: str):
    adapter = all_adapters().get(inbox.channel)
    return getattr(adapter.capabilities, name) if adapter else None
