"""All journeys in sum: how many broke where, and how smoothly people changed the channel."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, case, func, select, type_coerce

from helpdesk.customers.worth import CustomerValue
from helpdesk.db import db
from tickets.journey.broken_point import BrokenPoint
from tickets.journey.channel_switch import ChannelSwitch
from tickets.ticket import Ticket


@dataclass(frozen=True)
class Route:
    """So many went from one channel to another, so many of them smoothly."""

    before: str
    after: str
    count: int
    smooth: int


def routes(since: datetime, until: datetime) -> list[Route]:
    """The changes of channel in this time, the most frequent first."""
    smooth = func.sum(case((ChannelSwitch.smooth.is_(True), 1), else_=0))
    found = db.session.execute(
        select(ChannelSwitch.from_channel, ChannelSwitch.channel, func.count(), smooth)
        .where(ChannelSwitch.at.between(since, until))
        .group_by(ChannelSwitch.from_channel, ChannelSwitch.channel)
        .order_by(func.count().desc())
    )
    return [Route(before, after, count, int(smooth)) for before, after, count, smooth in found]


def broken_by(since: datetime, until: datetime) -> list[tuple[str, str, str, int]]:
    """(day in UTC, kind, channel, how many) in this time."""
    return _by_day(BrokenPoint.at, since, until, BrokenPoint.kind, BrokenPoint.channel)


def begun_by(since: datetime, until: datetime) -> list[tuple[str, str, int]]:
    """(day in UTC, channel, how many tickets began) in this time."""
    return _by_day(Ticket.created_at, since, until, Ticket.channel, where=(Ticket.spam_at.is_(None),))


def stages() -> dict[str, int]:
    """How many customers stand in each stage."""
    found = select(CustomerValue.stage, func.count()).group_by(CustomerValue.stage)
    return dict(map(tuple, db.session.execute(found)))


def _by_day(at, since: datetime, until: datetime, *columns, where=()) -> list[tuple]:
    is_postgres = db.engine.dialect.name == "postgresql"
    day = func.to_char(func.timezone("UTC", at), "YYYY-MM-DD") if is_postgres else func.substr(at, 1, 10)
    day = type_coerce(day, String).label("day")
    found = select(day, *columns, func.count()).where(at.between(since, until), *where).group_by(day, *columns)
    return [tuple(row) for row in db.session.execute(found.order_by(day))]
