"""Policy: what a company has chosen about contact data; a handful of named values."""

from typing import Any

from sqlalchemy import JSON, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import Row, db, transaction
from helpdesk.hot import Look

MASKED_ROLES = "masked_roles"  # who sees contact data masked and reveals it with a reason
_USUAL: dict[str, Any] = {MASKED_ROLES: ["agent"]}


class PrivacyChoice(Row):
    """One choice; what was never chosen is as it usually is."""

    __tablename__ = "privacy_choice"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


_CHOICE = Look(select(PrivacyChoice.value).where(PrivacyChoice.name == bindparam("name")))


def chosen(name: str):
    """What was chosen, or the usual."""
    row = _CHOICE.first(name=name)
    return _USUAL[name] if row is None else row[0]


@transaction()
def choose(name: str, value) -> None:
    """Choose this. Raises KeyError for a name that means nothing."""
    _USUAL[name]
    row = db.session.get(PrivacyChoice, name)
    if row is None:
        db.session.add(PrivacyChoice(name=name, value=value))
    else:
        row.value = value
