"""How often visitors may ask for what: by visitor and by IP address, which an office or a phone network shares."""

from flask import request

from helpdesk.throttle import Throttle

MINUTE, HOUR = 60, 3600

_LOOK = Throttle("widget.look", limit=600, seconds=MINUTE)
_ARRIVE = [Throttle("widget.arrive", limit=60, seconds=MINUTE), Throttle("widget.arrive_hour", 600, HOUR)]
_BEGIN = Throttle("widget.begin", limit=300, seconds=HOUR)  # a phone network may be thousands behind one address
_WRITE = [Throttle("widget.write", limit=20, seconds=MINUTE), Throttle("widget.write_hour", 300, HOUR)]
_WRITE_THERE = Throttle("widget.write_there", limit=200, seconds=MINUTE)
_UPLOAD = Throttle("widget.upload", limit=30, seconds=10 * MINUTE)
_UPLOAD_THERE = Throttle("widget.upload_there", limit=120, seconds=10 * MINUTE)
_CLAIM = Throttle("widget.claim", limit=10, seconds=HOUR)
_VOUCH = Throttle("widget.vouch", limit=120, seconds=MINUTE)
CONNECT = Throttle("widget.connect", limit=240, seconds=MINUTE)


def look() -> None:
    """Reading. Raises TooOften, as all of these."""
    _LOOK.hit(_there())


def arrive() -> None:
    """Becoming a visitor."""
    for throttle in _ARRIVE:
        throttle.hit(_there())


def write(visitor) -> None:
    """Writing a message; whoever writes for the first time opens a ticket, and one address opens only so many."""
    if visitor.identity_id is None:
        _BEGIN.hit(_there())
    _WRITE_THERE.hit(_there())
    for throttle in _WRITE:
        throttle.hit(str(visitor.id))


def upload(visitor) -> None:
    """Uploading a file."""
    _UPLOAD_THERE.hit(_there())
    _UPLOAD.hit(str(visitor.id))


def claim(visitor) -> None:
    """Naming another e-mail address."""
    _CLAIM.hit(str(visitor.id))


def vouch() -> None:
    """Showing a signature: right ones are not counted apart, for nobody guesses 256 bits."""
    _VOUCH.hit(_there())


def _there() -> str:
    return request.remote_addr or "unknown"
