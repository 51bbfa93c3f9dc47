"""Ticket: one matter of one customer, with its state, its place and its owner."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed
from helpdesk.customers.belongings import belongs
from helpdesk.db import BigId, Row, id_column

STATUSES = ("new", "open", "pending", "on_hold", "solved", "closed")
OPEN, WAITING, DONE = ("new", "open"), ("pending", "on_hold"), ("solved", "closed")
PRIORITIES = ("low", "normal", "high", "urgent")
TYPES = ("question", "incident", "problem", "task", "complaint")
# Tickets somebody still has to do with: the small part of the table that the lists of the day read.
SHOWN = "spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"
ACTIVE = f"status IN ('new','open','pending','on_hold') AND {SHOWN}"
QUEUED = f"assignee_id IS NULL AND status IN ('new','open') AND {SHOWN}"
# What an agent has to work on now: the load that routing counts.
# It repeats the words of ACTIVE so that SQLite reads it from the index of an agent's active tickets.
WORKED_ON = f"{ACTIVE} AND status IN ('new','open') AND snoozed_until IS NULL AND assignee_id IS NOT NULL"


# With these an index answers a count alone: a million rows do not fit into the page cache, their index does.
_LOOKED_AT = ("snoozed_until", "spam_at", "trashed_at", "merged_into_id")


def _index(name: str, where: str, *columns: str) -> Index:
    return Index(f"ix_ticket_{name}", *columns, sqlite_where=text(where), postgresql_where=text(where))


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
    inbox_id: Mapped[int | None] = mapped_column(BigId)
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
    # Since when the bot has the word: nobody is looked for meanwhile, but anybody may step in.
    bot_since: Mapped[datetime | None] = mapped_column(clock.Instant)
    # What the list shows without asking the messages.
    last_message_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    last_message_id: Mapped[int | None] = mapped_column(BigId)
    preview: Mapped[str] = mapped_column(default="")
    preview_by: Mapped[str] = mapped_column(default="customer")  # customer, agent, note, bot
    message_count: Mapped[int] = mapped_column(default=0)
    tag_names: Mapped[list] = mapped_column(default=list)
    # The nearest limit of time that runs, and since when one that is still open is broken; kept by routing.
    due_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    due_kind: Mapped[str | None]
    breached_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    cc = Sealed("cc_sealed")  # addresses that are copied in

    __mapper_args__ = {"version_id_col": version}
    # Each list is read from an index in its own order. The columns behind the order are there to be looked at before
    # the row is fetched. A wide column (status, merged_into_id) has no index of its own: SQLite would prefer it.
    __table_args__ = (
        _index("active", ACTIVE, "last_message_at", "id", "status", "team_id", "assignee_id", *_LOOKED_AT),
        _index("active_team", ACTIVE, "team_id", "last_message_at", "id", "status", "assignee_id", *_LOOKED_AT),
        _index(
            "active_assignee",
            ACTIVE,
            "assignee_id",
            "last_message_at",
            "id",
            "status",
            "team_id",
            *_LOOKED_AT,
            "channel",
        ),
        _index("queue", QUEUED, "team_id", "priority", "due_at", "waiting_since", "id"),
        _index("due", ACTIVE, "due_at", "id", "status", "team_id", "assignee_id", *_LOOKED_AT),
        _index("waiting", QUEUED, "waiting_since", "id", "team_id", "status", "assignee_id", *_LOOKED_AT),
        _index("recent", SHOWN, "last_message_at", "id"),
        _index("created", SHOWN, "created_at", "id"),
        _index(
            "solved",
            f"status = 'solved' AND {SHOWN}",
            "last_message_at",
            "id",
            "status",
            "team_id",
            "assignee_id",
            *_LOOKED_AT,
        ),
        _index("solved_at", "status = 'solved'", "solved_at"),
        _index("spam", "spam_at IS NOT NULL", "last_message_at", "id"),
        _index("trash", "trashed_at IS NOT NULL", "last_message_at", "id"),
        _index("snoozed", "snoozed_until IS NOT NULL", "snoozed_until"),
        _index("parent", "parent_id IS NOT NULL", "parent_id"),
        _index("merged", "merged_into_id IS NOT NULL", "merged_into_id"),
        Index("ix_ticket_updated", "updated_at", "id"),
        Index("ix_ticket_customer", "customer_id", "id"),
        Index("ix_ticket_identity", "identity_id", "id"),
    )

    @property
    def category(self) -> str:
        return category_of(self.status)

    @property
    def ends_with_news(self) -> bool:
        """Whether its last words are for the team to read: a customer's, or the bot's once it has stepped aside.

        filtering.unread_by says the same to the database.
        """
        passed_on = self.preview_by == "bot" and self.status in OPEN and self.bot_since is None
        return self.preview_by == "customer" or passed_on


belongs(Ticket, by="identity_id")  # how it is exported is said with its messages


def category_of(status: str) -> str:
    """What a status means: open, waiting or done."""
    return "open" if status in OPEN else "waiting" if status in WAITING else "done"


def statuses_in(category: str) -> tuple[str, ...]:
    """The statuses that mean open, waiting or done."""
    return {"open": OPEN, "waiting": WAITING, "done": DONE}[category]
