"""Jobs: later() puts a function and ids on an RQ queue after the commit; wake() does it once however often asked."""

import atexit
from collections.abc import Callable

import redis
import structlog
from rq import Queue
from rq.serializers import JSONSerializer

from helpdesk.bell import Bell
from helpdesk.db import on_commit

log = structlog.get_logger()
QUEUES = ("events", "outgoing", "incoming", "media", "slow")
_connection: redis.Redis | None = None


def start(connection: redis.Redis) -> None:
    """Take the connection of this process; called by the app factory."""
    global _connection
    _connection = connection


def connection() -> redis.Redis:
    """The Redis or Valkey of this process."""
    return _connection


def later(function: Callable, *ids, queue: str = "slow") -> None:
    """Run the function with these ids in a worker, once what is now being written has been committed."""
    on_commit(lambda: _enqueue(function, ids, queue))


def wake(function: Callable, *ids, queue: str = "events") -> None:
    """Like later(), but queued only once until it starts: the rows are the queue, this is the alarm."""
    on_commit(lambda: _bell.ask(function, ids, queue, True))


def woken(function: Callable, *ids) -> None:
    """The job has started: from now on a new alarm is queued again. Call it before reading the rows."""
    if _connection is None:
        return
    try:
        _connection.delete(_alarm(function, ids))
    except redis.RedisError as error:
        log.warning("alarm not cleared", error=type(error).__name__)


def _enqueue(function: Callable, ids: tuple, queue: str, once: bool = False) -> None:
    if _connection is None:  # commands that work without a Valkey leave it to the sweep
        return
    try:
        # Thirty seconds: if the job was lost with its worker, the next alarm may queue it again.
        if once and not _connection.set(_alarm(function, ids), 1, nx=True, ex=30):
            return
        Queue(queue, connection=_connection, serializer=JSONSerializer).enqueue(
            function, *ids, result_ttl=0, failure_ttl=3600, job_timeout=600
        )
    except redis.RedisError as error:  # the rows are still there; the sweep finds them
        log.warning("not queued", job=function.__qualname__, error=type(error).__name__)


_bell = Bell(_enqueue)
atexit.register(_bell.ring_now)  # a command is over sooner than its bell has rung


def _alarm(function: Callable, ids: tuple) -> str:
    return f"alarm:{function.__module__}.{function.__qualname__}:{','.join(map(str, ids))}"
