"""What an adapter must remember between two visits to its provider: cursors, UIDVALIDITY, …"""

from channels.inbox import Inbox
from helpdesk.db import db, transaction


def recall(inbox_id: int, what: str) -> dict:
    """What was last remembered under this name, or an empty mapping."""
    inbox = db.session.get(Inbox, inbox_id, populate_existing=True)
    return (inbox.state or {}).get(what) or {}


@transaction()
def remember(inbox_id: int, what: str, value: dict) -> None:
    """Keep this under this name; the inbox's other memories stay."""
    inbox = db.session.get(Inbox, inbox_id, populate_existing=True)
    inbox.state = {**(inbox.state or {}), what: value}
