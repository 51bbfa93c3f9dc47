"""Who reads the help centre: anybody, a customer who is signed in there, or an agent of the console."""

from flask import current_app, g, request
from flask_login import current_user

import knowledge_base as kb
from helpdesk.customers import Customer
from helpdesk.customers.help_visit import visitor_with
from helpdesk.customers.segments import segments_of
from knowledge_base.reader import Reader


def cookie_name() -> str:
    """The cookie that holds a visit's token."""
    secure = current_app.config["PUBLIC_URL"].startswith("https://")
    return "__Host-help" if secure else f"help-{current_app.config['PORT']}"


def visitor() -> Customer | None:
    """The customer who is signed in here."""
    if "help_visitor" not in g:
        token = request.cookies.get(cookie_name())
        g.help_visitor = visitor_with(token) if token else None
    return g.help_visitor


def reader() -> Reader:
    """What whoever asks may see."""
    if "help_reader" not in g:
        customer = visitor()
        if customer is not None:
            g.help_reader = kb.customer(customer.id, segments_of(customer.id))
        else:
            g.help_reader = kb.AGENT if current_user.is_authenticated else kb.ANYBODY
    return g.help_reader
