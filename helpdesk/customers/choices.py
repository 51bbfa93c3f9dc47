"""Choices: what a company has chosen about value, money, look-ups and journeys; one row a subject."""

from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import Row, db, transaction
from helpdesk.hot import get


class CustomerChoice(Row):
    """`value` is a mapping that its reader knows; what is secret in it is sealed apart."""

    __tablename__ = "customer_choice"

    name: Mapped[str] = mapped_column(primary_key=True)
    row_key: Mapped[bytes] = row_key_column()
    value: Mapped[dict] = mapped_column(default=dict)
    secret_sealed: Mapped[bytes | None] = sealed_column()

    secret = Sealed("secret_sealed")


def chosen(name: str, usual: dict) -> dict:
    """What was chosen, over what is usual."""
    row = get(CustomerChoice, name)
    return {**usual, **(row.value if row is not None else {})}


def secret_of(name: str) -> str | None:
    """The secret of this choice."""
    row = get(CustomerChoice, name)
    return None if row is None else row.secret


@transaction()
def choose(name: str, value: dict, *, secret: str | None = None) -> None:
    """From now on it is like this; a secret that is not given stays."""
    row = db.session.get(CustomerChoice, name)
    if row is None:
        row = CustomerChoice(name=name, row_key=None)
        db.session.add(row)
    row.value = value
    if secret is not None or row.row_key is None:
        row.secret = secret
