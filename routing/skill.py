"""Skill: what a ticket may ask of whoever takes it, and which tickets do."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import Row, db

ASKED_BY = ("tags", "types", "topics", "channels")


class Skill(Row):
    """`asked_by`: {"tags": […], "types": […], "topics": […], "channels": […]}; a ticket that has one of them asks."""

    __tablename__ = "skill"
    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    asked_by: Mapped[dict] = mapped_column(default=dict)
    level: Mapped[int] = mapped_column(default=1)  # the least that will do


def called(keys: Iterable[str]) -> dict[str, str]:
    """What these skills are called; one that is gone keeps its key for a name."""
    keys = list(keys)
    rows = db.session.execute(select(Skill.key, Skill.name).where(Skill.key.in_(keys))) if keys else ()
    return {key: key for key in keys} | dict(map(tuple, rows))
