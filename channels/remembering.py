"""What an adapter must remember between two visits to its provider: cursors, UIDVALIDITY, …"""

from channels import polling
from channels.channel import Memory, Pull
from channels.inbox import Inbox
from helpdesk.db import db, transaction


def recall(inbox_id: int, what: str) -> dict:
    """What was last remembered under this name, or an empty mapping."""
    inbox = db.session.get(Inbox, inbox_id, populate_existing=True)
    return (inbox.state or {}).get(what) or {}


@transaction()
def remember(inbox_id: int, what: str, value: dict) -> None:
    """Keep this under this name; the inbox's other memories stay."""
    _merge(inbox_id, {what: value})


@transaction()
def keep(inbox: Inbox, memory: Memory) -> None:
    """Keep these values, in the same transaction as what came with them; other memories of the inbox stay."""
    _merge(inbox.id, memory.values)


@transaction()
def pull(inbox: Inbox, what: Pull) -> None:
    """There is something to fetch: soon, and should the wake-up be lost, at the next sweep."""
    _merge(inbox.id, what.values).polled_at = None
    polling.wake(inbox.id)


def _merge(inbox_id: int, values: dict) -> Inbox:
    # Locked: a hook and a fetch may each have something to remember at the same moment.
    inbox = db.session.get(Inbox, inbox_id, populate_existing=True, with_for_update=True)
    inbox.state = {**(inbox.state or {}), **values}
    return inbox
