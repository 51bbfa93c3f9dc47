"""Twilio's signature: HMAC-SHA1 over the public address and the sorted form fields, or the digest of another body."""

import base64
import hashlib
import hmac
from urllib.parse import parse_qs, parse_qsl, urlsplit, urlunsplit

from channels.channel import Request

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 500  # Twilio sends some thirty; to sort half a million takes seconds, before anybody has proven anything
_USUAL = {"https": 443, "http": 80}


def is_signed(request: Request, *tokens: str) -> bool:
    """Whether Twilio signed this request with one of our live auth tokens."""
    given = request.headers.get("x-twilio-signature", "")
    try:
        if not given or not given.isascii() or not _is_whole(request):
            return False
        fields = _fields(request)
    except ValueError:  # more fields than Twilio ever sends
        return False
    wanted = [signature(token, url, fields) for token in tokens if token for url in _spellings(request.url)]
    return any([hmac.compare_digest(one, given) for one in wanted])  # a list: all are compared, whichever is right


def signature(token: str, url: str, fields: list[tuple[str, str]] = ()) -> str:
    """What stands in X-Twilio-Signature. A field that comes twice counts once for each of its values."""
    text = url + "".join(name + value for name, value in sorted(set(fields)))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def _is_whole(request: Request) -> bool:
    """A body that is no form is not in the signature: its digest stands in the address, which is."""
    digest = _digest(request)
    if digest is not None:
        return hmac.compare_digest(hashlib.sha256(request.body).hexdigest().encode(), digest.lower().encode())
    return not request.body or _is_form(request)


def _fields(request: Request) -> list[tuple[str, str]]:
    # Only what _is_whole has looked at: else the mere word in the address would leave the fields unsigned.
    if _digest(request) is not None or not _is_form(request):
        return []
    return parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)


def _digest(request: Request) -> str | None:
    query = urlsplit(request.url).query
    return parse_qs(query, keep_blank_values=True, max_num_fields=MOST_FIELDS).get("bodySHA256", [None])[0]


def _is_form(request: Request) -> bool:
    return request.headers.get("content-type", FORM).partition(";")[0].strip().lower() == FORM


def _spellings(url: str) -> set[str]:
    """The address with and without its port: Twilio signs the one or the other."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    port = parts.port or _USUAL.get(parts.scheme)
    return {url, *(urlunsplit(parts._replace(netloc=place)) for place in (host, f"{host}:{port}"))}
