"""Census: the questions behind the counts of views. One grouped question over the active tickets, whoever looks."""

import json
from datetime import datetime

from sqlalchemy import case, func, literal, or_, select, text, union_all

from helpdesk import clock
from helpdesk.console.live.counting import Census, Counted
from helpdesk.console.live.seats import Scope
from helpdesk.db import db
from helpdesk.people import Membership
from tickets.conditions import Who
from tickets.filtering import is_active, where
from tickets.finding import COUNTED
from tickets.follower import Follower
from tickets.ticket import ACTIVE, Ticket
from tickets.view import View

_GROUPED = {
    "status": Ticket.status,
    "priority": Ticket.priority,
    "type": Ticket.type,
    "inbox_id": Ticket.inbox_id,
    "channel": Ticket.channel,
    "language": Ticket.language,
    "due": case((Ticket.due_at.is_not(None), 1), else_=0),
    "breached": case((Ticket.breached_at.is_not(None), 1), else_=0),
}
_UNTOLD = {"tags", "unread"}  # what no group can tell


def counted_views() -> tuple[list[Counted], list[View]]:
    """All views: those the census can count, and of the others those that are the same for a whole scope."""
    counted, others = [], []
    for view in db.session.scalars(select(View).order_by(View.id).limit(1000)):
        personal = _mentions(view.conditions, "assignee_id", "me")
        if is_active(view.conditions) and not _fields(view.conditions) & _UNTOLD and not _names_somebody(view):
            key = f"{view.id} {json.dumps(view.conditions, sort_keys=True)}"
            counted.append(Counted(view.id, key, view.conditions, personal, view.owner_id))
        elif not personal and "unread" not in _fields(view.conditions) and view.owner_id is None:
            others.append(view)
    return counted, others


def take(views: list[Counted], followers_of: list[int], as_of: datetime | None = None) -> Census:
    """Count the active tickets by what these views ask of them, and what these agents follow outside their teams."""
    asked = set().union(*(_fields(view.conditions) for view in views)) | {"status"}
    names = ("team_id", "snoozed", *(name for name in _GROUPED if name in asked or name == "status"))
    snoozed = case((Ticket.snoozed_until > (as_of or clock.now()), 1), else_=0)
    columns = [Ticket.team_id, snoozed, *(_GROUPED[name] for name in names[2:]), Ticket.assignee_id]
    places = [text(str(place)) for place in range(1, len(columns) + 1)]
    rows = db.session.execute(select(*columns, func.count()).where(text(ACTIVE)).group_by(*places)).all()
    return Census(
        names,
        [(tuple(row[:-2]), row[-2], row[-1]) for row in rows],
        _abroad(columns, followers_of) if followers_of else (),
    )


def count_by_scope(views: list[View], scope: Scope) -> dict[int, int]:
    """The other views, each counted no further than COUNTED, as everybody of this scope sees them."""
    who, parts = Who(0, scope.teams), []
    for view in views:
        some = select(Ticket.id).where(where(view.conditions, who))
        if not scope.sees_all:
            some = some.where(or_(Ticket.team_id.is_(None), Ticket.team_id.in_(scope.teams)))
        parts.append(select(literal(view.id), func.count()).select_from(some.limit(COUNTED).subquery()))
    return {view: number for view, number in db.session.execute(union_all(*parts))} if parts else {}


def _abroad(columns: list, agents: list[int]):
    foreign = (
        ~select(Membership.team_id)
        .where(Membership.team_id == Ticket.team_id, Membership.agent_id == Follower.agent_id)
        .exists()
    )
    query = (
        select(Follower.agent_id, *columns, func.count())
        .join(Follower, Follower.ticket_id == Ticket.id)
        .where(
            text(ACTIVE),
            Ticket.team_id.is_not(None),
            Follower.agent_id.in_(agents),
            foreign,
            Ticket.assignee_id.is_distinct_from(Follower.agent_id),
        )
        .group_by(*(text(str(place)) for place in range(1, len(columns) + 2)))
    )
    return [(row[0], tuple(row[1:-2]), row[-2], row[-1]) for row in db.session.execute(query)]


def _parts(conditions: dict):
    for part in conditions.get("all", conditions.get("any", [])):
        yield from _parts(part)
    if "field" in conditions:
        yield conditions


def _fields(conditions: dict) -> set[str]:
    return {part["field"] for part in _parts(conditions)}


def _mentions(conditions: dict, field: str, value) -> bool:
    return any(part["field"] == field and value in _values(part) for part in _parts(conditions))


def _names_somebody(view: View) -> bool:
    return any(
        part["field"] == "assignee_id" and any(isinstance(v, int) for v in _values(part))
        for part in _parts(view.conditions)
    )


def _values(part: dict) -> list:
    value = part.get("value")
    return value if isinstance(value, list) else [value]
