"""The reader: who is signed in, and which of the two languages this answer is written in."""

from collections.abc import Sequence

from flask import current_app, g, has_request_context, request
from flask_login import current_user
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

LANGUAGES = ("en", "zh")


def language() -> str:
    """The language of whoever reads the answer: their own, or what their browser prefers."""
    if not has_request_context():
        return "en"
    if (chosen := _chosen()) in LANGUAGES:
        return chosen
    return preferred(LANGUAGES) or "en"


def preferred(languages: Sequence[str]) -> str | None:
    """Which of these the browser would rather have; None where it asks for none of them.

    By its own order and the first part of each: best_match() gives English to who asks for "zh-CN,en;q=0.9".
    """
    for tag, wish in request.accept_languages:
        if wish > 0 and (found := tag.lower().partition("-")[0]) in languages:
            return found
    return None


def _chosen() -> str | None:
    try:
        return current_user.language if current_user and current_user.is_authenticated else None
    except (DBAPIError, NoConnection):  # what has to be said is that the database is away, and its page asks once more
        g._login_user = current_app.login_manager.anonymous_user()
        return None


def say(en: str, zh: str) -> str:
    """The one of the two sentences that the reader understands."""
    return zh if language() == "zh" else en


def wants_json() -> bool:
    """Whether a program reads the answer and not a person."""
    accepted = request.accept_mimetypes
    by_address = request.path.startswith(("/console/", "/api/", "/widget/")) or request.path.endswith(".json")
    return by_address or request.is_json or accepted["application/json"] > accepted["text/html"]


def request_id() -> str:
    """The number of this request, as it stands in the logs and in X-Request-Id."""
    return g.get("request_id", "")
