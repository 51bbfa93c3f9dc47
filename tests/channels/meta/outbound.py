"""An answer of ours, as delivery hands it to an adapter."""

from channels.channel import Outbound


def outbound(address: str = "carol", text: str = "", **more) -> Outbound:
    return Outbound(key="k", message_id=1, ticket_id=1, address_kind="whatsapp", address=address, text=text, **more)
