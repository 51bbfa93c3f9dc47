"""The survey's page: for whoever has the signed link; on an old phone and without JavaScript."""

from flask import Blueprint, Flask

from helpdesk.surveys import pages


def register(app: Flask) -> None:
    """Open the page's addresses."""
    blueprint = Blueprint("surveys", __name__)
    pages.register(blueprint)
    app.register_blueprint(blueprint)
