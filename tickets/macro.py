"""Macro: several changes of a ticket under one name, and a text to begin with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, db, id_column, transaction
from tickets.actions import check_changes, perform, solves_and_snoozes, without_needless_snooze
from tickets.message import Message
from tickets.noting import note
from tickets.placeholders import fill, unknown_in
from tickets.refusals import NotAllowed


class Macro(Row):
    """`changes` are actions by name (tickets/actions.py). `replies` holds the text for the composer by language; the
    `note` is written at once."""

    __tablename__ = "macro"
    id: Mapped[int] = id_column()
    title_en: Mapped[str]
    title_zh: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    changes: Mapped[dict] = mapped_column(default=dict)
    replies: Mapped[dict] = mapped_column(default=dict)
    note: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    def title_in(self, language: str) -> str:
        """The title in the reader's language."""
        return self.title_zh if language == "zh" else self.title_en


@dataclass
class Applied:
    """What came of it: the text for the composer, the status that waits until it is sent, the note if there is one."""

    draft_text: str = ""
    note: Message | None = None
    status_after: str | None = None


@transaction()
def save_macro(
    row: Macro | None = None,
    *,
    title_en: str,
    title_zh: str = "",
    changes: dict,
    description: str = "",
    replies: dict | None = None,
    note: str = "",
    by,
    shared: bool = True,
) -> Macro:
    """Keep a macro, or write a kept one anew. Raises NotAllowed for actions or placeholders that there are not."""
    replies = {language: text for language, text in (replies or {}).items() if text.strip()}
    if not title_en.strip():
        raise NotAllowed("empty")
    check_changes(changes)
    if solves_and_snoozes(changes):
        raise NotAllowed("solved_and_snoozed")
    if wrong := [found for text in (*replies.values(), note) for found in unknown_in(text)]:
        raise NotAllowed("unknown_placeholder", placeholders=wrong[:5])
    row = row or Macro()
    row.title_en, row.title_zh, row.description = title_en.strip(), title_zh.strip() or title_en.strip(), description
    row.changes, row.replies, row.note, row.owner_id = changes, replies, note, None if shared else by.id
    db.session.add(row)
    db.session.flush()
    return row


@transaction()
def apply_macro(macro: Macro, ticket, *, by) -> Applied:
    """Do all of it to the ticket, or none of it. Raises NotAllowed.

    A status waits for the text that goes with it: "solved" is not true, and tells the customer, before they have it.
    """
    texts = macro.replies or {}
    draft_text = fill(texts.get(ticket.language) or next(iter(texts.values()), ""), ticket, by)
    written = note(ticket, by=by, text=fill(macro.note, ticket, by)) if macro.note.strip() else None
    changes, status_after = dict(without_needless_snooze(macro.changes)), None
    if draft_text.strip():
        status_after = changes.pop("status", None)
    perform(ticket, changes, by=by)
    return Applied(draft_text, written, status_after)


@transaction()
def drop_macro(row: Macro) -> None:
    """Forget it."""
    db.session.delete(row)


def macros_of(agent) -> list[Macro]:
    """Everybody's macros and the agent's own, in their order."""
    return list(
        db.session.scalars(
            select(Macro)
            .where(or_(Macro.owner_id.is_(None), Macro.owner_id == agent.id))
            .order_by(Macro.position, Macro.title_en, Macro.id)
            .limit(200)
        )
    )


def macro_of(agent, number: int) -> Macro:
    """The one of this number, if the agent has it. Raises LookupError."""
    row = db.session.get(Macro, number)
    if row is None or row.owner_id not in (None, agent.id):
        raise LookupError(f"no macro {number}")
    return row
