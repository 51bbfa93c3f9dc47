"""Chronicle: what each step of a story does to its ticket, after the conventions of the verbs in tickets/."""

from dataclasses import replace
from datetime import timedelta

from channels.ingest import external_index
from helpdesk import clock
from helpdesk.demo.cast import Cast
from helpdesk.demo.ledger import Ledger
from helpdesk.demo.quoting import without_quote
from helpdesk.demo.story import Step
from helpdesk.hot import insert
from tickets import Link
from tickets import events as e

OPEN = ("new", "open")


class Chronicle(Ledger):
    """Tells one ticket; every step is a method."""

    def __init__(self, cast: Cast, ticket: dict):
        super().__init__(cast, ticket)
        moved = any("team" in message.get("set", {}) for message in ticket["messages"])
        self.values["team_id"] = self.inbox.team_id if moved else cast.teams[ticket["team"]].id

    def tell(self, step: Step, *other: "Chronicle") -> None:
        """Write down one step; `other` is the second ticket of a merge or a split."""
        getattr(self, step.do)(step, *other)
        self.values["updated_at"] = step.at

    def open(self, step: Step) -> None:
        self.begin(step.at)
        self.happened(e.TICKET_OPENED, step, inbox=self.inbox.id, channel=self.inbox.channel)

    def receive(self, step: Step) -> None:
        message = self.message(
            step,
            "inbound",
            reply_text=without_quote(step.data["text"]),
            author_kind="customer",
            author_id=self.customer.id,
            **self._as_a_mail(step),
        )
        self.values.update(last_inbound_at=step.at, waiting_since=self.values["waiting_since"] or step.at)
        self.happened(e.MESSAGE_RECEIVED, step, message)
        before = self.values["status"]
        if before not in OPEN:
            self.values.update(status="open", solved_at=None)
            self.happened(e.STATUS_CHANGED, step, **{"from": before, "to": "open"})
            self.happened(e.TICKET_REOPENED, step, **{"from": before})
        if self.values["assignee_id"] is None and not self.ticket.get("spam"):
            self.happened(e.PERSON_NEEDED, step)

    def reply(self, step: Step) -> None:
        agent = self.cast.agents[step.by]
        if self.values["assignee_id"] is None:
            self._give_to(agent, step)
        message = self.message(
            step,
            "reply",
            author_kind="agent",
            author_id=agent.id,
            state=self._delivered(step),
            state_at=step.at + timedelta(seconds=2),
        )
        self.values["waiting_since"] = None
        self.values.setdefault("first_replied_at", step.at)
        self.happened(e.REPLY_SENT, step, message)
        if self.values["status"] == "new":
            self._become("open", step)

    def note(self, step: Step) -> None:
        message = self.message(step, "note", author_kind="agent", author_id=self.cast.agents[step.by].id)
        mentioned = [
            agent.id for agent in self.cast.agents.values() if f"@{agent.name.split()[0]}" in step.data["text"]
        ]
        self.happened(e.NOTE_ADDED, step, message, mentions=mentioned)

    def assign(self, step: Step) -> None:
        agent = self.cast.agents[step.data["to"]]
        if not agent.capacity:  # routing gives them nothing: a supervisor takes what she wants
            self._give_to(agent, replace(step, by=step.data["to"]))
            return
        decision = self.decided(agent, step.at)
        self._give_to(agent, step)
        self.happened(e.TICKET_ROUTED, step, to=agent.id, decision=decision.id, why=decision.strategy)

    def hand_over(self, step: Step) -> None:
        before, team = self.values["team_id"], self.cast.teams[step.data["to"]]
        assignee = self.values["assignee_id"]
        self.values.update(team_id=team.id, assignee_id=None)
        self._frees(assignee)
        self.happened(e.TEAM_CHANGED, step, **{"from": before, "to": team.id})
        self.happened(e.TICKET_UNASSIGNED, step, **{"from": assignee})
        self.happened(e.PERSON_NEEDED, step)

    def set_status(self, step: Step) -> None:
        self._become(step.data["to"], step)

    def snooze(self, step: Step) -> None:
        self.values["snoozed_until"] = step.data["until"]
        self.happened(e.TICKET_SNOOZED, step, until=clock.iso(step.data["until"]))

    def mark_spam(self, step: Step) -> None:
        self.values.update(spam_at=step.at, waiting_since=None)
        self.happened(e.SPAM_MARKED, step)

    def merge(self, step: Step, into: "Chronicle") -> None:
        self.move_messages(into)
        into.happened(e.TICKETS_MERGED, step, **{"from": self.row.id})
        self.happened(e.TICKET_MERGED_AWAY, step, into=into.row.id)

    def split_off(self, step: Step, old: "Chronicle") -> None:
        """This ticket was opened for a part of what stood in the old one."""
        insert(Link(ticket_id=self.row.id, other_id=old.row.id, kind="split", created_at=step.at))
        old.happened(e.TICKET_SPLIT, step, into=self.row.id, messages=[])

    def _as_a_mail(self, step: Step) -> dict:
        """What an answer needs to be threaded below a mail."""
        if self.inbox.channel != "email":
            return {}
        name = f"<{self.ticket['id']}.{self.ticket['messages'].index(step.data)}@mail.songtide.example>"
        return {
            "trust": "unverified" if "from" in self.ticket else "proven",
            "envelope": {"message_id": name, "to": [self.inbox.name]},
            "external_index": external_index(name),
        }

    def _give_to(self, agent, step: Step) -> None:
        before, self.values["assignee_id"] = self.values["assignee_id"], agent.id
        self.cast.loads[agent.id] += 1
        self.followed_by(agent)
        self.happened(e.TICKET_ASSIGNED, step, **{"from": before, "to": agent.id})

    def _frees(self, agent_id: int | None) -> None:
        # What is solved a second time was given up the first time.
        self.cast.loads[agent_id] = max(0, self.cast.loads[agent_id] - 1)

    def _become(self, status: str, step: Step) -> None:
        before, self.values["status"] = self.values["status"], status
        self.happened(e.STATUS_CHANGED, step, **{"from": before, "to": status})
        if status == "solved":
            self.values.update(solved_at=step.at, waiting_since=None)
            self._frees(self.values["assignee_id"])
            self.happened(e.TICKET_SOLVED, step)
        elif status == "closed":
            self.values["closed_at"] = step.at
            self.happened(e.TICKET_CLOSED, step)

    def _delivered(self, step: Step) -> str:
        if self.inbox.channel != "webchat":
            return "sent"
        left_off = step.data is self.ticket["messages"][-1] and self.ticket["status"] not in ("solved", "closed")
        return "delivered" if left_off else "read"
