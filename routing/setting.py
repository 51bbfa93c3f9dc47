"""Setting: what an admin chose for routing on the whole, one row a key."""

from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import Row


class RoutingSetting(Row):
    """`value` is a mapping whose meaning its reader knows."""

    __tablename__ = "routing_setting"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict] = mapped_column(default=dict)
