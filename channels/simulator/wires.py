"""The wire: each request that went between us and a simulated provider, secrets masked, for whoever wants to learn."""

import base64
import json
import re

from channels.simulator.standin import ApiCall, Posting, Reply

MOST = 200  # of one line
LONGEST = 4_000  # characters of a body that are kept
MASK = "••••"
# Tokens that the provider hands out for a while: no setting, and as good as one.
_TOKEN = re.compile(r'((?:access|component|upload)_token(?:=|"?:\s*"))[^&"\s]{6,}')
_SECRET_HEADERS = ("authorization", "x-telegram-bot-api-secret-token", "cookie")


def of_call(line, call: ApiCall, reply: Reply | None, fault: str | None, seconds: float) -> None:
    """Write down a call of ours to the provider and what it answered."""
    query = "&".join(f"{name}={value}" for name, value in call.args.items())
    _keep(
        line,
        {
            "kind": "call",
            "method": call.method,
            "to": call.path + (f"?{query}" if query else ""),
            "headers": _headers(call.headers),
            "body": _body_of(call),
            "status": reply.status if reply else None,
            "fault": fault,
            "ms": round(seconds * 1000),
            "answer": _text(_plain(reply.body)) if reply else "",
        },
    )


def of_posting(line, posting: Posting, status: int | None, answer: bytes, seconds: float, error: str = "") -> None:
    """Write down a request of the provider to our webhook and what we answered."""
    where = (posting.path or f"/hooks/{line.key}") + (f"?{posting.query}" if posting.query else "")
    _keep(
        line,
        {
            "kind": "post",
            "method": posting.method,
            "to": where,
            "headers": _headers({name.lower(): value for name, value in posting.headers.items()}),
            "body": _text(posting.body),
            "status": status,
            "fault": error or None,
            "ms": round(seconds * 1000),
            "answer": _text(answer),
        },
    )


def last(line, after: int = 0, limit: int = 60) -> list[dict]:
    """The newest of this line, oldest first."""
    rows = line.rows.run(
        "SELECT number, at, data FROM wire WHERE line = ? AND number > ? ORDER BY number DESC LIMIT ?",
        line.key,
        after,
        limit,
    )
    return [{"number": number, "at": at, **json.loads(data)} for number, at, data in reversed(rows)]


def _keep(line, data: dict) -> None:
    masked = {name: mask(value, line) if isinstance(value, str) else value for name, value in data.items()}
    masked["headers"] = {name: mask(value, line) for name, value in data["headers"].items()}
    line.rows.run("INSERT INTO wire (line, at, data) VALUES (?, ?, ?)", line.key, line.now(), json.dumps(masked))
    line.rows.run(
        "DELETE FROM wire WHERE line = ? AND number <= (SELECT number FROM wire WHERE line = ? "
        "ORDER BY number DESC LIMIT 1 OFFSET ?)",
        line.key,
        line.key,
        MOST,
    )
    line.changed(line.key, "")


def mask(text: str, line) -> str:
    """The text without the inbox's secrets."""
    for name in line.secrets:
        value = str(line.settings.get(name) or "")
        if len(value) >= 6:
            text = text.replace(value, MASK)
    return _TOKEN.sub(rf"\1{MASK}", text)


def _headers(headers: dict) -> dict:
    kept = {
        name: value
        for name, value in headers.items()
        if name.startswith("x-") or name in ("content-type", "authorization", "retry-after")
    }
    return {name: MASK if name in _SECRET_HEADERS else value for name, value in kept.items()}


def _body_of(call: ApiCall) -> str:
    if call.files:
        files = [
            f"{name}: {file.filename} ({file.content_type}, {len(file.data or b'')} bytes)"
            for name, file in call.files.items()
        ]
        return "\n".join([*(f"{name}: {value}" for name, value in call.form.items()), *files])[:LONGEST]
    return _text(call.body)


def _plain(body) -> bytes:
    if isinstance(body, bytes):
        return body
    return (body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)).encode()


def _text(body: bytes) -> str:
    try:
        return body[: LONGEST * 4].decode()[:LONGEST]
    except UnicodeDecodeError:
        pass
    return f"({len(body)} bytes: {base64.b64encode(body[:24]).decode()}…)"
