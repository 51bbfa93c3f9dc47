"""Embedding: the script that a site loads. It puts the form into a frame where the script stands, as high as it is."""

import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, make_response, request

from helpdesk.form.pages import form_inbox
from helpdesk.hosts import our_origin

SOURCE = Path(__file__).resolve().parent.parent / "static" / "form" / "loader.js"
PLACE = "/*settings*/ null"


def register(blueprint: Blueprint) -> None:
    """Its address."""
    blueprint.get("/form.js")(loader)


def loader() -> Response:
    """The script for one form. Key and origin are written in: the page cannot make it show somebody else's."""
    inbox = form_inbox(request.args.get("inbox", ""))
    settings = {"key": inbox.key, "origin": our_origin()}
    response = make_response(_source().replace(PLACE, json.dumps(settings)))
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@cache
def _source() -> str:
    return SOURCE.read_text()
