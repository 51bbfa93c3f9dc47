"""The visitor's token in a cookie, for browsers that let a frame of another site keep nothing else.

The cookie is partitioned: only our frame inside this very site has it, never our frame inside another one, and scripts
cannot read it. It is good for nothing but asking for the token, from our own pages, so there is no forging with it.
"""

from flask import Response, request, url_for

from channels import Inbox, webchat

KEPT_FOR = 400 * 24 * 3600  # seconds; browsers allow no more


def kept_token(inbox: Inbox) -> str | None:
    """The token in this browser's cookie, if it is still somebody's."""
    token = request.cookies.get(_name(inbox))
    return token if token and webchat.recognise(inbox, token) else None


def keep_token(response: Response, inbox: Inbox, token: str) -> Response:
    """Set the cookie."""
    return _set(response, inbox, token, KEPT_FOR)


def forget_token(response: Response, inbox: Inbox) -> Response:
    """Take it away."""
    return _set(response, inbox, "", 0)


def _set(response: Response, inbox: Inbox, token: str, seconds: int) -> Response:
    response.set_cookie(
        _name(inbox),
        token,
        max_age=seconds,
        path=url_for("widget.arrive", key=inbox.key),
        secure=True,
        httponly=True,
        samesite="None",
        partitioned=True,
    )
    return response


def _name(inbox: Inbox) -> str:
    return f"visitor-{inbox.id}"
