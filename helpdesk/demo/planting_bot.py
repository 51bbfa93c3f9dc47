"""Plant the bot: on in the web chat of the shop, with the flows that come along; elsewhere it is off."""

from chatbot.flows import shipped
from chatbot.saving import save_bot
from helpdesk.demo.cast import Cast
from helpdesk.events import SYSTEM

NAME = {"name_en": "Tide", "name_zh": "小汐"}
SAMPLES = {"order-status", "return-request", "call-back", "opening-hours"}


def plant_bot(cast: Cast) -> None:
    """Switch it on where a newcomer looks first."""
    for key in sorted(SAMPLES):
        shipped.take(key, by=SYSTEM, on=True)
    save_bot(cast.inboxes["webchat"].id, by=SYSTEM, enabled=True, **NAME)
