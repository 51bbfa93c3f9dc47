"""Paper: a ticket as far as rules can change it, to try on what they would do before it is done."""

from tickets.ticket import DONE

COPIED = (
    *("id", "subject", "status", "priority", "type", "language", "channel", "inbox_id", "customer_id", "identity_id"),
    *("team_id", "assignee_id", "fields", "tag_names", "created_at", "waiting_since", "solved_at", "snoozed_until"),
    *("spam_at", "message_count", "last_message_id"),
)
WATCHED = ("priority", "type", "tag_names", "fields", "team_id", "assignee_id", "status", "snoozed_until", "spam_at")


class Paper:
    """It reads like a ticket; nothing that is written on it is kept."""

    __slots__ = COPIED

    def __init__(self, ticket=None, **values):
        if ticket is not None:
            for name in COPIED:
                setattr(self, name, getattr(ticket, name))
        for name, value in values.items():
            setattr(self, name, value)


def state_of(ticket) -> dict:
    """What rules can change of it, as it stands."""
    state = {name: getattr(ticket, name) for name in WATCHED}
    return state | {"snoozed_until": None} if state["status"] in DONE else state  # solved wins over snoozed
