"""What follows from what: the whole page of it. `now` in the same transaction, `later` after the commit."""

import channels.delivery
import routing
from helpdesk.events import ANYTHING, when
from tickets import events as e


def register() -> None:
    """Fill the register of reactions; called once by the app factory."""
    when(e.PERSON_NEEDED, now=[routing.route])
    when(e.REPLY_SENT, now=[channels.delivery.queue])
    when(ANYTHING, later=[])
