"""Ledger: the rows of one ticket, written with the times at which things happened. Reactions don't run."""

from datetime import datetime, timedelta

from sqlalchemy import update

from channels.channel import File
from helpdesk.db import db
from helpdesk.demo import files
from helpdesk.demo.cast import Cast, code_of
from helpdesk.demo.planting_customers import kind_of
from helpdesk.demo.planting_inboxes import inbox_of
from helpdesk.demo.story import Step
from helpdesk.events import SYSTEM, Event
from helpdesk.hot import change, insert
from routing import RoutingDecision
from routing.decision import GIVEN
from tickets import Attachment, Follower, Message, Tagging, Ticket
from tickets.attaching import attach
from tickets.previewing import preview_of
from tickets.summing import sum_up

STRATEGY = "least_busy"
SPOKEN_BY = {"inbound": "customer", "reply": "agent", "note": "note"}


class Ledger:
    """What a ticket has become so far is in `values`; they are written once, by finish()."""

    def __init__(self, cast: Cast, ticket: dict):
        name = ticket.get("customer") or ticket["from"]["email"]
        self.cast, self.ticket = cast, ticket
        self.customer = cast.customers[name]
        self.inbox = inbox_of(cast, ticket["inbox"])
        self.identity = cast.identities.get((name, kind_of(self.inbox.channel))) or cast.identities[name, "email"]
        self.row: Ticket | None = None
        self.moved = False  # a merge has brought messages or taken them away
        self.values = {"status": "new", "assignee_id": None, "message_count": 0, "waiting_since": None}

    def begin(self, at: datetime) -> None:
        """Write the ticket itself and its tags."""
        told = self.ticket
        self.row = insert(
            Ticket(
                subject=told["subject"],
                priority=told["priority"],
                type=told["type"],
                language=code_of(told["language"]),
                fields=told["fields"],
                tag_names=sorted(told["tags"]),
                channel=self.inbox.channel,
                inbox_id=self.inbox.id,
                customer_id=self.customer.id,
                identity_id=self.identity.id,
                created_at=at,
                updated_at=at,
                last_message_at=at,
                **self.values,
            )
        )
        for name in told["tags"]:
            insert(Tagging(tag_id=self.cast.tag(name).id, ticket_id=self.row.id))

    def message(self, step: Step, kind: str, **values) -> Message:
        """Write a message with its files."""
        message = insert(
            Message(
                ticket_id=self.row.id,
                origin_ticket_id=self.row.id,
                kind=kind,
                text=step.data["text"],
                at=step.at,
                created_at=step.at,
                inbox_id=self.inbox.id,
                identity_id=self.identity.id,
                **values,
            )
        )
        self.values.update(
            last_message_at=step.at,
            last_message_id=message.id,
            preview=preview_of(message),
            preview_by=SPOKEN_BY[kind],
            message_count=self.values["message_count"] + 1,
        )
        attach(
            message,
            [File(name, files.content_type(name), files.content(name)) for name in step.data.get("attachments", [])],
        )
        return message

    def happened(self, name: str, step: Step, message: Message | None = None, **data) -> None:
        """Write the event, as one that has long been reacted to."""
        by = self.customer if step.by == "customer" else self.cast.agents[step.by] if step.by else SYSTEM
        insert(
            Event(
                name=name,
                at=step.at,
                ticket_id=self.row.id,
                customer_id=self.customer.id,
                message_id=message.id if message else None,
                actor_kind=getattr(by, "actor_kind", "system"),
                actor_id=getattr(by, "id", None),
                data=data,
                delivered_at=step.at,
            )
        )

    def decided(self, agent, at: datetime) -> RoutingDecision:
        """Write why routing gave the ticket to this agent: of the team, the others had more or were not here."""
        load = self.cast.loads[agent.id]
        here = [one for one in self.cast.agents.values() if one.id == agent.id or self.cast.loads[one.id] >= load]
        members = self.cast.members[self.ticket["team"]] | {agent.id}
        looked_at = [[one.id, self.cast.loads[one.id], one.capacity] for one in here if one.id in members]
        waited = at - self.row.created_at > timedelta(minutes=1)
        return insert(
            RoutingDecision(
                ticket_id=self.row.id,
                at=at,
                team_id=self.values["team_id"],
                agent_id=agent.id,
                outcome=GIVEN,
                strategy=STRATEGY,
                from_queue=waited,
                looked_at=looked_at,
            )
        )

    def followed_by(self, agent) -> None:
        """The agent follows the ticket from now on."""
        if db.session.get(Follower, (self.row.id, agent.id)) is None:
            insert(Follower(ticket_id=self.row.id, agent_id=agent.id))

    def move_messages(self, into: "Ledger") -> None:
        """What was written here is shown in the other ticket."""
        for model in (Message, Attachment):
            db.session.execute(
                update(model)
                .where(model.ticket_id == self.row.id)
                .values(ticket_id=into.row.id)
                .execution_options(synchronize_session=False)
            )
        self.values["merged_into_id"] = into.row.id
        self.moved = into.moved = True

    def finish(self) -> None:
        """Write what the ticket has become."""
        change(self.row, **self.values)
        if self.moved:
            sum_up(self.row)
            self.row.updated_at = self.values["updated_at"]
