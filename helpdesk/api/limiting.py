"""How often a program may ask: API_RATE requests a minute for each agent, counted by all processes together.

While Valkey is away each process counts by itself: a program is never let through without any limit.
"""

import threading
import time

import redis
from flask import current_app, g

from helpdesk import jobs
from helpdesk.throttle import TooOften

MINUTE = 60
_lock = threading.Lock()
_minute = 0
_counts: dict[int, int] = {}


def count(agent_id: int) -> None:
    """One more request. Raises TooOften when the minute's are used up."""
    now = time.time()
    used = g.api_requests = _counted(agent_id, int(now // MINUTE))
    if used > _limit():
        raise TooOften(int(MINUTE - now % MINUTE) + 1)


def headers() -> dict[str, str]:
    """The limit, and what is left of it after this request."""
    limit = _limit()
    return {"X-Rate-Limit": str(limit), "X-Rate-Limit-Remaining": str(max(0, limit - g.get("api_requests", 0)))}


def forget() -> None:
    """Empty the counts of this process."""
    _counts.clear()


def _counted(agent_id: int, minute: int) -> int:
    here = _counted_here(agent_id, minute)
    try:
        if (server := jobs.connection()) is not None:
            key = f"api:rate:{agent_id}:{minute}"
            used = server.incr(key)
            if used == 1:
                server.expire(key, 2 * MINUTE)
            return used
    except redis.RedisError:
        pass
    return here


def _counted_here(agent_id: int, minute: int) -> int:
    global _minute
    with _lock:
        if minute != _minute:
            _minute = minute
            _counts.clear()
        _counts[agent_id] = _counts.get(agent_id, 0) + 1
        return _counts[agent_id]


def _limit() -> int:
    return int(current_app.config["API_RATE"])
