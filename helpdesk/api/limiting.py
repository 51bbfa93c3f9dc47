"""How often a program may ask: API_RATE requests a minute for each agent and web process."""

import threading
import time

from flask import current_app

from helpdesk.throttle import TooOften

MINUTE = 60
_lock = threading.Lock()
_minute = 0
_counts: dict[int, int] = {}


def count(agent_id: int) -> None:
    """One more request. Raises TooOften when the minute's are used up."""
    global _minute
    now = time.time()
    with _lock:
        if int(now // MINUTE) != _minute:
            _minute = int(now // MINUTE)
            _counts.clear()
        used = _counts[agent_id] = _counts.get(agent_id, 0) + 1
    if used > _limit():
        raise TooOften(int(MINUTE - now % MINUTE) + 1)


def headers(agent_id: int) -> dict[str, str]:
    """The limit, and what is left of it."""
    limit = _limit()
    return {"X-Rate-Limit": str(limit), "X-Rate-Limit-Remaining": str(max(0, limit - _counts.get(agent_id, 0)))}


def forget() -> None:
    """Start anew."""
    _counts.clear()


def _limit() -> int:
    return int(current_app.config["API_RATE"])
