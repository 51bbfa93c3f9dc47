"""Which visitors have the chat open right now: signs of life in Valkey, that fade by themselves.

Losing them costs nothing: an answer then goes by e-mail too.
"""

import time
from datetime import datetime

import redis

from helpdesk import clock, jobs

FADES = 60  # seconds: a visitor who has been gone for longer is away
KEPT = 300


def here(visitor_ids: list[int]) -> None:
    """These visitors have a live browser."""
    server = jobs.connection()
    if server is None or not visitor_ids:
        return
    try:
        pipeline = server.pipeline(transaction=False)
        for number in visitor_ids:
            pipeline.set(_key(number), time.time(), ex=KEPT)
        pipeline.execute()
    except redis.RedisError:
        pass  # as good as gone: the answer follows by e-mail


def anyone_here(visitor_ids: list[int], as_of: datetime | None = None) -> bool:
    """Whether one of these visitors has had a live browser within the minute before."""
    server = jobs.connection()
    if server is None or not visitor_ids:
        return False
    try:
        limit = (as_of or clock.now()).timestamp() - FADES
        return any(seen is not None and float(seen) >= limit for seen in server.mget(map(_key, visitor_ids)))
    except redis.RedisError:
        return False


def _key(number: int) -> str:
    return f"visitor:{number}"
