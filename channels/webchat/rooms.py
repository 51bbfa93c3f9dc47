"""Whom a word over the sockets reaches: the browsers of one address, or all who look at one inbox. No row."""

from helpdesk import realtime
from helpdesk.customers import Identity
from helpdesk.customers.identity import index_of
from helpdesk.db import db
from tickets import read_by_team

NAMESPACE = "/widget"


def address_room(kind: str, address: str) -> str:
    """All the browsers that may read what is written to this address; its name tells nothing about whose it is."""
    return f"address:{index_of(kind, address).hex()}"


def rooms_of(visitor) -> list[str]:
    """The rooms a visitor may be in: their own, and that of the user they are vouched for."""
    signed = [address_room("user_id", visitor.user)] if visitor.user else []
    return [address_room("visitor", visitor.address), *signed]


def inbox_room(inbox_id: int) -> str:
    """All who look at the chat of this inbox: told who is here."""
    return f"inbox:{inbox_id}"


def tell_browsers(message) -> None:
    """The visitor has written: their other browsers and tabs look. The one that wrote knows by `client_id`."""
    address = db.session.get(Identity, message.identity_id)
    signal(address.kind, address.value, "message", {"id": message.id, "client_id": message.client_id})


def tell_read(ticket) -> None:
    """Somebody of the team has looked at the ticket: its visitor sees that their words were read."""
    if ticket.channel == "webchat" and ticket.identity_id is not None:
        address = db.session.get(Identity, ticket.identity_id)
        signal(address.kind, address.value, "state", {"ticket": ticket.id, "agent_read_id": read_by_team(ticket)})


def signal(kind: str, address: str, name: str, data: dict) -> None:
    """Tell the browsers of an address something."""
    realtime.tell(address_room(kind, address), name, data, namespace=NAMESPACE)
