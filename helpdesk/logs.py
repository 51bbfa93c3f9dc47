"""Logs: one line an event on standard error, JSON (for people at a terminal: words), each with its request's id.

Nothing personal is logged: no bodies, names or addresses, no path that may hold a token. What slips into the text of
an error (a database or a mail server quotes what it was given) is blanked out.
"""

import logging
import re
import secrets
import sys
import time
from typing import Any

import structlog
from flask import Flask, g, request

SLOW_SECONDS = 1.0
_BLANKED = [
    (re.compile(r"(://[^:@/\s]*):[^@/\s]*@"), r"\1:***@"),
    (re.compile(r"(?i)\b(basic|bearer) [\w+/=.~-]{8,}"), r"\1 ***"),
    (re.compile(r"(?i)\b(\w*(?:password|passwd|secret|token)|api[_-]?key|cookie)\b(['\"]?\s*[=:]\s*)\S+"), r"\1\2***"),
    (re.compile(r"/bot\d+:[\w-]+"), "/bot***"),  # Telegram's addresses carry the token
    (re.compile(r"[^\s<>\"'(),;:=]+@[^\s<>\"'(),;:=]+"), "***@***"),
    (re.compile(r"(?<![\w.-])(?!\d{4}-\d\d-\d\d)\+?\d[\d ()-]{6,}\d(?![\w.-])"), "***"),
]
_ACCEPTED_ID = re.compile(r"[\w-]{8,64}")


def start(level: str) -> None:
    """Send everything the program and its libraries say through one form."""
    common: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        blank_personal,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *common, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = _StandardError()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *common],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer()],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [*(other for other in root.handlers if not isinstance(other, _StandardError)), handler]
    root.setLevel(level)
    for chatty in ("alembic", "urllib3", "engineio", "socketio", "werkzeug", "imap_tools", "phonenumbers"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))


class _StandardError(logging.StreamHandler):
    """Writes to whatever standard error is at that moment."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self):
        return sys.stderr


def _renderer():
    if sys.stderr.isatty():
        return structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    return structlog.processors.JSONRenderer(default=str, ensure_ascii=False)


def with_requests(app: Flask) -> None:
    """Give each request an id, say it in the answer and in all its lines; note failures and slowness."""
    log = structlog.get_logger("helpdesk.requests")

    def failed(exc_info) -> None:
        # Instead of Flask's own, which writes down the path, and in it tokens.
        log.error("request failed", method=request.method, route=_route(), exc_info=exc_info)

    app.log_exception = failed  # type: ignore[method-assign]

    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if _ACCEPTED_ID.fullmatch(given) else secrets.token_hex(8)
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=g.request_id)

    @app.after_request
    def note(response):
        if "request_id" not in g:
            return response
        response.headers["X-Request-ID"] = g.request_id
        seconds = time.perf_counter() - g.began
        unwell = response.status_code >= 500 and response.status_code != 503  # a 503 is an answer, and has its own line
        if unwell or seconds > SLOW_SECONDS:
            log.warning(
                "request", method=request.method, route=_route(), status=response.status_code, seconds=round(seconds, 3)
            )
        return response


def _route() -> str:
    return request.url_rule.rule if request.url_rule else "(no route)"


def blank_personal(_logger, _method, line: dict) -> dict:
    """Blank out what looks like an address, a number of a person, or a secret."""
    return {
        name: blanked(value) if isinstance(value, str) and name != "timestamp" else value
        for name, value in line.items()
    }


def blanked(text: str) -> str:
    """The text without addresses, telephone numbers and secrets."""
    for pattern, instead in _BLANKED:
        text = pattern.sub(instead, text)
    return text
