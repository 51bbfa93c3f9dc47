"""Posting to somebody else's address: signed, never into our own network, never without end; its answer is not kept."""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass
from http.client import HTTPException

from flask import current_app
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from helpdesk import guard

STEP = 10.0  # seconds without a byte
LONGEST_PAUSE = 3600.0


@dataclass(frozen=True)
class Answer:
    """What came back: a status, or why there is none; `pause` in seconds is what they asked for."""

    status: int | None = None
    error: str = ""
    pause: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether it was taken."""
        return self.status is not None and 200 <= self.status < 300


def post(address: str, message_id: str, secret: str, body: str) -> Answer:
    """Send it once. What they answer beside the status is not read: it could be of our own network."""
    allowed = [host for host in current_app.config.get("WEBHOOK_HOSTS", "").split(",") if host.strip()]
    try:
        target = guard.target_of(address, allowed)
    except guard.Blocked as why:
        return Answer(error=f"this address is not asked: {why}")
    raw, now = body.encode(), int(time.time())
    connection = _connection(target)
    try:
        connection.request(
            "POST",
            target.path,
            body=raw,
            preload_content=False,
            headers={
                "Host": _host(target),
                "Content-Type": "application/json",
                "User-Agent": "helpdesk-webhooks/1",
                "webhook-id": message_id,
                "webhook-timestamp": str(now),
                "webhook-signature": signature(secret, message_id, now, raw),
            },
        )
        response = connection.getresponse()
        return Answer(response.status, "" if response.status < 300 else f"answered {response.status}", _pause(response))
    except (HTTPError, HTTPException, OSError, ValueError) as why:
        return Answer(error=f"no answer ({type(why).__name__})")
    finally:
        connection.close()


def signature(secret: str, message_id: str, at: int, body: bytes) -> str:
    """As the Standard Webhooks form has it: v1, over id, time and body."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{message_id}.{at}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(digest).decode()}"


def _connection(target: guard.Target) -> HTTPConnection:
    # To the address that was looked at, not to the name: a second look could give another one.
    if target.scheme == "http":
        return HTTPConnection(target.ip, target.port, timeout=STEP)
    return HTTPSConnection(
        target.ip, target.port, timeout=STEP, server_hostname=target.host, assert_hostname=target.host
    )


def _host(target: guard.Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == guard.PORTS[target.scheme] else f"{host}:{target.port}"


def _pause(response) -> float:
    given = response.headers.get("retry-after", "")
    return min(float(given), LONGEST_PAUSE) if given.isdigit() else 0.0
