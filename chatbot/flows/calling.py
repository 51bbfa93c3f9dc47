"""Calling: one request of a flow to an address of the company's own, guarded, timed out, and small.

The host is the admin's; what a customer wrote goes into path, query or body only, escaped. The name is looked up once
and the connection goes to that very address; inner addresses only where FLOW_HOSTS names them. Redirects end it.
"""

import json
import socket
import threading
from contextlib import suppress
from http.client import HTTPException
from urllib.parse import quote, urlsplit

from flask import current_app
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from chatbot.flows.steps import GAP
from helpdesk.crypto import sign
from helpdesk.guard import PORTS, Blocked, Target, target_of

SECONDS, LONGEST = 5.0, 15.0
MOST_BYTES = 64 * 1024
MOST_TAKEN = 500  # characters of one value


def call(step: dict, filled: dict) -> tuple[dict | None, dict]:
    """What was taken from the answer, None when it failed; and a report for whoever tries the flow out."""
    url = address(step["url"], filled)
    report = {"url": url}
    try:
        status, body = _ask(step, url, filled)
    except Blocked as why:
        return None, report | {"error": f"blocked: {why}"}
    except (HTTPError, HTTPException, OSError, ValueError) as why:
        return None, report | {"error": type(why).__name__}
    if not 200 <= status < 300 or body is None:
        return None, report | {"status": status}
    return {name: _at(body, str(place)) for name, place in (step.get("take") or {}).items()}, report | {
        "status": status
    }


def address(url: str, filled: dict) -> str:
    """The address with its gaps filled, each value escaped whole: it cannot leave its place in path or query."""
    return GAP.sub(lambda gap: _escaped(filled.get(gap[1], "")), url)


def key_for(url: str) -> str:
    """What proves to this host that we are who asks; shown to the admin beside the step."""
    return sign("flow.call", (urlsplit(url).hostname or "").lower())[:48]


def _escaped(value) -> str:
    text = str(value)[:300]
    return quote(text, safe="") if text.strip(".") else ""  # dots alone would climb up the path


def _ask(step: dict, url: str, filled: dict) -> tuple[int, dict | None]:
    target = target_of(url, current_app.config.get("FLOW_HOSTS", "").split())
    seconds = min(float(step.get("seconds") or SECONDS), LONGEST)
    connection, lines = _connection(target, seconds), []
    # A server that sends a byte now and then never runs into a timeout of its own.
    watch = threading.Timer(seconds, _hang_up, (lines,))
    watch.daemon = True
    watch.start()
    try:
        connection.connect()
        lines.append(connection.sock)
        method = step.get("method") or "GET"
        body = None
        if method == "POST":
            body = json.dumps({name: filled.get(name) for name in step.get("body") or list(filled)}).encode()
        connection.request(method, target.path, body=body, headers=_headers(target, url, body), preload_content=False)
        response = connection.getresponse()
        return response.status, _object(response)
    finally:
        watch.cancel()
        connection.close()


def _headers(target: Target, url: str, body: bytes | None) -> dict[str, str]:
    host = f"[{target.host}]" if ":" in target.host else target.host
    headers = {
        "Host": host if target.port == PORTS[target.scheme] else f"{host}:{target.port}",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Authorization": f"Bearer {key_for(url)}",
    }
    return headers | ({"Content-Type": "application/json"} if body else {})


def _connection(target: Target, seconds: float) -> HTTPConnection:
    # To the address that was looked at, not to the name: a second look could give another one.
    if target.scheme == "http":
        return HTTPConnection(target.ip, target.port, timeout=seconds)
    return HTTPSConnection(
        target.ip, target.port, timeout=seconds, server_hostname=target.host, assert_hostname=target.host
    )


def _object(response) -> dict | None:
    data = bytearray()
    while piece := response.read1(16_384):
        data += piece
        if len(data) > MOST_BYTES:
            return None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _at(body: dict, place: str) -> str:
    """The value at a.b.0.c, as text."""
    value = body
    for part in place.split(".")[:10]:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return ""
    return "" if value is None or isinstance(value, dict | list) else str(value)[:MOST_TAKEN]


def _hang_up(lines: list[socket.socket]) -> None:
    for line in lines:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
