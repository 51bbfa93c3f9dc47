"""Which way a survey goes: where the customer wrote, as long as that may be written to; else an address of theirs."""

from channels.delivery import way_out
from channels.inbox import Inbox
from channels.register import adapter_of
from channels.restraint import has_room
from channels.ways import send_options
from helpdesk.customers import Identity
from helpdesk.hot import get


def way_for(ticket) -> tuple[Inbox, int, bool] | None:
    """(inbox, identity, whether it may be sent there at this moment); None where no way leads to the customer.

    Nothing that is written by itself goes to an address that somebody merely typed in, but the one they write from.
    """
    ways = [_way(option) for option in send_options(ticket) if option["closed"] is None and _may(option)]
    return next((way for way in ways if way[2]), ways[0] if ways else None)


def _may(option: dict) -> bool:
    if option["default"]:
        return True
    adapter = adapter_of(get(Inbox, option["inbox_id"]))
    identity = get(Identity, option["identity_id"])
    return identity.verified_at is not None and identity.kind in adapter.capabilities.reaches


def _way(option: dict) -> tuple[Inbox, int, bool]:
    inbox = get(Inbox, option["inbox_id"])
    return inbox, option["identity_id"], has_room(way_out(inbox), option["identity_id"])
