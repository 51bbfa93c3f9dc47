"""Presence: who has a ticket open, who is typing there, which browsers are idle. No rows: Valkey, with expiry.

Every process writes what it knows and reads what all know. While Valkey is away each process knows its own only.
"""

import json
import time
from collections import defaultdict

import redis

from helpdesk import jobs, realtime

KEPT = 60  # seconds without a sign of life after which somebody no longer looks
CUSTOMER_TYPES = 6
_CHANGED = "viewing:changed"
_here: dict[int, dict[str, dict]] = defaultdict(dict)  # ticket → socket → {agent, typing, at}


def look(ticket: int, socket: str, agent: int, typing: str | None = None) -> None:
    """This socket of this agent has the ticket open and types a reply, a note or nothing."""
    seen = {"agent": agent, "typing": typing, "at": time.time()}
    _here[ticket][socket] = seen
    _write(lambda pipe: pipe.hset(_key(ticket), socket, json.dumps(seen)).expire(_key(ticket), KEPT * 2))
    tell(ticket)


def look_away(ticket: int, socket: str) -> None:
    """This socket has closed the ticket."""
    _here[ticket].pop(socket, None)
    if not _here[ticket]:
        del _here[ticket]
    _write(lambda pipe: pipe.hdel(_key(ticket), socket))
    tell(ticket)


def still_looking() -> None:
    """A sign of life of all that this process knows."""
    now = time.time()

    def write(pipe) -> None:
        for ticket, sockets in list(_here.items()):
            for seen in list(sockets.values()):
                seen["at"] = now
            pipe.hset(_key(ticket), mapping={s: json.dumps(seen) for s, seen in list(sockets.items())})
            pipe.expire(_key(ticket), KEPT * 2)

    if _here:
        _write(write)


def customer_types(ticket: int) -> None:
    """The customer is writing just now; it fades by itself."""
    _write(lambda pipe: pipe.set(f"{_key(ticket)}:customer", 1, ex=CUSTOMER_TYPES))
    tell(ticket)


def tell(ticket: int) -> None:
    """Tell those who have the ticket open; those who see it in a list are told with the next rows."""
    _write(lambda pipe: pipe.zadd(_CHANGED, {str(ticket): time.time()}).expire(_CHANGED, KEPT))
    realtime.tell(realtime.ticket_room(ticket), "viewing", viewing(ticket))


def viewing(ticket: int) -> dict:
    """{ticket, viewers: [{agent_id, typing}], customer_typing}."""
    return viewings([ticket])[0]


def viewings(tickets: list[int]) -> list[dict]:
    """The same of several tickets, in one round trip."""
    try:
        pipe = _pipe()
        for ticket in tickets:
            pipe.hvals(_key(ticket)).exists(f"{_key(ticket)}:customer")
        found = pipe.execute()
        seen = [[json.loads(one) for one in sockets] for sockets in found[::2]]
        typing = [bool(one) for one in found[1::2]]
    except (redis.RedisError, AttributeError):
        seen, typing = [list(_here.get(ticket, {}).values()) for ticket in tickets], [False] * len(tickets)
    return [
        {"ticket": ticket, "viewers": _by_agent(sockets), "customer_typing": types}
        for ticket, sockets, types in zip(tickets, seen, typing, strict=True)
    ]


def changed_since(instant: float) -> list[int]:
    """The tickets where somebody came, went or began to type since then, two hundred at most."""
    try:
        pipe = _pipe()
        pipe.zremrangebyscore(_CHANGED, 0, time.time() - KEPT).zrangebyscore(_CHANGED, instant, "+inf", 0, 200)
        return [int(ticket) for ticket in pipe.execute()[1]]
    except (redis.RedisError, AttributeError):
        return []


def all_idle(agent: int, socket: str, idle: bool | None) -> bool:
    """Note whether this browser of the agent is idle (None: it has gone); whether all of them are."""
    key = f"idle:{agent}"
    try:
        pipe = _pipe()
        pipe.hdel(key, socket) if idle is None else pipe.hset(key, socket, int(idle))
        states = pipe.expire(key, 3600 * 24).hvals(key).execute()[-1]
        return bool(states) and all(state == b"1" for state in states)
    except (redis.RedisError, AttributeError):
        return bool(idle)


def _by_agent(sockets: list[dict]) -> list[dict]:
    limit, found = time.time() - KEPT, {}
    for seen in sockets:
        if seen["at"] >= limit:
            found[seen["agent"]] = seen["typing"] or found.get(seen["agent"])
    return [{"agent_id": agent, "typing": typing} for agent, typing in sorted(found.items())]


def _key(ticket: int) -> str:
    return f"viewing:{ticket}"


def _pipe():
    connection = jobs.connection()
    return connection.pipeline(transaction=False) if connection is not None else None


def _write(commands) -> None:
    try:
        if (pipe := _pipe()) is not None:
            commands(pipe)
            pipe.execute()
    except redis.RedisError:
        pass  # presence is no fact: it is right again as soon as Valkey is
