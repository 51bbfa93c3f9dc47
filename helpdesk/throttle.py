"""Throttles: so many tries in so many seconds, counted on Valkey, or in this process while Valkey is away."""

import threading
import time
from dataclasses import dataclass

import redis

from helpdesk import jobs
from helpdesk.crypto import blind

_FORGET_ABOVE = 10_000
_here: dict[str, tuple[int, float]] = {}
_lock = threading.Lock()


class TooOften(Exception):
    """Too many tries; `seconds` until the next may be made."""

    def __init__(self, seconds: int):
        super().__init__(f"too often; again in {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True)
class Throttle:
    """`limit` tries in `seconds` for each key. What is counted is hashed: keys are addresses of people."""

    name: str
    limit: int
    seconds: int

    def stop(self, key: str) -> None:
        """Raise TooOften when the tries are used up; counts nothing."""
        count, left = _read(self._key(key))
        if count >= self.limit:
            raise TooOften(max(1, left))

    def count(self, key: str) -> None:
        """One more try."""
        _add(self._key(key), self.seconds)

    def hit(self, key: str) -> None:
        """One more try, or TooOften when they are used up."""
        self.stop(key)
        self.count(key)

    def forget(self, key: str) -> None:
        """Start anew."""
        _forget(self._key(key))

    def _key(self, key: str) -> str:
        return f"throttle:{self.name}:{blind('throttle', key).hex()}"


def forget_everything_here() -> None:
    """Empty the counts of this process."""
    with _lock:
        _here.clear()


def _read(key: str) -> tuple[int, int]:
    try:
        if (server := jobs.connection()) is not None:
            count, left = server.pipeline(transaction=False).get(key).ttl(key).execute()
            return int(count or 0), left
    except redis.RedisError:
        pass  # an attacker must not gain tries by an outage: the counts of this process go on
    with _lock:
        count, until = _here.get(key, (0, 0.0))
        left = until - time.monotonic()
        return (count, int(left) + 1) if left > 0 else (0, 0)


def _add(key: str, seconds: int) -> None:
    try:
        if (server := jobs.connection()) is not None:
            server.pipeline().set(key, 0, ex=seconds, nx=True).incr(key).execute()
            return
    except redis.RedisError:
        pass
    with _lock:
        now = time.monotonic()
        if len(_here) > _FORGET_ABOVE:
            for old in [k for k, (_, until) in _here.items() if until < now] or list(_here)[: _FORGET_ABOVE // 2]:
                del _here[old]
        count, until = _here.get(key, (0, 0.0))
        _here[key] = (count + 1, until) if until > now else (1, now + seconds)


def _forget(key: str) -> None:
    with _lock:
        _here.pop(key, None)
    try:
        if (server := jobs.connection()) is not None:
            server.delete(key)
    except redis.RedisError:
        pass
