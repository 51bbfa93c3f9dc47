"""Scoring: recency, frequency and money as quintiles over the company's own customers; level and stage. Pure.

A score is 1 plus how many of the four cuts lie below: equals have equal scores, however many they are.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from helpdesk.customers.valuing.thresholds import Thresholds

FIFTHS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Cuts:
    """Where a fifth of the customers ends and the next begins: seconds since 1970, orders, hundredths."""

    recency: tuple[int, ...] = ()
    frequency: tuple[int, ...] = ()
    monetary: tuple[int, ...] = ()


@dataclass
class Bought:
    """What a customer's orders come to; `window_…` is what counts for the scores."""

    orders: int = 0
    spend: int = 0
    orders_365d: int = 0
    spend_365d: int = 0
    window_orders: int = 0
    window_spend: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None


NOTHING = Bought()


def cuts_of(bought: Iterable[tuple[int, int, int]]) -> Cuts:
    """The cuts over all of these (seconds of the last order, orders, spend); 16 bytes a number, so a million fit."""
    columns = array("q"), array("q"), array("q")
    for row in bought:
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    return Cuts(*(_fifths(column) for column in columns))


def scores_of(bought: Bought, cuts: Cuts) -> tuple[int, ...]:
    """Recency, frequency, money: 1 to 5 each; zeros for who bought nothing in the window."""
    if not bought.window_orders or bought.last_at is None:
        return 0, 0, 0
    values = int(bought.last_at.timestamp()), bought.window_orders, bought.window_spend
    return tuple(
        1 + sum(cut < value for cut in line)
        for value, line in zip(values, (cuts.recency, cuts.frequency, cuts.monetary), strict=True)
    )


def level_of(rfm: int, lines: Thresholds) -> str:
    """high, middle, low; none for who has no score."""
    if not rfm:
        return "none"
    return "high" if rfm >= lines.high_from else "middle" if rfm >= lines.middle_from else "low"


def stage_of(bought: Bought, lines: Thresholds, now: datetime) -> str:
    """Where they stand in their life with the company."""
    if not bought.orders or bought.last_at is None:
        return "prospect"
    since = now - bought.last_at
    if since > timedelta(days=lines.lost_days):
        return "lost"
    if since > timedelta(days=lines.at_risk_days):
        return "asleep"
    if since > timedelta(days=lines.active_days):
        return "at_risk"
    if bought.orders >= lines.loyal_orders:
        return "loyal"
    return "new" if now - bought.first_at <= timedelta(days=lines.new_days) else "active"


def lifetime_of(bought: Bought, stage: str, lines: Thresholds) -> int:
    """What they spent, and what a year like the last would bring, by how likely they stay."""
    again = getattr(lines, f"again_{stage}", 0)
    return bought.spend + bought.spend_365d * again // 100


def _fifths(column: array) -> tuple[int, ...]:
    ordered = sorted(column)
    return tuple(ordered[max(0, len(ordered) * fifth // 5 - 1)] for fifth in FIFTHS) if ordered else ()
