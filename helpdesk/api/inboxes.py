"""Inboxes: what is connected; our own resource, in the same style."""

from sqlalchemy import select

from channels import Inbox
from helpdesk.api.door import answer, route, url
from helpdesk.api.paging import whole
from helpdesk.db import db


@route("/inboxes")
def list_inboxes():
    """All inboxes, without their settings."""
    rows = db.session.scalars(select(Inbox).order_by(Inbox.id).limit(500)).all()
    return answer(whole(rows, "inboxes", lambda found: [_shape(row) for row in found]))


def _shape(row: Inbox) -> dict:
    return {
        "url": url("inboxes.json"),
        "id": row.id,
        "name": row.name,
        "channel": row.channel,
        "group_id": row.team_id,
        "active": row.enabled,
    }
