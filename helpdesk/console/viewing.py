"""Viewing: who has which ticket open and is typing there."""


def viewers_of(ticket_id: int) -> list[dict]:
    """Who has the ticket open now."""
    return []
