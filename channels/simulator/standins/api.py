"""API: a partner's program that opens tickets for its customers, and reads the answers there."""

import base64
import json

from sqlalchemy import select

from channels.inbox import by_key
from channels.simulator.standin import Act, ApiCall, Line, Person, Posting, Reply, Secret, Shown
from channels.simulator.standins.email import id_of
from helpdesk import clock
from helpdesk.customers import Identity, normal
from helpdesk.customers.identity import index_of
from helpdesk.db import db
from helpdesk.people import Agent, api_token
from tickets import Message, Ticket

__all__ = ["acts", "answer", "id_of", "kind", "look", "settings", "tell", "write"]
kind = "api"
acts = ("text",)


def settings(base: str, secret: Secret) -> dict:
    """The program signs in with a token, which is no setting."""
    return {}


def answer(call: ApiCall, line: Line) -> Reply:
    """Nobody is called: answers lie where the program reads them."""
    return Reply("no such address", 404)


def write(act: Act, line: Line) -> list[Posting]:
    """A new ticket in the customer's name."""
    if line.get(f"since {act.person.id}") is None:
        line.put(f"since {act.person.id}", clock.now().timestamp())
    ticket = {
        "subject": " ".join(act.text.split())[:80] or "A question",
        "comment": {"body": act.text},
        "requester": {"name": act.person.name, "email": act.person.id},
    }
    return [
        Posting(
            json.dumps({"ticket": ticket}).encode(),
            {"Content-Type": "application/json", "Idempotency-Key": act.id, "Authorization": f"Basic {_sign_in(line)}"},
            path="/api/v2/tickets.json",
        )
    ]


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    """Programs say nothing of what was read."""
    return []


def look(line: Line, person: Person) -> None:
    """The answers to what this customer wrote from here, as the program would read them."""
    inbox = by_key(line.key)
    owners = select(Identity.customer_id).where(
        Identity.kind == "email", Identity.value_index == index_of("email", normal("email", person.id))
    )
    answers = db.session.scalars(
        select(Message)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(
            Ticket.customer_id.in_(owners),
            Message.inbox_id == inbox.id,
            Message.kind == "reply",
            Message.state.in_(("sent", "delivered", "read")),
        )
        .order_by(Message.id.desc())
        .limit(30)
    ).all()
    since = line.get(f"since {person.id}") or clock.now().timestamp()
    for message in (one for one in reversed(answers) if one.at.timestamp() >= since):
        line.show(person.id, Shown(message.text), once=f"message {message.id}", message_id=f"api-{message.id}")


def _sign_in(line: Line) -> str:
    token = line.get("token")
    found = api_token.look_up(token) if token else None
    admin = (
        found[1]
        if found
        else db.session.scalars(
            select(Agent).where(Agent.role == "admin", Agent.disabled_at.is_(None)).order_by(Agent.id)
        ).first()
    )
    if found is None:
        token = api_token.create(admin, name="Simulator", by=None)
        line.put("token", token)
    return base64.b64encode(f"{admin.email}/token:{token}".encode()).decode()
