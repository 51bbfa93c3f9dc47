"""A customer puts an emoji on a message, or takes it off."""

from datetime import datetime

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import record
from helpdesk.hot import change
from tickets.events import MESSAGE_REACTED
from tickets.message import Message


@transaction()
def react(message: Message, ticket, *, emoji: str | None, by, at: datetime | None = None) -> bool:
    """The message now bears this; False when a later reaction is here already, or nothing differs."""
    at = min(at or clock.now(), clock.now())
    if message.reaction == emoji or (message.reaction_at and message.reaction_at > at):
        return False
    change(message, reaction=emoji, reaction_at=at)
    record(MESSAGE_REACTED, ticket, by=by, message=message, emoji=emoji)
    return True
