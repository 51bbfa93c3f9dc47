"""Sign in with a token: `email/token:TOKEN` as Basic, or `Bearer TOKEN`."""

import base64
import binascii
import hashlib
import hmac
import time

from flask import Request

from helpdesk import people
from helpdesk.hot import get
from helpdesk.people import Agent
from helpdesk.refusing import Refusal
from helpdesk.throttle import Throttle

GUESSES = Throttle("api tokens", limit=30, seconds=60)
_TRUSTED_FOR = 2.0  # seconds until a token that was ended is asked for again
_MOST = 1000
MISSING = (
    "This request carries no credentials. Send a token in the Authorization header: Bearer TOKEN, or Basic with "
    "EMAIL/token:TOKEN in base64. Tokens are made under Settings, API tokens.",
    "请求未携带凭证。请在 Authorization 请求头中提供令牌：Bearer TOKEN，"
    "或 Basic 加上 base64 编码的 EMAIL/token:TOKEN。令牌可在“设置”的“API 令牌”中创建。",
)
_known: dict[bytes, tuple[int, int, float]] = {}  # hash → agent, epoch, until


def agent_of(request: Request) -> Agent:
    """Whose token this is. Raises a Refusal (401), or TooOften for an address that guesses."""
    said = request.headers.get("Authorization", "").strip()
    if not said:
        raise Refusal(401, "Couldn't authenticate you", *MISSING)
    email, token = _credentials(said)
    agent = _find(token) if token else None
    if agent is None or (email is not None and not hmac.compare_digest(agent.email.encode(), email.encode())):
        GUESSES.hit(request.remote_addr or "")
        raise Refusal(401, "Couldn't authenticate you", "This token opens nothing.", "令牌无效。")
    return agent


def forget() -> None:
    """Trust no token without asking."""
    _known.clear()


def _find(token: str) -> Agent | None:
    fingerprint = hashlib.sha256(token.encode()).digest()
    number, epoch, until = _known.get(fingerprint, (None, None, 0.0))
    if until > time.monotonic():
        agent = get(Agent, number)
        if agent is not None and agent.epoch == epoch and agent.disabled_at is None:
            return agent
    agent = people.api_token.find(token)
    if agent is not None:
        if len(_known) >= _MOST:
            _known.clear()
        _known[fingerprint] = (agent.id, agent.epoch, time.monotonic() + _TRUSTED_FOR)
    return agent


def _credentials(header: str) -> tuple[str | None, str]:
    scheme, _, rest = header.partition(" ")
    if scheme.lower() == "bearer":
        return None, rest.strip()
    if scheme.lower() != "basic":
        return None, ""
    try:
        name, _, token = base64.b64decode(rest, validate=True).decode().rpartition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None, ""
    email, slash, word = name.rpartition("/")
    return (email.lower(), token) if slash and word == "token" else (None, "")
