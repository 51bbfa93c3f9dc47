"""Windows at Meta: for how long somebody who wrote then may still be answered."""

from datetime import datetime

from helpdesk import clock


def left_of(window: float, wrote_at: datetime | None) -> float:
    """The seconds that are left of a window; 0 when it is over, and for who never wrote."""
    return max(0.0, window - (clock.now() - wrote_at).total_seconds()) if wrote_at else 0.0
