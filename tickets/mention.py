"""Mention: a provider's id that a message names; mails may overtake the ones they answer, and find together by it."""

from sqlalchemy import ForeignKey, Index, LargeBinary, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import BigId, Row, id_column
from helpdesk.hot import Look, get, write
from tickets.message import Message

MOST = 12


class Mention(Row):
    """`external_index` is the blind index of the id, as Message.external_index is of a message's own."""

    __tablename__ = "mention"
    id: Mapped[int] = id_column()
    inbox_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)
    external_index: Mapped[bytes] = mapped_column(LargeBinary(16))

    __table_args__ = (Index("ix_mention_external", "inbox_id", "external_index"),)


def mention(message: Message, indexes: list[bytes]) -> None:
    """Note the ids that this message names, the first and the nearest; called inside its verb."""
    wanted = dict.fromkeys([*indexes[:2], *indexes[2:][-(MOST - 2) :]])
    for index in wanted:
        write(Mention(inbox_id=message.inbox_id, message_id=message.id, external_index=index))


_NAMED = Look(
    select(Mention.message_id)
    .where(Mention.inbox_id == bindparam("inbox"), Mention.external_index == bindparam("index"))
    .order_by(Mention.id.desc())
    .limit(1)
)


def tickets_naming(inbox_id: int, indexes: list[bytes]) -> list[int]:
    """Where messages stand that name one of these ids, the nearest first."""
    found = (_NAMED.first(inbox=inbox_id, index=index) for index in dict.fromkeys(reversed(indexes[-MOST:])))
    messages = [get(Message, row[0]) for row in found if row]
    return list(dict.fromkeys(message.origin_ticket_id for message in messages))
