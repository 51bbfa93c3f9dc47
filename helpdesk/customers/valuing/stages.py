"""Stages over time: how a customer's stage changed, from the days of their orders. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from helpdesk.customers.valuing.scoring import Bought, stage_of
from helpdesk.customers.valuing.thresholds import Thresholds


def stages_over(
    placed: Sequence[datetime], lines: Thresholds, since: datetime, now: datetime
) -> list[tuple[datetime, str]]:
    """[(from when, stage)], the first as it was at `since`; only moments at which it changed."""
    ordered = sorted(placed)
    ends = (lines.active_days, lines.at_risk_days, lines.lost_days)
    moments = {since, *ordered, *(at + timedelta(days=days, seconds=1) for at in ordered for days in ends)}
    if ordered:
        moments.add(ordered[0] + timedelta(days=lines.new_days, seconds=1))
    found: list[tuple[datetime, str]] = []
    for moment in sorted(one for one in moments if since <= one <= now):
        before = [at for at in ordered if at <= moment]
        bought = Bought(orders=len(before), first_at=before[0], last_at=before[-1]) if before else Bought()
        stage = stage_of(bought, lines, moment)
        if not found or found[-1][1] != stage:
            found.append((moment, stage))
    return found
