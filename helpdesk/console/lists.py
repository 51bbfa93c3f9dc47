"""Lists: a view's tickets page by page, and how many each view has."""

from flask import jsonify, request

from helpdesk.console.door import console, sight
from helpdesk.console.rows import rows_of
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal
from tickets.paging import BadCursor
from tickets.view import view_of, views_of


@console.get("/views/<number:view_id>/tickets.json")
def tickets_of_view(view_id: int):
    """A page of a view."""
    try:
        page = sight().list(view_of(me(), view_id), after=request.args.get("after"), limit=limit_said())
    except LookupError:
        raise Refusal(404) from None
    except BadCursor:
        raise bad_cursor() from None
    return jsonify(rows=rows_of(page), next=page.next)


@console.get("/counts.json")
def counts():
    """The number of tickets in each view; 10000 means that many or more."""
    return jsonify({str(view): count for view, count in sight().counts(views_of(me())).items()})


def limit_said(most: int = 100, usual: int = 50) -> int:
    """How many rows are asked for, within bounds."""
    return min(max(request.args.get("limit", usual, type=int), 1), most)


def bad_cursor() -> Refusal:
    """The refusal of a cursor that did not come from here."""
    return Refusal(400, "bad_cursor", "This list has changed. Load it again.", "列表已更新，请重新加载。")
