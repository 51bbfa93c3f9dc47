"""Proving: is it Tencent who speaks? Two live secrets may stand beside each other, so that they can be changed."""

from collections.abc import Iterator

from channels.channel import Request
from channels.reading import Malformed, xml_body
from channels.tencent import sealing
from helpdesk import clock

TOLERANCE = 300.0  # seconds


def is_signed(request: Request, settings: dict) -> bool:
    """The signature of plain mode, which covers a token, the time and a nonce, and only for five minutes."""
    args = request.args
    given, at, nonce = args.get("signature", ""), args.get("timestamp", ""), args.get("nonce", "")
    known = [sealing.is_signed(given, token, at, nonce) for token in _both(settings, "token")]
    return any(known) and bool(nonce) and _is_now(at)


def sealed_content(request: Request, settings: dict, receive_id: str) -> bytes | None:
    """What is sealed in this request and signed; None if anything about it is wrong."""
    try:
        envelope = request.args.get("echostr", "") if request.method == "GET" else _envelope(request.body)
    except Malformed:
        return None
    args, content = request.args, None
    given, at, nonce = args.get("msg_signature", ""), args.get("timestamp", ""), args.get("nonce", "")
    known = [sealing.is_signed(given, token, at, nonce, envelope) for token in _both(settings, "token")]
    if not any(known) or not envelope:
        return None
    for key in _both(settings, "encoding_aes_key"):
        found = sealing.opened(envelope, key, receive_id)
        content = found if content is None else content
    return content


def _both(settings: dict, name: str) -> Iterator[str]:
    yield from filter(None, (settings.get(name), settings.get(f"{name}_before")))


def _envelope(body: bytes) -> str:
    envelope = xml_body(body).get("Encrypt")
    return envelope if isinstance(envelope, str) else ""


def _is_now(timestamp: str) -> bool:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    return abs(clock.now().timestamp() - int(timestamp)) <= TOLERANCE
