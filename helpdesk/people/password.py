"""Passwords: hashed with Argon2id, checked in equal time whether or not there is an account."""

import threading

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

SHORTEST, LONGEST = 10, 1024
# OWASP's first choice: 46 MiB, one pass, some 50 ms.
_hasher = PasswordHash((Argon2Hasher(memory_cost=47104, time_cost=1, parallelism=1),))
# A hundred sign-ins at once shall not take a hundred times the memory; there is a process for every core anyway.
_turns = threading.BoundedSemaphore(1)
_NOBODY = "$argon2id$v=19$m=47104,t=1,p=1$TToHbPISpk2WRGmEqEI2CQ$gP/M9JVmc95W+HbkOUgXqJv2HYLKIOp7RLFtzPzKII0"


class TooWeak(ValueError):
    """The password is too short, too long, or the address itself."""


def hashed(password: str, email: str = "") -> str:
    """The hash that is stored. Raises TooWeak."""
    if not SHORTEST <= len(password) <= LONGEST or password.lower() in (email, email.partition("@")[0] * 2):
        raise TooWeak(f"a password needs {SHORTEST} to {LONGEST} characters and must not be the address")
    with _turns:
        return _hasher.hash(password)


def check(password: str, stored: str | None) -> tuple[bool, str | None]:
    """Whether it is the password, and a new hash when the stored one is of an older kind.

    An unknown account (`stored` is None) costs the same time, so that nobody learns who has one.
    """
    with _turns:
        if stored is None or len(password) > LONGEST:
            _hasher.verify("x" * len(password[:LONGEST]), _NOBODY)
            return False, None
        return _hasher.verify_and_update(password, stored)
