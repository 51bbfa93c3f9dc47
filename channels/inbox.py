"""Inbox: one connected endpoint of a channel, with its sealed settings and its health."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import Row, db, id_column
from helpdesk.hot import Find


class Inbox(Row):
    """`key` stands in its webhook address; `channel` is the kind of its adapter."""

    __tablename__ = "inbox"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    key: Mapped[str] = mapped_column(default=lambda: secrets.token_urlsafe(16))
    name: Mapped[str]
    channel: Mapped[str]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    settings_sealed: Mapped[bytes | None] = sealed_column()
    options: Mapped[dict] = mapped_column(default=dict)  # what is no secret: greeting, colour, allowed origins, …
    enabled: Mapped[bool] = mapped_column(default=True)
    last_in_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    last_out_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    failures: Mapped[int] = mapped_column(default=0)  # in a row, of sending; a success forgets them
    polled_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    last_error: Mapped[str | None]
    last_error_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    paused_until: Mapped[datetime | None] = mapped_column(clock.Instant)  # the breaker: the provider is in trouble
    state: Mapped[dict] = mapped_column(default=dict)  # the adapter's own memory: UIDVALIDITY, cursors, …
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    settings = Sealed("settings_sealed")

    __table_args__ = (Index("ux_inbox_key", "key", unique=True),)


_BY_KEY = Find(Inbox, Inbox.key == bindparam("key"))


def by_key(key: str) -> Inbox | None:
    """The inbox with this key."""
    return _BY_KEY.first(key=key)


def our_addresses() -> set[str]:
    """The addresses that are inboxes themselves: nothing may be copied or answered to them, or it goes round."""
    rows = db.session.scalars(select(Inbox).where(Inbox.settings_sealed.is_not(None)).limit(500))
    return {address.lower() for row in rows if (address := (row.settings or {}).get("address"))}


def note_in(inbox: Inbox) -> None:
    """Something has come in; once a minute: parallel deliveries must not queue up for this one row."""
    _note(inbox, "last_in_at")


def note_out(inbox: Inbox) -> None:
    """An answer has left, or is known to have left; once a minute, too."""
    _note(inbox, "last_out_at")


def _note(inbox: Inbox, column: str) -> None:
    now, before = clock.now(), getattr(inbox, column)
    if before is None or before < now - timedelta(minutes=1):
        db.session.execute(
            update(Inbox).where(Inbox.id == inbox.id).values({column: now}).execution_options(synchronize_session=False)
        )
