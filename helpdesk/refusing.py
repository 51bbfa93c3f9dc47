"""Refusing: every error of an edge is one sentence for the reader, as JSON for programs and as a page for people."""

import errno

import structlog
from flask import Flask, Response, jsonify, render_template, request
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from helpdesk.reader import language, request_id, say, wants_json
from helpdesk.throttle import TooOften

log = structlog.get_logger()

_SENTENCES = {
    400: ("bad_request", "This request could not be read.", "无法识别此请求。"),
    401: ("signed_out", "Sign in first.", "请先登录。"),
    403: ("forbidden", "Your role does not allow this.", "当前角色没有此权限。"),
    404: ("not_found", "There is nothing here that you may see.", "此内容不存在，或您无权查看。"),
    405: ("method_not_allowed", "This address cannot be used like that.", "此地址不支持这种访问方式。"),
    409: ("conflict", "Somebody else changed this in the meantime. Look again.", "内容刚被他人修改，请刷新后再试。"),
    413: ("too_large", "That is too large to send.", "内容过大，无法提交。"),
    415: ("unsupported_type", "This kind of content is not accepted.", "不支持此内容类型。"),
    422: ("invalid", "Something in this is not right.", "提交的内容有误。"),
    429: ("too_often", "That was too often. Wait a little.", "操作过于频繁，请稍候再试。"),
    500: ("failed", "Something on our side failed. Nothing was changed.", "系统出现故障，未作任何更改。"),
    503: ("unavailable", "This is not available right now. Try again in a moment.", "暂时无法使用，请稍后再试。"),
}


class Refusal(Exception):
    """The edge says no: a status, a code for programs, and the sentence in both languages."""

    def __init__(
        self, status: int, code: str | None = None, en: str | None = None, zh: str | None = None, /, **details
    ):
        known = _SENTENCES.get(status, _SENTENCES[400])
        self.status, self.code, self.details = status, code or known[0], details
        self.en, self.zh = (en, zh or en) if en else known[1:]
        super().__init__(self.en)


def register(app: Flask) -> None:
    """Answer every error in this one way."""
    app.register_error_handler(Refusal, answer)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(TooOften, _too_often)
    app.register_error_handler(RecursionError, lambda _error: answer(Refusal(400)))  # JSON, nested without end
    for beyond in (OverflowError, DataError, UnicodeEncodeError):
        app.register_error_handler(beyond, _beyond_the_database)
    app.register_error_handler(StaleDataError, _changed_meanwhile)
    for away in (OperationalError, InterfaceError, NoConnection):
        app.register_error_handler(away, _database_away)
    app.register_error_handler(OSError, _no_room)
    app.register_error_handler(Exception, _unforeseen)


def answer(refusal: Refusal):
    """The response that says so."""
    if wants_json():
        body = {"error": refusal.code, "description": say(refusal.en, refusal.zh), "details": refusal.details}
        return jsonify(body), refusal.status
    if isinstance(request.routing_exception, SecurityError):  # a forged Host: from it no address can be made
        return Response(refusal.en, content_type="text/plain; charset=utf-8"), refusal.status
    page = render_template(
        "error.html", code=refusal.status, request_id=request_id(), lang=language(), for_whom=_for_whom()
    )
    return page, refusal.status


def _for_whom() -> str:
    """Whose page it would have been: a customer has no inbox to go back to, and no admin to ask."""
    first = request.path.split("/")[1]
    return {"help": "help", "survey": "customer", "form": "customer"}.get(first, "")


def _of_http(error: HTTPException):
    if error.response is not None or error.code is None or error.code < 400:
        return error
    response, status = answer(Refusal(error.code))
    extra = [(name, value) for name, value in error.get_headers() if name not in ("Content-Type", "Content-Length")]
    return response, status, extra


def _too_often(error: TooOften):
    return *answer(Refusal(429, retry_after=error.seconds)), {"Retry-After": str(error.seconds)}


def _changed_meanwhile(_error: StaleDataError):
    return answer(Refusal(409))


def _beyond_the_database(error: Exception):
    """A number of more than 64 bits, NUL, half of a character: every edge looks for them, and this stands behind it."""
    log.warning("a value that cannot be kept", error=type(error).__name__)
    return answer(Refusal(422, "cannot_be_kept", "A value in this cannot be kept as it is.", "其中有无法保存的内容。"))


def _database_away(error: OperationalError | InterfaceError | NoConnection):
    log.warning("database away", error=type(getattr(error, "orig", error)).__name__)
    return *answer(Refusal(503)), {"Retry-After": "5"}


def _no_room(error: OSError):
    if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return _unforeseen(error)
    log.error("no room", error=errno.errorcode[error.errno])
    full = "There is no room left on the disk. Nothing was changed.", "磁盘空间不足，未作任何更改。"
    return *answer(Refusal(503, "no_room", *full)), {"Retry-After": "60"}


def _unforeseen(_error: Exception):
    log.exception("request failed")
    return answer(Refusal(500, request_id=request_id()))
