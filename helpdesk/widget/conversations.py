"""Reading a conversation, and saying how far one has read."""

from flask import Blueprint, jsonify, request

from channels import Inbox, webchat
from channels.webchat import Visitor
from helpdesk.refusing import Refusal
from helpdesk.widget import throttles
from helpdesk.widget.queue_places import place_shape
from helpdesk.widget.shapes import page_shape, shared_shape
from helpdesk.widget.who import body, number_in, of_visitor
from tickets import Ticket, read_by_team, root_of


def register(blueprint: Blueprint) -> None:
    """Its addresses."""
    blueprint.get("/widget/<key>/conversations/<int:number>.json")(show)
    blueprint.post("/widget/<key>/conversations/<int:number>/read")(read)


@of_visitor
def show(inbox: Inbox, visitor: Visitor, number: int):
    """The newest messages, what came after the message `since`, or the page before the message `before`."""
    throttles.look()
    since = _number("since")
    if (shared := _of_a_colleague(visitor, number)) is not None:
        page = webchat.shared_page_of(visitor, shared, since=since, before=_number("before"))
        return jsonify(shared_shape(page, shared, inbox.key, since=since, who=_name_of(shared)))
    ticket = own_ticket(visitor, number)
    root = root_of(ticket)
    page = webchat.page_of(visitor, ticket, since=since, before=_number("before"))
    shape = page_shape(page, root, inbox.key, since=since, read_by_team=read_by_team(root))
    return jsonify(shape | {"queue": place_shape(root)})


@of_visitor
def read(inbox: Inbox, visitor: Visitor, number: int):
    """Everything up to this message has been seen."""
    throttles.look()
    ticket = own_ticket(visitor, number)
    webchat.read(visitor, ticket, number_in(body(), "message_id") or 0)
    return jsonify({})


def own_ticket(visitor: Visitor, number: int) -> Ticket:
    """The visitor's ticket of this number. Raises a 404 for everybody else's and for what does not exist."""
    ticket = webchat.conversation_of(visitor, number) if number < 2**63 else None
    if ticket is None:
        raise Refusal(404)
    return ticket


def _of_a_colleague(visitor: Visitor, number: int) -> Ticket | None:
    """What their organization shares with them, and is not their own."""
    if visitor.user_index is None or number >= 2**63 or webchat.conversation_of(visitor, number) is not None:
        return None
    return webchat.shared_conversation(visitor, number)


def _name_of(ticket: Ticket) -> str:
    return webchat.names_of([ticket]).get(ticket.customer_id, "")


def _number(name: str) -> int:
    return min(max(request.args.get(name, 0, type=int), 0), 2**63 - 1)
