"""How often a form may be looked at and sent: by IP address, and by the address that is given."""

from flask import request

from channels.form.confirming import mailbox_of
from helpdesk.throttle import Throttle

MINUTE, HOUR = 60, 3600
_LOOK = Throttle("form.look", limit=240, seconds=MINUTE)
_SEND = [Throttle("form.send", limit=24, seconds=MINUTE), Throttle("form.send_hour", limit=240, seconds=HOUR)]
_ADDRESS = Throttle("form.address", limit=10, seconds=HOUR)


def look() -> None:
    """Reading. Raises TooOften, as all of these."""
    _LOOK.hit(_there())


def send() -> None:
    """Sending anything at all: asked before the body is read."""
    for throttle in _SEND:
        throttle.hit(_there())


def write_for(address: str) -> None:
    """Sending in the name of this address."""
    _ADDRESS.hit(mailbox_of(address))


def _there() -> str:
    return request.remote_addr or "unknown"
