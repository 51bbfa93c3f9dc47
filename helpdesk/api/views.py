"""Views: the agent's lists, their counts and what is in them."""

from flask import request

from helpdesk import clock
from helpdesk.api import including, paging, reading
from helpdesk.api.door import NUMBER, answer, invalid, me, not_found, route, sight, url
from helpdesk.api.ticket_shape import shape_all
from tickets import View, view_of, views_of
from tickets.cursor import BadCursor
from tickets.finding import COUNTED


@route("/views")
def list_views():
    """All views of the agent."""
    return answer(paging.whole(views_of(me()), "views", lambda rows: [shape(row) for row in rows]))


@route("/views/active")
def list_active():
    """The same: there are no views that are switched off."""
    return list_views()


@route("/views/count_many")
def count_many():
    """How many tickets each view of ids=1,2 has."""
    wanted = set(reading.numbers_of(request.args.get("ids")))
    counts = sight().counts([view for view in views_of(me()) if view.id in wanted])
    return answer({"view_counts": [_count(number, value) for number, value in counts.items()]})


@route(f"/views/{NUMBER}")
def show_view(number: int):
    """One view."""
    return answer({"view": shape(_find(number))})


@route(f"/views/{NUMBER}/count")
def count_view(number: int):
    """How many tickets it has, counted no further than 10,000."""
    view = _find(number)
    return answer({"view_count": _count(view.id, sight().counts([view]).get(view.id, 0))})


@route(f"/views/{NUMBER}/tickets")
def list_tickets(number: int):
    """Its tickets, in its order."""
    rows, rest = _page(_find(number), f"views/{number}/tickets.json")
    return answer({"tickets": shape_all(rows), **rest, **including.beside(rows)})


@route(f"/views/{NUMBER}/execute")
def execute_view(number: int):
    """Its tickets as lines with columns."""
    view = _find(number)
    rows, rest = _page(view, f"views/{number}/execute.json")
    columns = [{"id": name, "title": name.title()} for name in ("status", "subject", "requester", "updated", "group")]
    shown = [
        {
            "ticket_id": one["id"],
            "ticket": one,
            "subject": one["subject"],
            "status": one["status"],
            "requester_id": one["requester_id"],
            "updated": one["updated_at"],
            "group_id": one["group_id"],
        }
        for one in shape_all(rows)
    ]
    return answer({"view": shape(view), "columns": columns, "rows": shown, **rest})


def shape(view: View) -> dict:
    """The view as the API says it; its conditions are our own."""
    at = clock.iso(view.created_at)
    return {
        "url": url(f"views/{view.id}.json"),
        "id": view.id,
        "title": view.name_en,
        "active": True,
        "position": view.position,
        "description": None,
        "created_at": at,
        "updated_at": at,
        "restriction": None,
        "execution": {"sort": view.sort},
        "conditions": view.conditions,
    }


def _page(view: View, path: str) -> tuple[list, dict]:
    try:
        page = sight().list(
            view,
            after=request.args.get("page[after]"),
            limit=min(paging.positive("page[size]", paging.MOST), paging.MOST),
        )
    except BadCursor:
        raise invalid("This is not a cursor of this list.", "游标无效。", field="page[after]") from None
    link = f"{url(path)}?page[after]={page.next}" if page.next else None
    return page.tickets, {
        "count": len(page.tickets),
        "next_page": link,
        "previous_page": None,
        "meta": {"has_more": page.next is not None, "after_cursor": page.next, "before_cursor": None},
        "links": {"next": link, "prev": None},
    }


def _count(number: int, value: int) -> dict:
    return {
        "url": url(f"views/{number}/count.json"),
        "view_id": number,
        "value": value,
        "pretty": "9,999+" if value >= COUNTED else f"{value:,}",
        "fresh": True,
    }


def _find(number: int) -> View:
    try:
        return view_of(me(), number)
    except LookupError:
        raise not_found() from None
