"""Settings: the pages where people change themselves, and admins everything else; made on the server."""

from flask import Flask

from helpdesk.settings import dead_letters, inbox_tests, inboxes, me, people, teams, tokens  # noqa: F401  each adds its addresses
from helpdesk.settings.pages import pages


def register(app: Flask) -> None:
    """Open /settings."""
    app.register_blueprint(pages)
