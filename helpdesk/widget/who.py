"""Who asks: the inbox by the key in the address, the visitor by the token in the header."""

from functools import wraps

from flask import request

from channels import Inbox, by_key, webchat
from channels.webchat import Visitor
from helpdesk.forgery import came_from_us
from helpdesk.refusing import Refusal

SMALL = 160 * 1024  # bytes of a request that carries words only: the longest message, were all of it escaped
_CHANGES = {"POST", "PUT", "DELETE"}


def of_inbox(view):
    """Give the view the enabled web chat inbox that the key in its address names; what changes comes from our frame."""

    @wraps(view)
    def guarded(key, **rest):
        if request.method in _CHANGES:
            if not came_from_us(request.headers.get("Origin")):
                raise Refusal(403, "foreign_origin", "This request comes from another site.", "此请求来自其他网站。")
            if request.mimetype != "multipart/form-data":
                request.max_content_length = SMALL
        return view(chat_inbox(key), **rest)

    return guarded


def of_visitor(view):
    """Like of_inbox, and only for a visitor whose token is known."""

    @wraps(view)
    def guarded(inbox, **rest):
        return view(inbox, visitor_of(inbox), **rest)

    return of_inbox(guarded)


def chat_inbox(key: str) -> Inbox:
    """The web chat of this key. Raises a 404 when there is none that is on."""
    inbox = by_key(key)
    if inbox is None or inbox.channel != "webchat" or not inbox.enabled:
        raise Refusal(404)
    return inbox


def visitor_of(inbox: Inbox, *, needed: bool = True) -> Visitor | None:
    """The visitor who sent this request. Raises a 401 for a token nobody has, and where one is needed for none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if not scheme and not needed:
        return None
    visitor = webchat.recognise(inbox, token) if scheme.lower() == "visitor" and token else None
    if visitor is None:
        raise Refusal(
            401,
            "unknown_visitor",
            "This chat does not know this browser any more. Start again.",
            "会话已失效，请重新开始。",
        )
    return visitor


def body() -> dict:
    """The request's JSON object. Raises a 400 when it is none."""
    try:
        found = request.get_json(silent=True)
    except RecursionError:
        raise Refusal(400) from None
    if not isinstance(found, dict):
        raise Refusal(400)
    return found


def text_in(found: dict, name: str, limit: int) -> str:
    """A text of the request as it can be kept; empty when it is not there. Raises a 422 when it is too long."""
    value = found.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refusal(422, "invalid", f"{name} must be a text.", f"{name} 必须是文本。", field=name)
    # Half a surrogate pair and NUL cannot be stored by every database.
    value = value.encode("utf-8", "ignore").decode().replace("\x00", "").strip()
    if len(value) > limit:
        raise Refusal(
            422,
            "too_long",
            f"This is {len(value) - limit} characters too long.",
            f"内容超出 {len(value) - limit} 个字。",
            field=name,
            limit=limit,
        )
    return value


def number_in(found: dict, name: str) -> int | None:
    """A row's number of the request. Raises a 422 for anything else."""
    value = found.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise Refusal(422, "invalid", f"{name} must be a number.", f"{name} 必须是数字。", field=name)
    return value
