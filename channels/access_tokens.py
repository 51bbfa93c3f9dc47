"""Access tokens: one for all processes, kept sealed, renewed before they end, fetched anew when they are refused.

The row is the truth, so nothing depends on Valkey. Who must fetch takes a lease; the others wait for what they get: at
WeChat every token that is fetched ends the one before, so two processes that each fetch their own shut each other out.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Index, LargeBinary, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from channels.channel import Later, Refused, Unsure
from channels.inbox import Inbox
from channels.register import all_adapters
from helpdesk import clock, lease
from helpdesk.crypto import Sealed, blind, row_key_column, sealed_column
from helpdesk.db import Row, db, id_column, in_transaction, transaction
from helpdesk.hot import insert

log = structlog.get_logger()
EARLY = timedelta(minutes=5)
LEASE = 40.0  # seconds; longer than fetching may take
PATIENCE = 20.0  # seconds that somebody waits for who fetches
KEPT = timedelta(days=7)
_pause = threading.Event().wait


class AccessToken(Row):
    """`index` says blindly whose it is. From `renew_at` on it is still good, but a new one is fetched."""

    __tablename__ = "access_token"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    index: Mapped[bytes] = mapped_column(LargeBinary(16))
    token_sealed: Mapped[bytes | None] = sealed_column()
    renew_at: Mapped[datetime] = mapped_column(clock.Instant)
    expires_at: Mapped[datetime] = mapped_column(clock.Instant)

    token = Sealed("token_sealed")

    __table_args__ = (Index("ux_access_token_index", "index", unique=True),)


@dataclass(frozen=True)
class Account:
    """Whose token: `key` names it exactly, its secret included, and is kept nowhere.

    `fetch(refused)` asks the provider and gives the token and the seconds it lives; `refused` is the one that the
    provider takes no longer, or None.
    """

    key: str
    fetch: Callable[[str | None], tuple[str, float]]

    @property
    def index(self) -> bytes:
        """Under what its token is kept."""
        return blind("access_token", self.key)


def token_of(account: Account, *, refused: str | None = None) -> str:
    """A token that is good now; not inside a transaction. `refused`: the one that the provider has just turned down.

    Raises Later while there is none to be had, Refused when the provider gives us none.
    """
    until, wait = time.monotonic() + PATIENCE, 0.02
    while True:
        known = _known(account, refused)
        if known is not None and known.renew_at > clock.now():
            return known.token
        with lease.held(f"access_token:{account.index.hex()}", LEASE) as mine:
            if mine:
                return _fetched(account, refused)
        if known is not None:  # somebody renews it; so long it serves
            return known.token
        if time.monotonic() > until:
            raise Later("another process is still fetching the access token")
        _pause(wait)
        wait = min(wait * 1.5, 0.3)


def expires_at(account: Account) -> datetime | None:
    """When the token that is kept ends, or ended."""
    return db.session.scalar(select(AccessToken.expires_at).where(AccessToken.index == account.index))


def renew_due(as_of: datetime) -> int:
    """Fetch anew what is in use and ends soon; returns how many were renewed."""
    _forget(as_of - KEPT)
    accounts = {account.index: account for account in _accounts()}
    due = db.session.scalars(
        select(AccessToken.index).where(AccessToken.index.in_(accounts), AccessToken.renew_at <= as_of)
    ).all()
    return sum(_renewed(accounts[index]) for index in due)


def _renewed(account: Account) -> bool:
    try:
        token_of(account)
    except (Later, Refused) as why:
        log.warning("access token not renewed", error=type(why).__name__)
        return False
    return True


def _accounts() -> list[Account]:
    inboxes = db.session.scalars(select(Inbox).where(Inbox.enabled.is_(True)).limit(500)).all()
    adapters = all_adapters()
    return [
        adapters[inbox.channel].account(inbox.settings or {})
        for inbox in inboxes
        if hasattr(adapters.get(inbox.channel), "account")
    ]


def _known(account: Account, refused: str | None) -> AccessToken | None:
    row = db.session.scalar(
        select(AccessToken).where(AccessToken.index == account.index).execution_options(populate_existing=True)
    )
    if row is not None:
        db.session.expunge(row)
    if not in_transaction():
        db.session.rollback()  # nobody holds a connection while a provider is asked
    return None if row is None or row.token == refused or row.expires_at <= clock.now() else row


def _fetched(account: Account, refused: str | None) -> str:
    known = _known(account, refused)  # whoever had the lease before may have fetched
    if known is not None and known.renew_at > clock.now():
        return known.token
    try:
        token, seconds = account.fetch(refused)
    except Later:
        if known is not None:
            return known.token
        raise
    except Unsure as why:  # of a token, not of a message: nothing has been sent
        raise Later(str(why)) from None
    _keep(account, token, timedelta(seconds=seconds))
    return token


@transaction()
def _keep(account: Account, token: str, lives: timedelta) -> None:
    row = db.session.scalar(select(AccessToken).where(AccessToken.index == account.index)) or AccessToken(
        index=account.index
    )
    row.token, row.expires_at = token, clock.now() + lives
    row.renew_at = row.expires_at - min(EARLY, lives / 2)
    if row.id is None:
        insert(row)


@transaction()
def _forget(before: datetime) -> None:
    db.session.execute(
        delete(AccessToken).where(AccessToken.expires_at < before).execution_options(synchronize_session=False)
    )
