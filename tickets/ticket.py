"""Ticket: one matter of one customer, with its state, its place and its owner."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed
from helpdesk.db import BigId, Row, id_column

STATUSES = ("new", "open", "pending", "on_hold", "solved", "closed")
OPEN, WAITING, DONE = ("new", "open"), ("pending", "on_hold"), ("solved", "closed")
PRIORITIES = ("low", "normal", "high", "urgent")
TYPES = ("question", "incident", "problem", "task", "complaint")
# Tickets somebody still has to do with: the small part of the table that the lists of the day read.
SHOWN = "spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"
ACTIVE = f"status IN ('new','open','pending','on_hold') AND {SHOWN}"
# What an agent has to work on now: the load that routing counts.
WORKED_ON = f"assignee_id IS NOT NULL AND status IN ('new','open') AND snoozed_until IS NULL AND {SHOWN}"


class Ticket(Row):
    """`id` is the number people see. `inbox_id` is where it came from; `identity_id` the address it is spoken with."""

    __tablename__ = "ticket"

    id: Mapped[int] = id_column()
    version: Mapped[int] = mapped_column(default=1)
    subject: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="new")
    priority: Mapped[str] = mapped_column(default="normal")
    type: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="en")
    channel: Mapped[str] = mapped_column(default="api")
    inbox_id: Mapped[int | None] = mapped_column(BigId, index=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    identity_id: Mapped[int | None] = mapped_column(ForeignKey("identity.id"))
    # Which conversation of a channel this is (a group chat, a call); empty where a person has just one.
    conversation: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
    fields: Mapped[dict] = mapped_column(default=dict)
    cc_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # see tickets/copying.py
    row_key: Mapped[bytes | None] = mapped_column(LargeBinary(16))  # made when there is something to seal

    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    solved_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    closed_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    snoozed_until: Mapped[datetime | None] = mapped_column(clock.Instant)
    spam_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    trashed_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    first_replied_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    # Since when the customer waits for an answer; empty when it is our customer's turn.
    waiting_since: Mapped[datetime | None] = mapped_column(clock.Instant)
    last_inbound_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    # What the list shows without asking the messages.
    last_message_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    last_message_id: Mapped[int | None] = mapped_column(BigId)
    preview: Mapped[str] = mapped_column(default="")
    preview_by: Mapped[str] = mapped_column(default="customer")  # customer, agent, note, bot
    message_count: Mapped[int] = mapped_column(default=0)
    tag_names: Mapped[list] = mapped_column(default=list)

    cc = Sealed("cc_sealed")  # addresses that are copied in

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("ix_ticket_active", "last_message_at", "id", sqlite_where=text(ACTIVE), postgresql_where=text(ACTIVE)),
        Index("ix_ticket_active_team", "team_id", "last_message_at", "id",
              sqlite_where=text(ACTIVE), postgresql_where=text(ACTIVE)),
        Index("ix_ticket_active_assignee", "assignee_id", "last_message_at", "id",
              sqlite_where=text(ACTIVE), postgresql_where=text(ACTIVE)),
        Index("ix_ticket_load", "assignee_id", sqlite_where=text(WORKED_ON), postgresql_where=text(WORKED_ON)),
        Index("ix_ticket_queue", "team_id", "waiting_since", "id",
              sqlite_where=text(f"assignee_id IS NULL AND status IN ('new','open') AND {SHOWN}"),
              postgresql_where=text(f"assignee_id IS NULL AND status IN ('new','open') AND {SHOWN}")),
        Index("ix_ticket_status", "status", "last_message_at", "id"),
        Index("ix_ticket_team", "team_id", "last_message_at", "id"),
        Index("ix_ticket_assignee", "assignee_id", "last_message_at", "id"),
        Index("ix_ticket_updated", "updated_at", "id"),
        Index("ix_ticket_customer", "customer_id", "id"),
        Index("ix_ticket_identity", "identity_id", "id"),
        Index("ix_ticket_parent", "parent_id"),
        Index("ix_ticket_merged", "merged_into_id"),
        Index("ix_ticket_snoozed", "snoozed_until",
              sqlite_where=text("snoozed_until IS NOT NULL"), postgresql_where=text("snoozed_until IS NOT NULL")),
        Index("ix_ticket_solved", "solved_at", sqlite_where=text("status = 'solved'"),
              postgresql_where=text("status = 'solved'")),
    )

    @property
    def category(self) -> str:
        return category_of(self.status)


def category_of(status: str) -> str:
    """What a status means: open, waiting or done."""
    return "open" if status in OPEN else "waiting" if status in WAITING else "done"


def statuses_in(category: str) -> tuple[str, ...]:
    """The statuses that mean open, waiting or done."""
    return {"open": OPEN, "waiting": WAITING, "done": DONE}[category]
