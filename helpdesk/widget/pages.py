"""The two things a company's page loads: the loader script, and the frame with its own Content-Security-Policy."""

import hashlib

from flask import Blueprint, Response, current_app, make_response, render_template, request

from channels import Inbox
from channels.webchat import options_of
from helpdesk.headers import policy
from helpdesk.hosts import our_origin
from helpdesk.refusing import Refusal
from helpdesk.widget.colors import palette
from helpdesk.widget.loader import modules, script
from helpdesk.widget.who import chat_inbox, of_inbox

LANGUAGES = {"en": "Chat with us", "zh": "在线客服"}


def register(blueprint: Blueprint) -> None:
    """The pages' addresses."""
    blueprint.get("/widget.js")(loader)
    blueprint.get("/widget/<key>/frame")(frame)


def loader() -> Response:
    """The script for one inbox: any page may load it, only allowed ones can show the frame it makes."""
    inbox = chat_inbox(request.args.get("inbox", ""))
    pinned = request.args.get("language", "").lower().partition("-")[0]
    language = pinned if pinned in LANGUAGES else None
    text = script(inbox.key, our_origin(), options_of(inbox).color, language)
    response = make_response(text)
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    response.make_conditional(request)
    return response


@of_inbox
def frame(inbox: Inbox) -> Response:
    """The page inside the frame. Pages of other sites than the allowed ones cannot frame it."""
    language = request.args.get("language", "en")
    if language not in LANGUAGES:
        raise Refusal(404)
    origins = [current_app.config["PUBLIC_URL"], *options_of(inbox).origins]
    settings = {"key": inbox.key, "origins": [our_origin(), *origins], "colors": palette(options_of(inbox).color)}
    response = make_response(
        render_template(
            "widget/frame.html", language=language, title=LANGUAGES[language], settings=settings, modules=modules()
        )
    )
    response.headers["Content-Security-Policy"] = policy(
        font_src="'none'",
        media_src="'none'",
        frame_src="'none'",
        manifest_src="'none'",
        form_action="'none'",
        frame_ancestors=" ".join(["'self'", *origins]),
    )
    return response
