"""How often the help centre may be asked by one address."""

from flask import request

from helpdesk.throttle import Throttle

MINUTE, HOUR = 60, 3600
_LOOK = Throttle("help.look", limit=600, seconds=MINUTE)
_MISS = Throttle("help.miss", limit=20, seconds=MINUTE)
_RATE = Throttle("help.rate", limit=30, seconds=MINUTE)
_LINKS = Throttle("help.links", limit=20, seconds=HOUR)
_LINK_TO = Throttle("help.link_to", limit=5, seconds=HOUR)
_TRIES = Throttle("help.tries", limit=30, seconds=HOUR)
_WRITE = Throttle("help.write", limit=20, seconds=HOUR)


def look() -> None:
    """Searching. Raises TooOften, as all of these."""
    _LOOK.hit(_there())


def miss() -> None:
    """Noting what was not found."""
    _MISS.hit(_there())


def rate() -> None:
    """Saying whether it helped."""
    _RATE.hit(_there())


def link(address: str) -> None:
    """Having a link sent."""
    _LINKS.hit(_there())
    _LINK_TO.hit(address)


def try_to_enter() -> None:
    """Coming with a link or a signature, right or wrong."""
    _TRIES.hit(_there())


def write(customer_id: int) -> None:
    """A request, or more words to one."""
    _WRITE.hit(str(customer_id))


def _there() -> str:
    return request.remote_addr or "unknown"
