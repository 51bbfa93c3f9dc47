"""What customers bought, summed up for many at a time from one index."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import case, func, select

from helpdesk.customers.buying.order import COUNT_NOTHING, Order
from helpdesk.customers.valuing.scoring import Bought, Cuts, cuts_of
from helpdesk.customers.valuing.sources import Some
from helpdesk.customers.valuing.thresholds import Thresholds
from helpdesk.db import db

YEAR = timedelta(days=365)
_COUNTS = Order.status.not_in(COUNT_NOTHING)
_WORTH = func.coalesce(Order.worth, 0)


def bought_by(some: Some, lines: Thresholds, now: datetime) -> dict[int, Bought]:
    """What each of these bought; who bought nothing is not named."""
    found = db.session.execute(
        select(
            Order.customer_id,
            func.count(),
            func.sum(_WORTH),
            *_since(now - YEAR),
            *_since(now - timedelta(days=lines.window_days)),
            func.min(Order.placed_at),
            func.max(Order.placed_at),
        )
        .where(some.among(Order.customer_id), _COUNTS)
        .group_by(Order.customer_id)
    )
    return {row[0]: Bought(*map(int, row[1:7]), first_at=row[7], last_at=row[8]) for row in found}


def current_cuts(lines: Thresholds, now: datetime) -> Cuts:
    """Where the fifths end among all who bought in the window."""
    return cuts_of(_all(lines, now))


def _all(lines: Thresholds, now: datetime) -> Iterator[tuple[int, int, int]]:
    statement = (
        select(func.max(Order.placed_at), func.count(), func.sum(_WORTH))
        .where(_COUNTS, Order.placed_at > now - timedelta(days=lines.window_days))
        .group_by(Order.customer_id)
    )
    for last, orders, spend in db.session.execute(statement.execution_options(yield_per=5000)):
        yield int(last.timestamp()), orders, int(spend)


def _since(moment: datetime):
    lately = Order.placed_at > moment
    return (
        func.coalesce(func.sum(case((lately, 1), else_=0)), 0),
        func.coalesce(func.sum(case((lately, _WORTH), else_=0)), 0),
    )
