"""Meta's times: seconds, or thousandths of them, since 1970."""

from datetime import UTC, datetime

_THOUSANDTHS = 10**11  # more seconds than this are the year 5138


def moment(given) -> datetime | None:
    """When it was; None for what is no time."""
    try:
        number = float(given)
        return datetime.fromtimestamp(number / 1000 if number > _THOUSANDTHS else number, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
