"""Targets of a journey: how long is too long, and how soon after one channel another counts as going on."""

from dataclasses import asdict, dataclass, fields

from helpdesk.customers.choices import choose, chosen

CHOICE = "journey"


@dataclass(frozen=True)
class Targets:
    """Whole minutes and days, by the clock on the wall; limits in business time are those of SLA policies."""

    wait_minutes: int = 480
    repeat_days: int = 7


BOUNDS = {"wait_minutes": (1, 43_200), "repeat_days": (1, 90)}


def targets() -> Targets:
    """As they are set now."""
    kept = chosen(CHOICE, {})
    return Targets(**{one.name: kept[one.name] for one in fields(Targets) if one.name in kept})


def aim(wanted: Targets) -> None:
    """Set them so from now on. Raises ValueError."""
    for name, value in asdict(wanted).items():
        low, high = BOUNDS[name]
        if not low <= value <= high:
            raise ValueError(f"{name} is {low} to {high}")
    choose(CHOICE, asdict(wanted))
