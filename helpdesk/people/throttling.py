"""How often a password may be tried: by account and by IP address.

A browser in which the account has signed in before counts apart, so that a stranger who keeps on guessing cannot
shut the owner out.
"""

from helpdesk.throttle import Throttle

_ACCOUNT = Throttle("sign_in.account", limit=20, seconds=900)
_KNOWN = Throttle("sign_in.known", limit=20, seconds=900)
_ADDRESS = Throttle("sign_in.address", limit=60, seconds=900)


def stop_if_too_often(email: str, address: str, known: bool = False) -> None:
    """Raises TooOften."""
    _of_account(known).stop(_same(email))
    if not known:
        _ADDRESS.stop(address)


def note_failure(email: str, address: str, known: bool = False) -> None:
    """Count a wrong password."""
    _of_account(known).count(_same(email))
    _ADDRESS.count(address)


def forget_failures(email: str, known: bool = False) -> None:
    """The right password was given; the address keeps its count, or a guesser would reset it with an account of his."""
    _of_account(known).forget(_same(email))


def _of_account(known: bool) -> Throttle:
    return _KNOWN if known else _ACCOUNT


def _same(email: str) -> str:
    return email.strip().lower()
