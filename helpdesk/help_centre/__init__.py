"""The help centre: pages anybody can read, made on the server, without a script and without a cookie.

It is an edge and no part of knowledge_base, which is a leaf: it knows customers, their tickets and the web form.
"""

from flask import Blueprint, Flask

from helpdesk.help_centre import (
    articles,
    feeds,
    files,
    finding,
    frame,
    looks,
    rating,
    requesting,
    requests,
    shelves,
    signing_in,
)


def register(app: Flask) -> None:
    """Open /help."""
    blueprint = Blueprint("help", __name__)
    blueprint.before_request(frame.only_from_our_pages)
    for part in (shelves, articles, finding, rating, files, looks, feeds, signing_in, requests, requesting):
        part.register(blueprint)
    blueprint.register_error_handler(frame.Elsewhere, lambda elsewhere: elsewhere.get_response())
    app.register_blueprint(blueprint)
