"""The addresses under which stand-ins answer: one blueprint for the program's own port and for the tests' server."""

import contextlib
import json
import mimetypes
import socket
from collections.abc import Callable

from flask import Blueprint, Response, abort, request

from channels.channel import File
from channels.simulator.hosting import Host
from channels.simulator.postman import Postman
from channels.simulator.standin import ApiCall, Reply

PREFIX = "/simulator/providers"
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def providers(host_of: Callable[[str, str], Host | None], postman: Callable[[], Postman]) -> Blueprint:
    """The blueprint; `host_of(kind, key)` finds the stand-in of an inbox, or None: then there is nothing here."""
    blueprint = Blueprint("providers", __name__, url_prefix=PREFIX)

    @blueprint.route("/<kind>/<key>", defaults={"path": ""}, methods=METHODS)
    @blueprint.route("/<kind>/<key>/<path:path>", methods=METHODS)
    def answer(kind: str, key: str, path: str) -> Response:
        host = host_of(kind, key)
        if host is None:
            abort(404)
        reply = host.answer(_call(path))
        response = _silence() if reply is None else _response(reply)
        carrier = postman()  # the app is out of reach by the time the response is closed
        response.call_on_close(lambda: carrier.send_off(host.line))
        return response

    return blueprint


def _call(path: str) -> ApiCall:
    body = request.get_data()
    headers = {name.lower(): value for name, value in request.headers.items()}
    files = {
        name: File(given.filename or name, given.mimetype, data=given.read()) for name, given in request.files.items()
    }
    return ApiCall(request.method, f"/{path}", request.args.to_dict(), headers, body, request.form.to_dict(), files)


def _response(reply: Reply) -> Response:
    if isinstance(reply.body, (dict, list)):
        body, kind = json.dumps(reply.body, ensure_ascii=False).encode(), "application/json"
    else:
        body, kind = reply.body, "text/plain; charset=utf-8" if isinstance(reply.body, str) else _BYTES
    response = Response(body, reply.status, headers=reply.headers, content_type=reply.content_type or kind)
    response.headers["Content-Security-Policy"] = _POWERLESS
    return response


def _silence() -> Response:
    """Break the connection: whoever called never hears whether it was done."""
    line = request.environ.get("gunicorn.socket") or request.environ.get("werkzeug.socket")
    if line is not None:
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
    return Response(status=504)


# Customers' files come from the desk's own address here: a page among them must not act as one of the desk's.
_POWERLESS = "default-src 'none'; sandbox"
_BYTES = mimetypes.types_map[".bin"]
