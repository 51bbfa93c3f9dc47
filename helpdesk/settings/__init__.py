"""Settings: the pages where people change themselves, and admins everything else; made on the server."""

from flask import Flask

from helpdesk.settings import (  # noqa: F401  each adds its addresses
    assignment,
    bots,
    business_hours,
    classifier,
    dead_letters,
    flows,
    gaps,
    imports,
    inbox_tests,
    inboxes,
    lessons,
    macros,
    me,
    one_person,
    one_rule,
    organizations,
    people,
    privacy,
    promise_results,
    rehearsals,
    rule_preview,
    rules,
    saved_replies,
    segments,
    skills,
    sla_policies,
    survey_results,
    surveys,
    teams,
    tokens,
    waiting,
    webhooks,
    worth,
)
from helpdesk.settings.pages import pages


def register(app: Flask) -> None:
    """Open /settings."""
    app.register_blueprint(pages)
