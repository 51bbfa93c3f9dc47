"""Parts: the provider tells of each message of an answer by itself; what is shown is the one that is worst off."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from channels.ingest import external_index
from channels.outgoing import Outgoing, OutgoingPart
from helpdesk.db import db, only_one
from helpdesk.hot import insert

# A failure may be told after "sent", but what is on the phone has got there.
_ORDER = ("sent", "failed", "delivered", "read")
_WORST_FIRST = ("failed", "sent", "delivered", "read")


def keep(row: Outgoing, names: Sequence[str]) -> list[OutgoingPart]:
    """Note the names of the messages that this answer became, in place of those of an earlier try."""
    db.session.execute(delete(OutgoingPart).where(*_of(row)).execution_options(synchronize_session=False))
    if len(names) < 2:
        return []
    about = {"message_id": row.message_id, "inbox_id": row.inbox_id}
    return [
        insert(OutgoingPart(number=number, external_index=external_index(name), **about))
        for number, name in enumerate(names, 1)
    ]


def part_of(inbox, index: bytes) -> OutgoingPart | None:
    """The part that the provider knows by this name."""
    named = (OutgoingPart.inbox_id == inbox.id, OutgoingPart.external_index == index)
    return db.session.scalar(select(OutgoingPart).where(*named).order_by(OutgoingPart.id.desc()).limit(1))


def outgoing_of(part: OutgoingPart) -> Outgoing | None:
    """The answer of which this is a part."""
    answer = (Outgoing.message_id == part.message_id, Outgoing.inbox_id == part.inbox_id)
    return db.session.scalar(select(Outgoing).where(*answer))


def tell(part: OutgoingPart, state: str) -> str | None:
    """Note what became of this part; how the whole answer stands now, or None when nothing is new."""
    # Two at once would each see the other's part as it was, and both say too little.
    only_one("parts", part.message_id, part.inbox_id)
    changed = db.session.execute(
        update(OutgoingPart)
        .where(OutgoingPart.id == part.id, OutgoingPart.state.in_(_ORDER[: _ORDER.index(state)]))
        .values(state=state)
        .execution_options(synchronize_session=False)
    ).rowcount
    if not changed:
        return None
    return min(db.session.scalars(select(OutgoingPart.state).where(*_of(part))), key=_WORST_FIRST.index)


def which(part: OutgoingPart) -> str:
    """Which of how many, as it stands before a reason: a number says it in every language."""
    numbers = db.session.scalars(select(OutgoingPart.number).where(*_of(part))).all()
    return f"({part.number}/{max(numbers)})"


def _of(row) -> tuple:
    return OutgoingPart.message_id == row.message_id, OutgoingPart.inbox_id == row.inbox_id
