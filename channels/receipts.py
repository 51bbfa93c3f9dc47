"""Receipts, reactions and edits: what the provider tells of messages that exist already."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Index, LargeBinary, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from channels import parts, reacting
from channels.channel import Edit, Reaction, Receipt
from channels.ingest import external_index
from channels.outgoing import Outgoing, OutgoingPart
from helpdesk import clock
from helpdesk.customers.privacy import graves
from helpdesk.db import BigId, Row, db, id_column, only_one, transaction
from helpdesk.hot import insert
from tickets import Message, Ticket, mark_delivery, rewrite, take_back

KEPT = timedelta(days=1)
REACTED = "reacted"


class EarlyReceipt(Row):
    """A receipt or reaction for a message whose sending we have not yet noted: providers can be faster than we."""

    __tablename__ = "early_receipt"
    id: Mapped[int] = id_column()
    inbox_id: Mapped[int] = mapped_column(BigId)
    external_index: Mapped[bytes] = mapped_column(LargeBinary(16))
    state: Mapped[str]
    at: Mapped[datetime | None] = mapped_column(clock.Instant)
    error: Mapped[str | None]
    emoji: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now, index=True)

    __table_args__ = (Index("ix_early_receipt_external", "inbox_id", "external_index"),)


@transaction()
def follow(inbox, receipt: Receipt) -> bool:
    """Carry the receipt to its message; False when nothing is new. One that comes too early waits for a day."""
    index = external_index(receipt.external_id)
    row = _found(
        inbox,
        index,
        lambda: (
            parts.part_of(inbox, index)
            or db.session.scalar(
                select(Outgoing).where(Outgoing.inbox_id == inbox.id, Outgoing.external_index == index)
            )
        ),
    )
    if row is None:
        insert(
            EarlyReceipt(
                inbox_id=inbox.id, external_index=index, state=receipt.state, at=receipt.at, error=receipt.error
            )
        )
        return False
    return _mark(row, receipt.state, receipt.at, receipt.error)


@transaction()
def react(inbox, reaction: Reaction) -> bool:
    """Keep the customer's emoji with its message; one that comes too early waits for a day."""
    index = external_index(reaction.external_id)
    message = _found(inbox, index, lambda: reacting.message_of(inbox, index))
    if message is None:
        insert(
            EarlyReceipt(inbox_id=inbox.id, external_index=index, state=REACTED, at=reaction.at, emoji=reaction.emoji)
        )
        return False
    return reacting.keep(message, reaction.emoji, reaction.at)


@transaction()
def catch_up(row: Outgoing, parts_of_it: Sequence[OutgoingPart] = ()) -> None:
    """The message, or each of its parts, has just got its name: apply the receipts that were faster."""
    named = {row.external_index: row} | {part.external_index: part for part in parts_of_it}
    for index in sorted(named):
        _only_one(row.inbox_id, index)
    early = db.session.scalars(
        select(EarlyReceipt)
        .where(EarlyReceipt.inbox_id == row.inbox_id, EarlyReceipt.external_index.in_(named))
        .order_by(EarlyReceipt.id)
    ).all()
    for receipt in early:
        if receipt.state == REACTED:
            reacting.keep(db.session.get(Message, row.message_id), receipt.emoji, receipt.at)
        else:
            _mark(named[receipt.external_index], receipt.state, receipt.at, receipt.error)
        db.session.delete(receipt)


@transaction()
def forget_early(as_of: datetime) -> None:
    """Drop receipts whose message never came: it was sent by somebody else."""
    db.session.execute(
        delete(EarlyReceipt).where(EarlyReceipt.created_at < as_of - KEPT).execution_options(synchronize_session=False)
    )


@transaction()
def edit(inbox, change: Edit) -> bool:
    """The customer changed or took back a message. Raises LookupError when it has not come yet."""
    message = db.session.scalar(
        select(Message).where(
            Message.inbox_id == inbox.id,
            Message.external_index == external_index(change.external_id),
            Message.kind == "inbound",
        )
    )
    if message is None and graves.buried(
        graves.MESSAGE, inbox.id, graves.message_grave(external_index(change.external_id))
    ):
        return False
    if message is None:
        raise LookupError("an edit of a message that has not come")
    ticket = db.session.get(Ticket, message.ticket_id)
    if change.text is None:
        return take_back(message, ticket, at=change.at)
    return rewrite(message, ticket, text=change.text, at=change.at)


def _found(inbox, index: bytes, look):
    """What `look` finds; where it finds nothing it looks again when nobody is noting just this name."""
    found = look()
    if found is None:
        _only_one(inbox.id, index)
        found = look()
    return found


def _only_one(inbox_id: int, index: bytes) -> None:
    # Else the receipt is kept for later while the answer gets its name, and neither sees the other.
    only_one("receipt", inbox_id, index.hex())


def _mark(row: Outgoing | OutgoingPart, state: str, at, error) -> bool:
    if isinstance(row, OutgoingPart):
        return _mark_part(row, state, at, error)
    if state == "failed" and row.state == "sent":
        # What the provider took and then lost has to be sent whole, should an agent send it again.
        row.state, row.error, row.progress = "failed", error, None
    return mark_delivery(db.session.get(Message, row.message_id), state, at=at, error=error)


def _mark_part(part: OutgoingPart, state: str, at, error) -> bool:
    whole, row = parts.tell(part, state), parts.outgoing_of(part)
    if whole is None or row is None:
        return False
    return _mark(row, whole, at, f"{parts.which(part)} {error}" if error and state == "failed" else error)
