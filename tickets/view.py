"""View: a named list of tickets that fills itself, by conditions and in an order."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, db, id_column, transaction
from tickets.conditions import BadConditions, check, current

GROUPS = ("mine", "team", "all", "own")
SORTS = ("last_message_at", "waiting_since", "created_at", "priority", "due_at")
NEWEST = {"by": "last_message_at", "descending": True}
SOONEST_DUE = {"by": "due_at", "descending": False}
LONGEST_WAITING = {"by": "waiting_since", "descending": False}


class View(Row):
    """`owner_id` is empty for a view that everybody has; `key` names the ones the desk came with."""

    __tablename__ = "ticket_view"
    id: Mapped[int] = id_column()
    key: Mapped[str | None]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    icon: Mapped[str] = mapped_column(default="list")
    group: Mapped[str] = mapped_column(default="own")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), index=True)
    conditions: Mapped[dict] = mapped_column(default=dict)
    sort: Mapped[dict] = mapped_column(default=lambda: dict(NEWEST))
    position: Mapped[int] = mapped_column(default=1000)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    def name_in(self, language: str) -> str:
        """The name in the reader's language."""
        return self.name_zh if language == "zh" else self.name_en


def views_of(agent) -> list[View]:
    """The views this agent has: everybody's and their own, in the order they stand."""
    return list(
        db.session.scalars(
            select(View)
            .where(View.owner_id.is_(None) | (View.owner_id == agent.id))
            .order_by(View.position, View.id)
            .limit(200)
        )
    )


def view_of(agent, number: int) -> View:
    """The view of this number, if the agent has it. Raises LookupError."""
    view = db.session.get(View, number)
    if view is None or view.owner_id not in (None, agent.id):
        raise LookupError(f"no view {number}")
    return view


@transaction()
def make_view(*, name: str, conditions: dict, sort: dict | None = None, icon: str = "list", by, shared: bool = False):
    """A view of the agent's own, or everybody's when `shared`. Raises BadConditions.

    Spam, trash and what was merged away are left out unless the conditions speak of them.
    """
    check(conditions)
    if not name.strip():
        raise BadConditions("a view needs a name")
    if not _speaks_of_hidden(conditions):
        conditions = current(conditions)
    view = View(
        name_en=name.strip()[:100],
        name_zh=name.strip()[:100],
        icon=icon,
        conditions=conditions,
        sort=check_sort(sort or NEWEST),
        group="all" if shared else "own",
        owner_id=None if shared else by.id,
    )
    db.session.add(view)
    db.session.flush()
    return view


@transaction()
def drop_view(view: View) -> None:
    """Take the view away; the tickets stay."""
    db.session.delete(view)


def check_sort(sort: dict) -> dict:
    """The order as it is kept. Raises BadConditions for one that is not offered."""
    if not isinstance(sort, dict) or sort.get("by") not in SORTS or not isinstance(sort.get("descending"), bool):
        raise BadConditions(f"a sort is {{by, descending}}; by is one of {', '.join(SORTS)}")
    return {"by": sort["by"], "descending": sort["descending"]}


def _speaks_of_hidden(conditions: dict) -> bool:
    if "field" in conditions:
        return conditions["field"] in ("spam", "trashed", "merged_into")
    return any(_speaks_of_hidden(part) for part in conditions.get("all", conditions.get("any", [])))
