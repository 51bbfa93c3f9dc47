"""Tag: a word that groups tickets. The ticket carries the names, this table the look-up."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import Row, id_column


class Tag(Row):
    """A tag's one spelling."""

    __tablename__ = "tag"
    id: Mapped[int] = id_column()
    name: Mapped[str]
    __table_args__ = (Index("ux_tag_name", "name", unique=True),)


class Tagging(Row):
    """This ticket carries this tag."""

    __tablename__ = "tagging"
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), primary_key=True, index=True)
