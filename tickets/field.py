"""TicketField: a field of the company's own on every ticket, and what may stand in it."""

import math
from datetime import date

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import Row, db, id_column
from tickets.refusals import NotAllowed

KINDS = ("text", "number", "choice", "date", "checkbox")
LONGEST_TEXT = 1000


class TicketField(Row):
    """`choices` are [{"value", "en", "zh"}]; a `required` one must be filled in before an agent can solve."""

    __tablename__ = "ticket_field"
    id: Mapped[int] = id_column()
    key: Mapped[str]
    label_en: Mapped[str]
    label_zh: Mapped[str]
    help_en: Mapped[str] = mapped_column(default="")
    help_zh: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="text")
    choices: Mapped[list] = mapped_column(default=list)
    required: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    enabled: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (Index("ux_ticket_field_key", "key", unique=True),)

    def label_in(self, language: str) -> str:
        """The label in the reader's language."""
        return self.label_zh if language == "zh" else self.label_en

    def accept(self, value):
        """The value as it is kept; None empties the field. Raises NotAllowed for one that does not fit."""
        if value is None or value == "":
            return None
        if not self._fits(value):
            raise NotAllowed("bad_field", field=self.key)
        return value.strip() if isinstance(value, str) else value

    def _fits(self, value) -> bool:
        if self.kind == "checkbox":
            return isinstance(value, bool)
        if self.kind == "number":
            return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            return False
        if self.kind == "choice":
            return value in [choice["value"] for choice in self.choices]
        return self.kind != "date" or _is_date(value)


def fields() -> list[TicketField]:
    """All fields in use, in their order."""
    return list(
        db.session.scalars(
            select(TicketField)
            .where(TicketField.enabled.is_(True))
            .order_by(TicketField.position, TicketField.id)
            .limit(200)
        )
    )


def missing_fields(ticket) -> list[str]:
    """The keys of required fields that are still empty. An unticked box is an answer."""
    required = db.session.scalars(
        select(TicketField.key).where(TicketField.required.is_(True), TicketField.enabled.is_(True))
    )
    return [key for key in required if (ticket.fields or {}).get(key) is None]


def _is_date(value: str) -> bool:
    try:
        return len(value) == 10 and date.fromisoformat(value) is not None
    except ValueError:
        return False
