"""The one route that every provider posts to: verified over the raw body first, answered after the commit."""

import structlog
from flask import Blueprint, Response, current_app, request

from channels import replays
from channels.arriving import AWAY, arrive
from channels.channel import Request
from channels.inbox import by_key
from channels.register import adapter_of, all_adapters
from helpdesk.db import db

log = structlog.get_logger()
blueprint = Blueprint("hooks", __name__)
LARGEST = 2**20


@blueprint.route("/hooks/<key>", methods=["GET", "POST"])
def hook(key: str) -> Response:
    """A provider speaks. Its 200 means: committed."""
    request.max_content_length = LARGEST
    body = request.get_data(cache=False)
    if len(body) >= LARGEST:  # of a body without a length werkzeug gives the first bytes, and no error
        return _say(413)
    asked = _request(body)
    try:
        inbox = by_key(key)
        if inbox is None or not inbox.enabled or inbox.channel not in all_adapters():
            return _say(404)
        db.session.expunge(inbox)  # read once: the transaction that follows would read it anew
        return _handle(inbox, asked)
    except AWAY as error:
        log.error("not taken in: away", error=type(error).__name__)
        return _say(503, headers={"Retry-After": "5"})


@blueprint.post("/cti/<key>")
@blueprint.post("/cti/<key>/<token>")
def phone(key: str, token: str = "") -> Response:
    """A telephone system speaks; its adapter looks at the token, in the path or in the query."""
    return hook(key)


def _handle(inbox, asked: Request) -> Response:
    adapter, settings = adapter_of(inbox), inbox.settings or {}
    if not _is_the_provider(adapter, asked, settings) or _is_replayed(inbox, adapter, asked, settings):
        return _say(403)
    try:
        answer = adapter.answer(asked, settings) if hasattr(adapter, "answer") else None
        if asked.method == "POST":
            arrive(inbox, asked)
    except ValueError:
        return _say(400)
    status, content_type, body = answer or (200, "text/plain", "")
    return _say(status, body, content_type)


def _is_the_provider(adapter, asked: Request, settings: dict) -> bool:
    try:
        return adapter.verify(asked, settings) is True
    except Exception as error:  # a check that stumbles has not been passed
        log.warning("not verified", channel=adapter.kind, error=type(error).__name__)
        return False


def _is_replayed(inbox, adapter, asked: Request, settings: dict) -> bool:
    # A handshake's too: whoever has seen its address could else post under the same signature.
    signed = adapter.once(asked, settings) if hasattr(adapter, "once") else None
    return signed is not None and replays.is_replayed(inbox.id, signed, asked.body)


def _request(body: bytes) -> Request:
    query = request.query_string.decode("latin-1")
    url = current_app.config["PUBLIC_URL"] + request.path + (f"?{query}" if query else "")
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Request(request.method, url, headers, request.args.to_dict(), body)


def _say(status: int, body: str = "", content_type: str = "text/plain", headers: dict | None = None) -> Response:
    return Response(body, status, content_type=content_type, headers={"Cache-Control": "no-store", **(headers or {})})
