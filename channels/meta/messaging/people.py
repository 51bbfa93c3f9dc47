"""What a person is called: messages do not say it, and it is told only to whom they have written."""

from channels.channel import Inbound
from channels.meta import graph
from channels.meta.messaging.channel import Kind


def who(settings: dict, address: str, kind: Kind) -> Inbound:
    """The person with this id, by their name. Raises Later or Refused."""
    found = graph.get(settings, address, fields="name")
    return Inbound(external_id="", address_kind=kind.name, address=address, name=str(found.get("name") or ""))
