"""What the adapters of Messenger and Instagram do alike, told in which of them they are."""

from functools import partial
from types import SimpleNamespace

from channels.meta.messaging import arriving, people, sending
from channels.meta.messaging.channel import Kind


def doors(kind: Kind) -> SimpleNamespace:
    """`parse`: everything about our page or account · `send`: by its Send API · `who`: what a person is called."""
    return SimpleNamespace(
        parse=partial(arriving.items_of, kind=kind),
        send=partial(sending.send, kind=kind),
        who=partial(people.who, kind=kind),
    )
