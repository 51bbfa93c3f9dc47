"""Skill: what a ticket may ask of whoever takes it, and which tickets do."""

from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import Row

ASKED_BY = ("tags", "types", "topics", "channels")


class Skill(Row):
    """`asked_by`: {"tags": […], "types": […], "topics": […], "channels": […]}; a ticket that has one of them asks."""

    __tablename__ = "skill"
    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    asked_by: Mapped[dict] = mapped_column(default=dict)
    level: Mapped[int] = mapped_column(default=1)  # the least that will do
