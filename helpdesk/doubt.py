"""Doubt: while the system's clock shows more than has passed, the schedule tells all processes what is believed."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from helpdesk.db import db, transaction
from helpdesk.heartbeat import Heartbeat
from helpdesk.hot import Look

_NAME = "the time that is believed"
_BELIEVED = Look(select(Heartbeat.at).where(Heartbeat.name == bindparam("name")))


@transaction()
def tell(believed: datetime | None) -> None:
    """This is the time, whatever the clock shows; None: the clock is right."""
    if believed is None:
        db.session.execute(delete(Heartbeat).where(Heartbeat.name == _NAME))
    else:
        db.session.merge(Heartbeat(name=_NAME, at=believed))


def believed(at: datetime) -> datetime:
    """This instant, or what is believed in place of one that lies ahead of it."""
    told = _BELIEVED.first(name=_NAME)
    return at if told is None else min(at, told[0])
