"""Posting a question to an address that an admin has set: to a machine that was looked at, within a time for all."""

import json
import socket
import threading
from contextlib import suppress
from http.client import HTTPException

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from helpdesk import guard
from helpdesk.guard import Blocked, Target

LARGEST = 64 * 1024


class Unavailable(Exception):
    """There is no answer; the text says why, in a word for the log: blocked, timeout, status 503, …"""


def post_json(url: str, body: bytes, headers: dict[str, str], *, seconds: float, inner: bool) -> dict:
    """The JSON object it answers. `inner`: the admin says that this is a machine of our own network.

    A redirect is no answer: who was asked and signed to is this address. Raises Unavailable.
    """
    try:
        target = guard.target_of(url, [url] if inner else [])
    except Blocked as why:
        raise Unavailable(f"blocked: {why}") from None
    status, answer = _ask(target, body, headers, seconds)
    if status != 200:
        raise Unavailable(f"status {status}")
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        raise Unavailable("no JSON") from None
    if not isinstance(found, dict):
        raise Unavailable("no JSON object")
    return found


def _ask(target: Target, body: bytes, headers: dict[str, str], seconds: float) -> tuple[int, bytes]:
    connection, overdue, lines = _connection(target, seconds), threading.Event(), []
    watch = threading.Timer(seconds, _hang_up, (lines, overdue))
    watch.daemon = True
    watch.start()
    try:
        connection.connect()
        lines.append(connection.sock)
        connection.request("POST", target.path, body=body, preload_content=False, headers={**headers, **_own(target)})
        response = connection.getresponse()
        answer = response.read(LARGEST + 1)
        if overdue.is_set():
            raise OSError
    except (HTTPError, HTTPException, OSError, ValueError, AttributeError) as why:
        raise Unavailable("timeout" if overdue.is_set() else f"no answer ({type(why).__name__})") from None
    finally:
        watch.cancel()
        connection.close()
    if len(answer) > LARGEST:
        raise Unavailable("too large")
    return response.status, answer


def _connection(target: Target, seconds: float) -> HTTPConnection:
    # To the address that was looked at, not to the name: a second look could give another one.
    if target.scheme == "http":
        return HTTPConnection(target.ip, target.port, timeout=seconds)
    return HTTPSConnection(
        target.ip, target.port, timeout=seconds, server_hostname=target.host, assert_hostname=target.host
    )


def _own(target: Target) -> dict[str, str]:
    host = f"[{target.host}]" if ":" in target.host else target.host
    if target.port != guard.PORTS[target.scheme]:
        host = f"{host}:{target.port}"
    return {"Host": host, "Content-Type": "application/json", "Accept-Encoding": "identity"}


def _hang_up(lines: list[socket.socket], overdue: threading.Event) -> None:
    """A server that sends a byte now and then never runs into a timeout of its own."""
    overdue.set()
    for line in lines:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
