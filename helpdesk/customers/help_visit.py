"""Help visit: a customer who is signed in to the help centre in one browser. The token is kept as a hash."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, LargeBinary, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.customers.belongings import belongs
from helpdesk.customers.customer import Customer
from helpdesk.db import Row, db, id_column, transaction

LASTS = timedelta(days=30)


class HelpVisit(Row):
    """Whoever brings the token is this customer until it ends."""

    __tablename__ = "help_visit"
    id: Mapped[int] = id_column()
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    ends_at: Mapped[datetime] = mapped_column(clock.Instant, index=True)

    __table_args__ = (Index("ux_help_visit", "token_hash", unique=True),)


belongs(HelpVisit, "customer_id", erase="delete", moves=True)


@transaction()
def begin_visit(customer: Customer) -> str:
    """Sign the customer in; the token is told here and never again."""
    token = secrets.token_urlsafe(32)
    row = HelpVisit(token_hash=_hash(token), customer_id=customer.id, ends_at=clock.now() + LASTS)
    db.session.add(row)
    return token


def visitor_with(token: str | None) -> Customer | None:
    """Whose token this is; nobody's once it has ended, or the customer is blocked."""
    if not token or len(token) > 100:
        return None
    mine = (HelpVisit.token_hash == _hash(token), HelpVisit.ends_at > clock.now(), Customer.blocked_at.is_(None))
    return db.session.scalar(select(Customer).join(HelpVisit, HelpVisit.customer_id == Customer.id).where(*mine))


@transaction()
def end_visit(token: str) -> None:
    """Sign out here."""
    db.session.execute(delete(HelpVisit).where(HelpVisit.token_hash == _hash(token)))


@transaction()
def forget_ended(as_of: datetime) -> int:
    """Drop visits that are over."""
    return db.session.execute(delete(HelpVisit).where(HelpVisit.ends_at < as_of)).rowcount


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
