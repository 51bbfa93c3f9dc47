"""Cards of calls: who calls, with what is known of them; for those whom the call concerns and nobody else."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from channels import Inbox
from channels.calls import PhoneCall, rung_by
from helpdesk import clock
from helpdesk.console.called import called
from helpdesk.customers import Customer, Identity
from helpdesk.db import db
from tickets import Ticket

EARLIER = 3
LOOKED_AT = 10  # of a customer's last tickets, to find those that the reader may see
Sees = Callable[[Ticket], bool]


@dataclass(frozen=True)
class Card:
    """One call, its ticket, its customer, and the customer's other tickets, the newest first."""

    call: PhoneCall
    ticket: Ticket
    customer: Customer
    identity: Identity
    others: list[Ticket]
    rung: frozenset[int] = frozenset()  # at whose telephones every call of the line rings

    def concerns(self, agent_id: int, teams: frozenset[int], sees: Sees) -> bool:
        """Whether this agent is told: who is in the call, whose ticket it is, the team of the line."""
        if agent_id in self.rung or agent_id in (self.call.rings_at_id, self.call.agent_id, self.ticket.assignee_id):
            return True
        mine = self.ticket.team_id is None or self.ticket.team_id in teams
        return mine and sees(self.ticket)

    def said(self, sees: Sees) -> dict:
        """The card, with those of the other tickets that its reader may see."""
        call, withheld = self.call, self.identity.kind == "withheld"
        return {
            "id": call.message_id,
            "ticket": self.ticket.id,
            "inbox_id": call.inbox_id,
            "state": call.state,
            "direction": call.direction,
            "at": clock.iso(call.started_at),
            "answered_at": clock.iso(call.answered_at),
            "agent_id": call.agent_id,
            "rings_at": call.rings_at_id,
            "assignee_id": self.ticket.assignee_id,
            "number": "" if withheld else self.identity.value,
            "subject": self.ticket.subject,
            "customer": {
                **called(self.customer.id, self.customer, None),
                "tags": self.customer.tags or [],
                "since": clock.iso(self.customer.created_at),
            },
            "tickets": [
                {
                    "id": one.id,
                    "subject": one.subject,
                    "status": one.status,
                    "channel": one.channel,
                    "at": clock.iso(one.last_message_at),
                }
                for one in self.others
                if sees(one)
            ][:EARLIER],
        }


def cards_of(calls: list[PhoneCall]) -> list[Card]:
    """The cards of these calls: a handful of questions, however many they are, one a customer and one a line."""
    tickets = _by_id(Ticket, {call.ticket_id for call in calls})
    roots = _by_id(Ticket, {one.merged_into_id for one in tickets.values() if one.merged_into_id})
    tickets = {number: roots.get(one.merged_into_id, one) for number, one in tickets.items()}
    customers = _by_id(Customer, {one.customer_id for one in tickets.values()})
    identities = _by_id(Identity, {call.identity_id for call in calls})
    others = {number: _last_of(number) for number in customers}
    rung = {number: rung_by(inbox) for number, inbox in _by_id(Inbox, {call.inbox_id for call in calls}).items()}
    return [
        Card(
            call,
            ticket,
            customers[ticket.customer_id],
            identities[call.identity_id],
            [one for one in others[ticket.customer_id] if one.id != ticket.id],
            rung.get(call.inbox_id, frozenset()),
        )
        for call in calls
        if (ticket := tickets.get(call.ticket_id)) is not None
    ]


def _last_of(customer_id: int) -> list[Ticket]:
    return list(
        db.session.scalars(
            select(Ticket)
            .where(
                Ticket.customer_id == customer_id,
                Ticket.trashed_at.is_(None),
                Ticket.spam_at.is_(None),
                Ticket.merged_into_id.is_(None),
            )
            .order_by(Ticket.id.desc())
            .limit(LOOKED_AT)
        )
    )


def _by_id(model, numbers: set[int]) -> dict:
    if not numbers:
        return {}
    return {row.id: row for row in db.session.scalars(select(model).where(model.id.in_(numbers)))}
