"""Thresholds: where stages and levels begin; a company may draw the lines elsewhere."""

from dataclasses import asdict, dataclass, fields, replace

from helpdesk.customers.choices import choose, chosen

CHOICE = "value"


@dataclass(frozen=True)
class Thresholds:
    """Days count from the last order, `new_days` from the first; levels by the sum of the three scores, 3 to 15."""

    window_days: int = 730  # what is older than this counts for no score
    new_days: int = 60
    active_days: int = 120
    at_risk_days: int = 240  # beyond active and up to this: at risk
    lost_days: int = 730  # beyond at risk and up to this: asleep
    loyal_orders: int = 4
    high_from: int = 12
    middle_from: int = 8
    # How likely somebody of this stage buys in the next year as in the last, in percent.
    again_new: int = 50
    again_active: int = 80
    again_loyal: int = 90
    again_at_risk: int = 40
    again_asleep: int = 10
    again_lost: int = 0


USUAL = Thresholds()
BOUNDS = {
    "window_days": (30, 3650),
    "new_days": (1, 3650),
    "active_days": (1, 3650),
    "at_risk_days": (1, 3650),
    "lost_days": (1, 3650),
    "loyal_orders": (2, 1000),
    "high_from": (3, 15),
    "middle_from": (3, 15),
}


def thresholds() -> Thresholds:
    """As they are drawn now."""
    known = {field.name for field in fields(Thresholds)}
    return replace(USUAL, **{name: value for name, value in chosen(CHOICE, {}).items() if name in known})


def draw(lines: Thresholds) -> None:
    """Draw them so from now on. Raises ValueError when they contradict one another."""
    for name, value in asdict(lines).items():
        low, high = BOUNDS.get(name, (0, 100))
        if not low <= value <= high:
            raise ValueError(f"{name} is {low} to {high}")
    if not lines.active_days < lines.at_risk_days < lines.lost_days:
        raise ValueError("active_days < at_risk_days < lost_days")
    if not lines.middle_from < lines.high_from:
        raise ValueError("middle_from < high_from")
    choose(CHOICE, asdict(lines))
