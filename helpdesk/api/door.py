"""The door of the API: a token opens it, each address answers with and without .json, errors have one shape."""

import json
from collections.abc import Callable

from flask import Blueprint, Response, current_app, g, request

from channels import Malformed, json_body
from helpdesk import refusing
from helpdesk.api import limiting, signing_in
from helpdesk.db import db
from helpdesk.people import Agent
from helpdesk.refusing import Refusal
from tickets import finding
from tickets.finding import Sight
from tickets.refusals import NotAllowed
from tickets.ticket import Ticket

blueprint = Blueprint("api", __name__, url_prefix="/api/v2")
LARGEST = 4 * 2**20
NUMBER = "<int(max=9223372036854775807):number>"
ROUTES: list[tuple[str, str, Callable]] = []  # for the description of itself
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def route(path: str, *methods: str):
    """The view answers at this path of /api/v2, with and without .json."""

    def decorate(view: Callable) -> Callable:
        endpoint = f"{view.__module__.rpartition('.')[2]}_{view.__name__}"
        for form in (path, f"{path}.json"):
            blueprint.add_url_rule(form, endpoint, view, methods=list(methods or ("GET",)))
        ROUTES.extend((path, method, view) for method in methods or ("GET",))
        return view

    return decorate


@blueprint.before_request
def only_with_a_token() -> None:
    """Raises a Refusal for whoever has none, or asks too often."""
    request.max_content_length = None if request.path.endswith(("/uploads", "/uploads.json")) else LARGEST
    g.agent = signing_in.agent_of(request)
    g.agent_id = g.agent.id
    db.session.expunge(g.agent)  # read once: each transaction that follows would read it anew, for nothing
    limiting.count(g.agent_id)


@blueprint.after_request
def say_the_limit(response: Response) -> Response:
    """Tell programs how much they may still ask; nothing of this is kept by caches."""
    response.headers["Cache-Control"] = "no-store"
    if "agent_id" in g:
        response.headers.extend(limiting.headers())
    return response


@blueprint.errorhandler(NotAllowed)
def refused(error: NotAllowed):
    """A ticket cannot do this."""
    return refusing.answer(invalid(error.en, error.zh, why=error.code, **error.details))


def me() -> Agent:
    """In whose name the program acts."""
    return g.agent


def sight() -> Sight:
    """The tickets as that agent sees them."""
    if "sight" not in g:
        g.sight = finding.visible_to(g.agent)
    return g.sight


def find_ticket(number: int) -> Ticket:
    """The ticket, through the one who asks; what is in the trash is found under deleted_tickets alone."""
    try:
        ticket = sight().get(number)
    except LookupError:
        raise not_found() from None
    if ticket.trashed_at is not None:
        raise not_found()
    return ticket


def answer(body: dict, status: int = 200, **headers: str) -> Response:
    """The JSON answer."""
    return Response(_dumps(body), status, headers=headers, content_type="application/json; charset=utf-8")


def given(name: str | None = None) -> dict:
    """The object of this name in the body, or the whole body. Raises a Refusal when it is none."""
    try:
        body = json_body(request.get_data(cache=True) or b"{}")
    except Malformed as why:
        raise Refusal(400, "bad_request", f"The body could not be read: {why}.", "无法识别请求内容。") from None
    found = body if name is None else body.get(name) if isinstance(body, dict) else None
    if not isinstance(found, dict):
        raise invalid(f"The body needs an object {name or ''}.".replace(" .", "."), f"请求内容缺少 {name or '对象'}。")
    return found


def url(path: str) -> str:
    """The full address of something here."""
    return f"{current_app.config['PUBLIC_URL']}/api/v2/{path}"


def not_found() -> Refusal:
    """There is no such thing, or not for you: nobody can tell which."""
    return Refusal(404, "RecordNotFound", "Not found", "未找到")


def invalid(en: str, zh: str | None = None, /, **details) -> Refusal:
    """What was said cannot be done."""
    return Refusal(422, "RecordInvalid", en, zh, **{"base": [{"description": en}], **details})
