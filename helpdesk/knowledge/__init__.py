"""Knowledge: the pages where articles are written, looked at by a second person, and published."""

from flask import Flask

from helpdesk.knowledge import (  # noqa: F401
    deciding,
    effects,
    files,
    history,
    listing,
    looks,
    moving,
    shelves,
    words,
    writing,
)
from helpdesk.knowledge.pages import pages


def register(app: Flask) -> None:
    """Open /knowledge."""
    app.register_blueprint(pages)
