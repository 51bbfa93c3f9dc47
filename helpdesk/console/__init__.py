"""The pages of agents and supervisors."""

from flask import Flask

from helpdesk.console import (
    attachments,
    customer_panel,
    lists,
    live,
    notes,
    one_ticket,
    replies,
    shell,
    sign_in_pages,
    start,
)
from helpdesk.console.door import Number, console

PAGES = (sign_in_pages.pages, shell.pages)
ADDRESSES = (start, lists, one_ticket, customer_panel, replies, notes, attachments)  # each adds its own to the door


def register(app: Flask) -> None:
    """Open the console's addresses."""
    app.url_map.converters["number"] = Number
    for pages in PAGES:
        app.register_blueprint(pages)
    app.register_blueprint(console)
    live.register(app)
