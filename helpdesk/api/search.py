"""Search: /search?query=type:ticket status:open words, by pages or, exported, by cursor."""

from flask import request
from sqlalchemy import func, select

from helpdesk.api import user_shape
from helpdesk.api.door import answer, invalid, route
from helpdesk.api.groups import shape as group_shape
from helpdesk.api.paging import page_of, whole
from helpdesk.api.query import Query, parse
from helpdesk.api.ticket_shape import shape_all
from helpdesk.api.tickets import visible
from helpdesk.api.users import found_by
from helpdesk.api.words import holding
from helpdesk.db import db
from helpdesk.people import Team
from tickets import Ticket

_ORDER = {"created_at": Ticket.created_at, "updated_at": Ticket.updated_at}


@route("/search")
def search():
    """Tickets, users (by e-mail or phone) or groups (by name), as the query says."""
    query = parse(request.args.get("query", ""))
    if query.type == "ticket":
        return answer(_tickets(query, "search.json"))
    return answer(whole(_others(query), "results", lambda rows: rows))


@route("/search/count")
def count():
    """How many tickets there are for the query, counted no further than 10,000."""
    some = _found(parse(request.args.get("query", ""))).with_only_columns(Ticket.id).limit(10_000).subquery()
    return answer({"count": db.session.scalar(select(func.count()).select_from(some))})


@route("/search/export")
def export():
    """All tickets for the query, by cursor."""
    query = parse(request.args.get("query", ""))
    if request.args.get("filter[type]", query.type) != "ticket":
        raise invalid("Tickets can be exported.", "仅支持导出工单。", field="filter[type]")
    return answer(_tickets(query, "search/export.json"))


def _tickets(query: Query, path: str) -> dict:
    by = request.args.get("sort_by", "created_at")
    if by not in _ORDER:
        raise invalid(f"Results can be sorted by {', '.join(_ORDER)}.", "不支持此排序方式。", field="sort_by")
    return page_of(_found(query), path, "results", _shaped, order=(_ORDER[by], Ticket.id))


def _found(query: Query):
    return holding(visible().where(*query.where), query.words)


def _shaped(rows) -> list[dict]:
    return [{**one, "result_type": "ticket"} for one in shape_all(list(rows))]


def _others(query: Query) -> list[dict]:
    if query.type in ("user", "end-user", "agent"):
        found = [row for word in query.words[:5] for row in found_by(word.removeprefix("email:").strip('"'))]
        return [{**user_shape.of(row), "result_type": "user"} for row in dict.fromkeys(found)]
    if query.type == "group":
        rows = db.session.scalars(select(Team).where(Team.name == " ".join(query.words).removeprefix("name:"))).all()
        return [{**group_shape(row), "result_type": "group"} for row in rows]
    return []
