"""Signing in and out, and the page that opens the desk the first time."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, jsonify, make_response, redirect, render_template, request
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from helpdesk import crypto, people
from helpdesk.people import sessions
from helpdesk.reader import language, say, wants_json
from helpdesk.refusing import Refusal
from helpdesk.throttle import TooOften

pages = Blueprint("sign_in", __name__)
_A_YEAR = 365 * 24 * 3600


@pages.before_request
def nothing_large() -> None:
    """Whoever has not signed in cannot make us read for long."""
    request.max_content_length = 16 * 1024


@pages.get("/sign-in")
def page():
    """The form; whoever is signed in goes on at once."""
    if not people.anybody():
        return redirect("/welcome")
    if current_user.is_authenticated:
        return redirect(_safe(request.args.get("next")))
    return _form(next=request.args.get("next", ""))


@pages.get("/sign-in.json")
def token():
    """A fresh token for the sign-in that the console lays over itself when a session is over."""
    return jsonify(csrf=generate_csrf(), signed_in=current_user.is_authenticated)


@pages.post("/sign-in")
def sign_in():
    """Check and begin. Every failure reads the same: nobody learns which addresses have an account."""
    said = request.get_json(silent=True) if request.is_json else request.form
    said = said if isinstance(said, dict) else {}
    email, password = (_text(said, name) for name in ("email", "password"))
    try:
        agent = people.check_password(
            email, password, address=request.remote_addr or "", known=_is_known_browser(email)
        )
    except TooOften as error:
        return _refused(
            429,
            say("Too many tries. Wait a few minutes, then try again.", "尝试次数过多，请几分钟后再试。"),
            email,
            {"Retry-After": str(error.seconds)},
        )
    except people.WrongPassword:
        return _refused(401, say("E-mail and password do not match an account.", "邮箱或密码不正确。"), email)
    sessions.begin(agent, keep=bool(said.get("keep")))
    answer = (
        jsonify(csrf=generate_csrf(), me={"id": agent.id})
        if wants_json()
        else redirect(_safe(_text(said, "next")), 303)
    )
    return _remember_browser(make_response(answer), agent)


@pages.post("/sign-out")
def sign_out():
    """End this session; a copy of its cookie is worth nothing afterwards."""
    sessions.end()
    return jsonify(signed_out=True) if wants_json() else redirect("/sign-in", 303)


@pages.get("/welcome")
def welcome():
    """The first page of a new installation."""
    if people.anybody():
        return redirect("/sign-in")
    return render_template("welcome.html", lang=language())


@pages.post("/welcome")
def open_the_desk():
    """Make the first admin and sign them in; once there is anybody, there is nothing here."""
    if people.anybody():
        raise Refusal(404)
    name, email, password = (_text(request.form, field) for field in ("name", "email", "password"))
    try:
        agent = people.open_the_desk(email=email, name=name, password=password, language=language())
    except people.Taken:
        return redirect("/sign-in", 303)
    except people.TooWeak:
        return _welcome_again(
            name, email, say("Choose a password of 10 characters or more.", "密码至少需要 10 个字符。")
        )
    except ValueError:
        return _welcome_again(name, email, say("Give a name and an e-mail address.", "请填写姓名和邮箱地址。"))
    sessions.begin(agent, keep=False)
    return redirect("/", 303)


def _form(status: int = 200, **values):
    return render_template("sign_in.html", lang=language(), **values), status


def _refused(status: int, sentence: str, email: str, headers: dict | None = None):
    if wants_json():
        code = "too_often" if status == 429 else "wrong_password"
        return jsonify(error=code, description=sentence, details={}), status, headers or {}
    page, _ = _form(error=sentence, email=email, next=_text(request.form, "next"))
    return page, status, headers or {}


def _welcome_again(name: str, email: str, error: str):
    return render_template("welcome.html", lang=language(), name=name, email=email, error=error), 422


def _text(said, name: str) -> str:
    value = said.get(name) or ""
    return value[:2048] if isinstance(value, str) else ""


def _safe(target: str | None) -> str:
    """Where to go after signing in: a path of this site. A browser takes "//x" and "/\\x" for hosts."""
    if not target or not target.startswith("/") or target[1:2] in ("/", "\\") or any(ord(c) < 33 for c in target):
        return "/"
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else "/"


def _cookie() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-known"


def _is_known_browser(email: str) -> bool:
    agent_id, _, signature = request.cookies.get(_cookie(), "").partition(".")
    agent = people.by_email(email) if signature else None
    return agent is not None and agent_id == str(agent.id) and crypto.signed("known browser", agent_id, signature)


def _remember_browser(response: Response, agent) -> Response:
    config = current_app.config
    response.set_cookie(
        _cookie(),
        f"{agent.id}.{crypto.sign('known browser', str(agent.id))}",
        max_age=_A_YEAR,
        path="/",
        secure=config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response
