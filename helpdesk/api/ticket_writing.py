"""Write tickets: open one, change one."""

from helpdesk import clock, language
from helpdesk.api import reading
from helpdesk.api.arranging import AT_THE_BEGINNING, arrange, of_the_beginning
from helpdesk.api.audits import happened
from helpdesk.api.door import invalid, me, sight
from helpdesk.api.inbox_named import inbox_of
from helpdesk.api.requesters import requester_of
from helpdesk.api.saying import Comment, comment_of, said_by, say, written_by
from helpdesk.api.ticket_shape import STATUS_IN
from helpdesk.customers import Customer
from helpdesk.db import transaction
from helpdesk.events import Event
from helpdesk.refusing import Refusal
from tickets import Message, Ticket, open_ticket


@transaction()
def open_one(said: dict) -> tuple[Ticket, Message, list[Event]]:
    """A new ticket with its first comment, and what happened. Raises a Refusal."""
    comment, inbox = comment_of(said), inbox_of(said)
    customer, identity = requester_of(me(), said)
    author = comment.author or (customer if comment.public else me())
    values = of_the_beginning(said)
    if isinstance(author, Customer):
        if author.id != customer.id:
            raise invalid("The author is not the requester.", "作者不是请求人。", field="author_id")
        ticket = open_ticket(
            customer,
            by=customer,
            subject=_subject(said, comment),
            identity=identity,
            inbox=inbox,
            language=language.detect(comment.text, default=customer.language),
            **values,
        )
        message = written_by(customer, identity, inbox, comment, ticket)
    else:
        ticket = open_ticket(
            customer, by=me(), subject=_subject(said, comment), identity=identity, inbox=inbox, **values
        )
        message = said_by(author, ticket, comment)
    _left_open_in_a_foreign_team(ticket, said)
    arrange(ticket, {name: value for name, value in said.items() if name not in AT_THE_BEGINNING})
    return ticket, message, happened(ticket)


@transaction()
def change_one(ticket: Ticket, said: dict) -> tuple[Message | None, list[Event]]:
    """The comment if there is one, and what happened. Raises a Refusal, and then nothing of it was done."""
    _unchanged_since(ticket, said)
    message = None
    if said.get("comment") is not None:
        message = say(ticket, comment_of(said, optional=True))
    arrange(ticket, said)
    return message, happened(ticket)


def _left_open_in_a_foreign_team(ticket: Ticket, said: dict) -> None:
    # Everybody can give work to another team; that it is done, only who sees that team's tickets can say.
    status = reading.text(said, "status", None, 20)
    if status is None or ticket.team_id is None or STATUS_IN.get(status, status) in ("new", "open"):
        return
    if sight().seen is not None and ticket.team_id not in sight().teams:
        raise invalid(
            "In a group you are not in, a ticket can only be opened as new or open.",
            "为您所在团队以外的团队新建工单时，状态只能是新建或处理中。",
            field="status",
        )


def _subject(said: dict, comment: Comment) -> str:
    return " ".join((reading.text(said, "subject", None, 500) or comment.text[:200]).split())[:500]


def _unchanged_since(ticket: Ticket, said: dict) -> None:
    if reading.flag(said, "safe_update", False):
        at = reading.instant(said.get("updated_stamp"))
        if at is None or clock.iso(ticket.updated_at) != clock.iso(at):
            raise Refusal(
                409,
                "UpdateConflict",
                "Safe Update prevented the update due to outdated ticket data.",
                "工单已被修改，请刷新后再试。",
            )
