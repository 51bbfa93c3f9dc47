"""Sessions: the cookie that names a sign-in, and who is behind a request."""

from datetime import timedelta
from functools import wraps

from flask import Flask, redirect, request, session, url_for
from flask_login import LoginManager, current_user, login_user

from helpdesk.people import signing_in
from helpdesk.people.roles import may
from helpdesk.people.sign_in import agent_of
from helpdesk.reader import wants_json
from helpdesk.refusing import Refusal

logins = LoginManager()


def register(app: Flask) -> None:
    """Read the cookie of every request; who was disabled or has another password is nobody."""
    secure = app.config["PUBLIC_URL"].startswith("https://")
    app.config.update(
        # Cookies know no ports: two installations on one machine must not sign one another out.
        SESSION_COOKIE_NAME="__Host-helpdesk" if secure else f"helpdesk-{app.config['PORT']}",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
    )
    logins.init_app(app)
    logins.session_protection = None  # people change networks; the sign-in row is what ends a session
    logins.user_loader(agent_of)


def begin(agent, *, keep: bool) -> None:
    """Sign the agent in to this browser. Nothing of the session before survives: whoever planted it gains nothing."""
    made = signing_in.sign_in(agent, keep=keep)
    session.clear()
    session.permanent = keep
    agent.sign_in_id = made.id
    login_user(agent)


def end() -> None:
    """Sign out this browser, here and on the server."""
    if current_user.is_authenticated:
        signing_in.sign_out(current_user._get_current_object(), current_user.sign_in_id)
    session.clear()


def signed_in(view):
    """Only for somebody signed in; a page sends others to sign in, a program gets a 401."""

    @wraps(view)
    def guarded(*args, **kwargs):
        if not current_user.is_authenticated:
            if wants_json() or request.method != "GET":
                raise Refusal(401)
            return redirect(url_for("sign_in.page", next=request.full_path.rstrip("?")))
        return view(*args, **kwargs)

    guarded.signed_in = True
    return guarded


def allowed(permission: str):
    """Only for roles with this permission; for everybody else there is nothing at this address."""

    def decorate(view):
        @wraps(view)
        def guarded(*args, **kwargs):
            if not may(current_user, permission):
                raise Refusal(404)
            return view(*args, **kwargs)

        guarded.permission = permission
        return signed_in(guarded)

    return decorate


def me():
    """The agent behind this request."""
    return current_user._get_current_object()
