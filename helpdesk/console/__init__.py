"""The pages of agents and supervisors."""

from flask import Flask

from helpdesk.console import (
    addresses,
    articles,
    attachments,
    bell,
    bot_said,
    bulk,
    calls,
    clocks,
    customer_journey,
    customer_list,
    customer_panel,
    customer_worth,
    drafts,
    escalations,
    handing_over,
    journeys,
    kept_texts,
    lesson,
    lists,
    live,
    message_html,
    myself,
    notes,
    one_ticket,
    opening,
    placing,
    promises,
    queue,
    rail_counts,
    relations,
    replies,
    revealing,
    routing_said,
    same_person,
    satisfaction,
    searching,
    shell,
    sign_in_pages,
    start,
    states,
    templates,
    traits,
    troubles,
)
from helpdesk.console.door import Number, console

PAGES = (sign_in_pages.pages, shell.pages)
# Each adds its addresses to the door by being imported.
ADDRESSES = (
    addresses,
    articles,
    attachments,
    bell,
    bot_said,
    bulk,
    calls,
    clocks,
    customer_journey,
    customer_list,
    customer_panel,
    customer_worth,
    drafts,
    escalations,
    handing_over,
    journeys,
    kept_texts,
    lesson,
    lists,
    message_html,
    myself,
    notes,
    one_ticket,
    opening,
    placing,
    promises,
    queue,
    relations,
    replies,
    revealing,
    routing_said,
    same_person,
    satisfaction,
    searching,
    start,
    states,
    templates,
    traits,
    troubles,
)


def register(app: Flask) -> None:
    """Open the console's addresses."""
    app.url_map.converters["number"] = Number
    app.jinja_env.globals["rail_counts"] = rail_counts.rail_counts
    for pages in PAGES:
        app.register_blueprint(pages)
    app.register_blueprint(console)
    live.register(app)
