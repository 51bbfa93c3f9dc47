"""The REST API, v2: the public paths and shapes of the Zendesk Support API, one resource a file."""

from importlib import import_module

from flask import Flask

from helpdesk.api import idempotency, job_status, uploading

__all__ = ["idempotency", "job_status", "register", "uploading"]

_RESOURCES = (
    "tickets",
    "many_tickets",
    "comments",
    "audits",
    "tags",
    "merging",
    "importing",
    "users",
    "identities",
    "persons",
    "organizations",
    "organization_memberships",
    "orders",
    "worth",
    "groups",
    "memberships",
    "search",
    "incremental",
    "uploads",
    "views",
    "macros",
    "ticket_fields",
    "job_statuses",
    "inboxes",
    "help_center",
    "bots",
    "sla_policies",
    "schedules",
    "escalations",
    "satisfaction_ratings",
    "surveys",
    "routing_story",
    "rules",
    "rehearsals",
    "webhooks",
    "openapi",
)


def register(app: Flask) -> None:
    """Open every resource to whoever has a token."""
    from helpdesk.api.door import blueprint

    for name in _RESOURCES:
        import_module(f"helpdesk.api.{name}")
    app.register_blueprint(blueprint)
