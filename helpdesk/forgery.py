"""Forgery: what changes something and comes with our cookie must carry our token and come from our own pages."""

from flask import Flask, current_app, request
from flask_login import current_user
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

from helpdesk.realtime import from_our_pages
from helpdesk.refusing import Refusal

HEADER, FIELD = "X-CSRF-Token", "csrf_token"
_READING = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Programs and visitors sign each request by itself and send no cookie that would mean anything there.
_WITHOUT_COOKIE = ("/hooks/", "/cti/", "/api/", "/widget/", "/survey/", "/form/", "/simulator/providers/")
# Browsers keep its pages, so no token stands in them; its cookie is Lax, and a sister site is told by its origin.
_WITHOUT_TOKEN = ("/help/",)


def register(app: Flask) -> None:
    """Check every request that is not just reading; templates have csrf_token()."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # as long as the session
    app.jinja_env.globals["csrf_token"] = generate_csrf
    app.before_request(check)


def check() -> None:
    """Raises a Refusal when the request may have been forged."""
    if request.method in _READING or request.path.startswith(_WITHOUT_COOKIE):
        return
    if not came_from_us(request.headers.get("Origin")):
        raise Refusal(400, "foreign_origin", "This request comes from another site.", "此请求来自其他网站。")
    if request.path.startswith(_WITHOUT_TOKEN):
        return
    try:
        validate_csrf(request.headers.get(HEADER) or _field())
    except ValidationError:
        raise Refusal(
            400,
            "csrf",
            "This page has been open for too long. Load it again and repeat the last step.",
            "页面打开时间过长，请刷新后重试。",
        ) from None


def came_from_us(origin: str | None) -> bool:
    """Whether a page of ours made the request; browsers always say for requests that change something."""
    return origin is None or from_our_pages(current_app, origin, request.host)


def _field() -> str | None:
    # Never parse a large body of somebody unknown just to look for a token: with files only for who is signed in.
    small = request.mimetype == "application/x-www-form-urlencoded"
    known = request.mimetype == "multipart/form-data" and current_user.is_authenticated
    return request.form.get(FIELD) if small or known else None
