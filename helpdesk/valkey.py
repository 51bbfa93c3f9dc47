"""The Redis that the program speaks to: the one REDIS_URL names, or a Valkey of its own beside the data."""

import contextlib
import fcntl
import os
import re
from pathlib import Path

import redis
from redis.backoff import ExponentialBackoff
from redis.retry import Retry

from helpdesk import valkey_server


class Unreachable(RuntimeError):
    """No Redis answers; the message says which one, why, and what to do."""


def ensure(data_dir: str | os.PathLike, redis_url: str | None = None) -> str:
    """The URL of a Redis that answers: REDIS_URL, the one running on this data directory, or a new one.

    A new one ends with the thread that started it: call this from the main thread.
    """
    if redis_url:
        return _answering(redis_url)
    home = Path(data_dir).resolve() / "valkey"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(home):  # two servers on one data directory would write one append-only file
        try:
            return running(data_dir) or valkey_server.start(home, ready=answers)
        except valkey_server.NotStarted as why:
            raise Unreachable(f"{why}\nInstall redis-server, or set REDIS_URL to a Redis or Valkey.") from why


def running(data_dir: str | os.PathLike) -> str | None:
    """The URL of the Valkey that runs on this data directory, if one does; starts none."""
    url = valkey_server.address(Path(data_dir).resolve() / "valkey")
    return url if url and answers(url) else None


def client(url: str, **options) -> redis.Redis:
    """A pool of connections, equally patient over TCP and Unix sockets (redis-py's own defaults differ)."""
    patience = {
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        "retry": Retry(ExponentialBackoff(cap=0.5, base=0.05), 3),
        "retry_on_error": [redis.ConnectionError, redis.TimeoutError],
    }
    return redis.Redis.from_url(url, **patience | options)


def for_limiter(url: str) -> str:
    """The same address as Flask-Limiter spells it."""
    return re.sub(r"^unix://", "redis+unix://", url)


def without_password(url: str) -> str:
    """The address as it may be shown and logged."""
    return re.sub(r"(//[^:@/]*):[^@/]*@", r"\1:***@", url)


def answers(url: str) -> bool:
    """Whether a server answers there at once."""
    once = Retry(ExponentialBackoff(), 0)
    try:
        with client(url, socket_timeout=2, retry=once) as server:
            return bool(server.ping())
    except (redis.RedisError, OSError):
        return False


def lost(url: str) -> bool:
    """Whether the Valkey in the data directory has gone, started by this process or by another."""
    return valkey_server.ended(url) or not answers(url)


def stop(url: str) -> None:
    """End the Valkey that this process started; one that was only found goes on running."""
    valkey_server.stop(url)


def _answering(url: str) -> str:
    try:
        with client(url) as server:
            server.ping()
    except (redis.RedisError, ValueError, OSError) as why:
        raise Unreachable(f"REDIS_URL {without_password(url)} does not answer: {why}") from why
    return url


@contextlib.contextmanager
def _alone(home: Path):
    with open(home / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
