"""The web form: a page anybody can fill in, without JavaScript and without a cookie; linked, or framed by a site."""

from flask import Blueprint, Flask

from helpdesk.form import embedding, pages


def register(app: Flask) -> None:
    """Open the form's addresses."""
    form = Blueprint("form", __name__)
    for part in (pages, embedding):
        part.register(form)
    app.register_blueprint(form)
