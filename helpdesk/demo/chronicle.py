"""Chronicle: one ticket as it grows, written down as rows with the times at which it happened."""

from datetime import timedelta

from sqlalchemy import update

from channels.channel import File
from helpdesk.db import db
from helpdesk.demo import files
from helpdesk.demo.cast import Cast
from helpdesk.demo.planting_customers import kind_of
from helpdesk.demo.planting_inboxes import inbox_of
from helpdesk.demo.quoting import without_quote
from helpdesk.demo.story import Step
from helpdesk.events import SYSTEM, Event
from helpdesk.hot import change, insert
from tickets import Follower, Message, Tagging, Ticket
from tickets import events as e
from tickets.attaching import attach
from tickets.previewing import preview_of

OPEN, DONE = ("new", "open"), ("solved", "closed")


class Chronicle:
    """Writes one ticket. Reactions don't run: what is told here has been reacted to long ago."""

    def __init__(self, cast: Cast, ticket: dict):
        self.cast, self.ticket = cast, ticket
        name = ticket.get("customer") or ticket["from"]["email"]
        self.customer = cast.customers[name]
        self.inbox = inbox_of(cast, ticket["inbox"])
        kind = kind_of(self.inbox.channel)
        self.identity = cast.identities.get((name, kind)) or cast.identities[name, "email"]
        self.row: Ticket | None = None
        self.values = {"status": "new", "assignee_id": None, "message_count": 0, "waiting_since": None}

    def tell(self, step: Step) -> None:
        """Write down one step."""
        self.values["updated_at"] = step.at
        getattr(self, step.do)(step)

    def finish(self) -> None:
        """Write what the ticket has become."""
        change(self.row, **self.values)

    def open(self, step: Step) -> None:
        ticket = self.ticket
        moved = any("team" in m.get("set", {}) for m in ticket["messages"])
        self.values["team_id"] = self.inbox.team_id if moved else self.cast.teams[ticket["team"]].id
        self.row = insert(
            Ticket(
                subject=ticket["subject"],
                priority=ticket["priority"],
                type=ticket["type"],
                language=ticket["language"],
                fields=ticket["fields"],
                channel=self.inbox.channel,
                inbox_id=self.inbox.id,
                customer_id=self.customer.id,
                identity_id=self.identity.id,
                created_at=step.at,
                last_message_at=step.at,
                tag_names=sorted(ticket["tags"]),
                **self.values,
            )
        )
        self._happened(e.TICKET_OPENED, step, inbox=self.inbox.id, channel=self.inbox.channel)
        for name in ticket["tags"]:
            insert(Tagging(tag_id=self.cast.tag(name).id, ticket_id=self.row.id))

    def receive(self, step: Step) -> None:
        text = step.data["text"]
        message = self._message(
            step,
            "inbound",
            text=text,
            reply_text=without_quote(text),
            author_kind="customer",
            author_id=self.customer.id,
            trust="proven" if self.inbox.channel == "email" else None,
        )
        self.values.update(last_inbound_at=step.at, waiting_since=self.values["waiting_since"] or step.at)
        self._happened(e.MESSAGE_RECEIVED, step, message)
        before = self.values["status"]
        if before not in OPEN:
            self.values.update(status="open", solved_at=None)
            self._happened(e.STATUS_CHANGED, step, **{"from": before, "to": "open"})
            self._happened(e.TICKET_REOPENED, step, **{"from": before})
        if self.values["assignee_id"] is None and not self.ticket.get("spam"):
            self._happened(e.PERSON_NEEDED, step)

    def reply(self, step: Step) -> None:
        agent = self.cast.agents[step.by]
        if self.values["assignee_id"] is None:
            self._give_to(agent, step)
        message = self._message(
            step,
            "reply",
            text=step.data["text"],
            author_kind="agent",
            author_id=agent.id,
            state=self._delivered(step),
            state_at=step.at + timedelta(seconds=2),
        )
        self.values.update(waiting_since=None)
        self.values.setdefault("first_replied_at", step.at)
        self._happened(e.REPLY_SENT, step, message)
        if self.values["status"] == "new":
            self._become("open", step)

    def note(self, step: Step) -> None:
        agent = self.cast.agents[step.by]
        message = self._message(step, "note", text=step.data["text"], author_kind="agent", author_id=agent.id)
        mentioned = [row.id for row in self.cast.agents.values() if f"@{row.name.split()[0]}" in step.data["text"]]
        self._happened(e.NOTE_ADDED, step, message, mentions=mentioned)

    def assign(self, step: Step) -> None:
        self._give_to(self.cast.agents[step.data["to"]], step)

    def hand_over(self, step: Step) -> None:
        before, team = self.values["team_id"], self.cast.teams[step.data["to"]]
        assignee = self.values["assignee_id"]
        self.values.update(team_id=team.id, assignee_id=None)
        self._happened(e.TEAM_CHANGED, step, **{"from": before, "to": team.id})
        self._happened(e.TICKET_UNASSIGNED, step, **{"from": assignee})
        self._happened(e.PERSON_NEEDED, step)

    def set_status(self, step: Step) -> None:
        self._become(step.data["to"], step)

    def snooze(self, step: Step) -> None:
        self.values["snoozed_until"] = step.data["until"]
        self._happened(e.TICKET_SNOOZED, step, until=step.data["until"].isoformat())

    def mark_spam(self, step: Step) -> None:
        self.values.update(spam_at=step.at, waiting_since=None)
        self._happened(e.SPAM_MARKED, step)

    def merge(self, step: Step, into: "Chronicle") -> None:
        """What was written here goes on in the other ticket."""
        db.session.execute(
            update(Message)
            .where(Message.ticket_id == self.row.id)
            .values(ticket_id=into.row.id)
            .execution_options(synchronize_session=False)
        )
        into.values["message_count"] += self.values["message_count"]
        self.values.update(merged_into_id=into.row.id, message_count=0, waiting_since=None)
        into._happened(e.TICKETS_MERGED, step, **{"from": self.row.id})
        self._happened(e.TICKET_MERGED_AWAY, step, into=into.row.id)

    def _give_to(self, agent, step: Step) -> None:
        before, self.values["assignee_id"] = self.values["assignee_id"], agent.id
        if db.session.get(Follower, (self.row.id, agent.id)) is None:
            insert(Follower(ticket_id=self.row.id, agent_id=agent.id))
        self._happened(e.TICKET_ASSIGNED, step, **{"from": before, "to": agent.id})

    def _become(self, status: str, step: Step) -> None:
        before, self.values["status"] = self.values["status"], status
        self._happened(e.STATUS_CHANGED, step, **{"from": before, "to": status})
        if status == "solved":
            self.values.update(solved_at=step.at, waiting_since=None)
            self._happened(e.TICKET_SOLVED, step)
        elif status == "closed":
            self.values["closed_at"] = step.at
            self._happened(e.TICKET_CLOSED, step)

    def _message(self, step: Step, kind: str, **values) -> Message:
        message = insert(
            Message(
                ticket_id=self.row.id,
                origin_ticket_id=self.row.id,
                kind=kind,
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
            preview_by={"inbound": "customer", "reply": "agent", "note": "note"}[kind],
            message_count=self.values["message_count"] + 1,
        )
        attach(
            message,
            [File(name, files.content_type(name), files.content(name)) for name in step.data.get("attachments", [])],
        )
        return message

    def _delivered(self, step: Step) -> str:
        if self.inbox.channel != "webchat":
            return "sent"
        heard = step.data is not self.ticket["messages"][-1]
        return "read" if heard else "delivered"

    def _happened(self, name: str, step: Step, message: Message | None = None, **data) -> None:
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
