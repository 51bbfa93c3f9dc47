"""Tags of a ticket, and all there are."""

from sqlalchemy import func, select

from helpdesk.api import reading
from helpdesk.api.door import NUMBER, answer, find_ticket, given, me, route
from helpdesk.api.idempotency import once
from helpdesk.db import db
from tickets import Tag, tag, untag
from tickets.tag import Tagging
from tickets.tagging import set_tags


@route("/tags")
def list_tags():
    """The hundred tags used most."""
    count = func.count(Tagging.ticket_id)
    rows = db.session.execute(
        select(Tag.name, count)
        .outerjoin(Tagging, Tagging.tag_id == Tag.id)
        .group_by(Tag.id, Tag.name)
        .order_by(count.desc(), Tag.name)
        .limit(100)
    ).all()
    return answer(
        {
            "tags": [{"name": name, "count": number} for name, number in rows],
            "count": len(rows),
            "next_page": None,
            "previous_page": None,
            "meta": {"has_more": False},
            "links": {"next": None},
        }
    )


@route(f"/tickets/{NUMBER}/tags")
def list_tags_of(number: int):
    """The ticket's tags."""
    return answer({"tags": find_ticket(number).tag_names or []})


@route(f"/tickets/{NUMBER}/tags", "POST")
@once
def replace_tags(number: int):
    """These and no others."""
    ticket = find_ticket(number)
    set_tags(ticket, _names(), by=me())
    return answer({"tags": ticket.tag_names or []}, 201)


@route(f"/tickets/{NUMBER}/tags", "PUT")
@once
def add_tags(number: int):
    """These as well."""
    ticket = find_ticket(number)
    tag(ticket, *_names(), by=me())
    return answer({"tags": ticket.tag_names or []})


@route(f"/tickets/{NUMBER}/tags", "DELETE")
def remove_tags(number: int):
    """Not these any more."""
    ticket = find_ticket(number)
    untag(ticket, *_names(), by=me())
    return answer({"tags": ticket.tag_names or []})


def _names() -> list[str]:
    return reading.words(given(), "tags") or []
