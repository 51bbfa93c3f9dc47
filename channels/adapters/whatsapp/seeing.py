"""Seen: two blue ticks on the customer's phone, for this message and all before it."""

from channels.meta import graph


def seen(settings: dict, envelope: dict) -> None:
    """Tell WhatsApp that the team has read it, unless the inbox keeps that to itself."""
    number = envelope.get("message_id")
    if number and settings.get("mark_read") != "no":
        said = {"messaging_product": "whatsapp", "status": "read", "message_id": number}
        graph.post(settings, f"{settings['phone_number_id']}/messages", said)
