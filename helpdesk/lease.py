"""Lease: who may do a thing now that only one process may do; a lease that its holder no longer renews runs out."""

import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, db, transaction

_PROCESS = {}  # by its number, because a forked process must not take itself for its parent


class Lease(Row):
    """`holder` may do what `name` says until `until`."""

    __tablename__ = "lease"
    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime] = mapped_column(clock.Instant)


def take(name: str, seconds: float, holder: str | None = None) -> bool:
    """Take or renew the lease for so long; False while another holds it."""
    holder, now = holder or me(), clock.now()
    until = now + timedelta(seconds=seconds)
    free = or_(Lease.until < now, Lease.holder == holder)
    with transaction():
        if db.session.execute(
            update(Lease)
            .where(Lease.name == name, free)
            .values(holder=holder, until=until)
            .execution_options(synchronize_session=False)
        ).rowcount:
            return True
        if db.session.get(Lease, name) is not None:
            return False
    try:
        with transaction():
            db.session.execute(insert(Lease).values(name=name, holder=holder, until=until))
    except IntegrityError:  # another was first
        return False
    return True


def give_back(name: str, holder: str | None = None) -> None:
    """Let others have it at once."""
    with transaction():
        db.session.execute(
            update(Lease)
            .where(Lease.name == name, Lease.holder == (holder or me()))
            .values(until=clock.now())
            .execution_options(synchronize_session=False)
        )


def first(name: str, seconds: float) -> bool:
    """Whether nobody has come with this name in that time; of many at once one is. The database remembers it."""
    with transaction():
        past = (Lease.name.startswith("once:", autoescape=True), Lease.until < clock.now())
        db.session.execute(delete(Lease).where(*past).execution_options(synchronize_session=False))
    return take(f"once:{name}", seconds, secrets.token_hex(8))


@contextmanager
def held(name: str, seconds: float) -> Iterator[bool]:
    """Whether this thread has the lease for what is done inside; given back at the end."""
    holder = f"{me()}:{threading.get_ident()}"
    mine = take(name, seconds, holder)
    try:
        yield mine
    finally:
        if mine:
            give_back(name, holder)


def me() -> str:
    """The name of this process among all machines'."""
    number = os.getpid()
    if number not in _PROCESS:
        _PROCESS.clear()
        _PROCESS[number] = f"{socket.gethostname()}:{number}:{secrets.token_hex(4)}"
    return _PROCESS[number]
