"""Is it really Meta? The signature of a webhook over its raw body, and the handshake that connects it."""

import hashlib
import hmac

from channels.channel import Request


def verify(request: Request, settings: dict) -> bool:
    """A GET must know our verify token; a POST must be signed with the app secret, or the one before it."""
    if request.method == "GET":
        return _same(settings.get("verify_token"), request.args.get("hub.verify_token"))
    algorithm, equals, given = request.headers.get("x-hub-signature-256", "").partition("=")
    if request.method != "POST" or algorithm != "sha256" or not equals:
        return False
    secrets = (settings.get("app_secret"), settings.get("app_secret_before"))
    # All are tried, whichever fits: how long it takes tells nothing.
    return any([_same(signature(secret, request.body), given) for secret in secrets if secret])


def answer(request: Request, settings: dict) -> tuple[int, str, str] | None:
    """The handshake: Meta's challenge comes back as text. ValueError for a GET that is none."""
    if request.method != "GET":
        return None
    if request.args.get("hub.mode") != "subscribe" or not request.args.get("hub.challenge"):
        raise ValueError("not a handshake")
    return 200, "text/plain", request.args["hub.challenge"]


def signature(secret: str, body: bytes) -> str:
    """The hex HMAC-SHA256 of these bytes."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _same(wanted: str | None, given: str | None) -> bool:
    return bool(wanted) and bool(given) and hmac.compare_digest(wanted.encode(), given.encode("utf-8", "replace"))
