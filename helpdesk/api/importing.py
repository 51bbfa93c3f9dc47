"""Import tickets from elsewhere, with their past; nothing of it is sent to anybody. For admins."""

from helpdesk import clock, language
from helpdesk.api import numbers, reading
from helpdesk.api.door import answer, given, invalid, me, not_found, route
from helpdesk.api.idempotency import once
from helpdesk.api.inbox_named import inbox_of
from helpdesk.api.requesters import requester_of
from helpdesk.api.ticket_shape import STATUS_IN, shape_one
from helpdesk.customers import Customer
from helpdesk.db import transaction
from helpdesk.people import Agent, may
from tickets import Ticket
from tickets.past import add_past, open_past, settle_past

MOST_COMMENTS = 1000


@route("/imports/tickets", "POST")
@once
def import_ticket():
    """One ticket with all its comments, each with its own time and author."""
    if not may(me(), "settings.manage"):
        raise not_found()
    return answer({"ticket": shape_one(_import(given("ticket")))}, 201)


@transaction()
def _import(said: dict) -> Ticket:
    customer, identity = requester_of(me(), said)
    at = reading.instant(said["created_at"]) if said.get("created_at") else clock.now()
    if at is None:
        raise reading.wrong("created_at", "a time")
    comments = _comments(said)
    ticket = open_past(
        customer,
        subject=reading.text(said, "subject", "", 500),
        identity=identity,
        inbox=inbox_of(said),
        at=min(at, clock.now()),
        tags=reading.words(said, "tags") or [],
        language=language.detect(_body(comments[0]) if comments else "", default=customer.language),
    )
    for comment in comments:
        _add(ticket, customer, comment)
    status = reading.text(said, "status", "open", 20)
    settle_past(
        ticket,
        status=STATUS_IN.get(status, status),
        by=me(),
        priority=said.get("priority"),
        type=said.get("type"),
        solved_at=reading.instant(said["solved_at"]) if said.get("solved_at") else None,
    )
    return ticket


def _comments(said: dict) -> list[dict]:
    given_ = said.get("comments") or [{"body": said.get("description") or "-"}]
    if not isinstance(given_, list) or len(given_) > MOST_COMMENTS or not all(isinstance(c, dict) for c in given_):
        raise reading.wrong("comments", f"a list of {MOST_COMMENTS} at most")
    return given_


def _add(ticket: Ticket, customer: Customer, comment: dict) -> None:
    number = reading.number(comment, "author_id")
    author = customer if number is None else numbers.find(number)
    if author is None or (isinstance(author, Customer) and author.id != customer.id):
        raise invalid("There is no such author.", "没有这个作者。", field="author_id")
    public = reading.flag(comment, "public", True)
    kind = "note" if not public else "reply" if isinstance(author, Agent) else "inbound"
    text = _body(comment)
    at = reading.instant(comment["created_at"]) if comment.get("created_at") else ticket.created_at
    add_past(ticket, kind=kind, author=author, text=text, at=at or ticket.created_at)


def _body(comment: dict) -> str:
    return reading.text(comment, "body") or reading.text(comment, "value") or ""
