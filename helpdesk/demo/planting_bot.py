"""Plant the bot: on in the web chat of the shop, with the flows that come along; elsewhere it is off."""

from chatbot.bot import Bot
from chatbot.flows.flow import Flow, FlowVersion
from chatbot.flows.shipped import SHIPPED
from helpdesk.demo.cast import Cast
from helpdesk.hot import change, insert


def plant_bot(cast: Cast) -> None:
    """Rows alone, as all history: nothing shall follow from them."""
    for one in SHIPPED:
        words = {name: value for name, value in one.items() if name != "steps"}
        flow = insert(Flow(enabled=True, **words))
        change(flow, version_id=insert(FlowVersion(flow_id=flow.id, number=1, steps=one["steps"])).id)
    insert(Bot(inbox_id=cast.inboxes["webchat"].id, enabled=True, name_en="Tide", name_zh="小汐"))
