"""The lines of the demo's inboxes: found by the key of an inbox that says it is simulated, and by nothing else."""

from functools import cache
from pathlib import Path

from flask import current_app

from channels.inbox import Inbox, by_key
from channels.register import all_adapters
from channels.simulator.acquainting import acquaint
from channels.simulator.acting import receipts_on
from channels.simulator.hosting import Host
from channels.simulator.line import KeptLine
from channels.simulator.postman import Postman
from channels.simulator.register import SIMULATED, all_standins
from channels.simulator.serving import PREFIX
from channels.simulator.store import Store
from helpdesk import realtime
from helpdesk.crypto import sign

NAMESPACE, ROOM = "/simulator", "phones"


def host_of(kind: str, key: str) -> Host | None:
    """The stand-in of this inbox; None for a real one, for another kind, and where no demo was loaded."""
    inbox = by_key(key)
    if inbox is None or inbox.channel != kind or not (inbox.options or {}).get(SIMULATED):
        return None
    return host(inbox)


def host(inbox: Inbox) -> Host | None:
    """The stand-in of a simulated inbox."""
    standin = all_standins().get(inbox.channel)
    if standin is None:
        return None
    line = line_of(inbox)
    acquaint(inbox, line)
    return Host(standin, line, receipts=receipts_on(line))


def line_of(inbox: Inbox) -> KeptLine:
    """What the provider knows of this inbox."""
    line = KeptLine(
        store(),
        inbox.channel,
        inbox.key,
        settings=inbox.settings or {},
        base=base_of(inbox.channel, inbox.key),
        changed=_tell,
        webhook=f"{current_app.config['PUBLIC_URL']}/hooks/{inbox.key}",
    )
    line.secrets = [one.name for one in all_adapters()[inbox.channel].settings if one.secret]
    return line


def base_of(kind: str, key: str) -> str:
    """Where this provider's stand-in is called: always on this machine."""
    return f"{door()}{PREFIX}/{kind}/{key}"


def secret_of(key: str):
    """Makes the secrets of a simulated inbox, always the same ones."""
    return lambda name: sign("simulator", f"{key}|{name}")[:32]


def door() -> str:
    """The address this program answers at on this machine."""
    return f"http://127.0.0.1:{current_app.config['PORT']}"


def store() -> Store:
    """Where the phones and memories of the demo are kept."""
    return _store(current_app.config["HELPDESK_DATA"])


def postman() -> Postman:
    """Who posts to our webhooks."""
    return _postman(door())


@cache
def _store(data: str) -> Store:
    return Store(Path(data) / "simulator" / "lines.db")


@cache
def _postman(address: str) -> Postman:
    return Postman(address)


def _tell(key: str, person: str) -> None:
    realtime.tell(ROOM, "look", {"key": key, "person": person}, namespace=NAMESPACE)
