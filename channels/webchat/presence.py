"""Which visitors have the chat open right now: signs of life in Valkey, that fade by themselves after a minute.

Losing them costs nothing: an answer then goes by e-mail too.
"""

import redis

from helpdesk import jobs

FADES = 60  # seconds: a visitor who has been gone for longer is away


def here(visitor_ids: list[int]) -> None:
    """These visitors have a live browser."""
    server = jobs.connection()
    if server is None or not visitor_ids:
        return
    try:
        pipeline = server.pipeline(transaction=False)
        for number in visitor_ids:
            pipeline.set(_key(number), 1, ex=FADES)
        pipeline.execute()
    except redis.RedisError:
        pass  # as good as gone: the answer follows by e-mail


def anyone_here(visitor_ids: list[int]) -> bool:
    """Whether one of these visitors has had a live browser within the last minute."""
    server = jobs.connection()
    if server is None or not visitor_ids:
        return False
    try:
        return bool(server.exists(*map(_key, visitor_ids)))
    except redis.RedisError:
        return False


def _key(number: int) -> str:
    return f"visitor:{number}"
