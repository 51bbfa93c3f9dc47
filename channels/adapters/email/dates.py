"""The Date header, however it is written, as a moment in UTC."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


def read(text: str) -> datetime | None:
    """The moment, or None if there is none to be understood."""
    text = re.sub(r"\([^()]{0,100}\)", " ", text[:200])
    try:
        parts = parsedate_tz(text)
        moment = _moment(parts) if parts else datetime.fromisoformat(text.strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC) if moment > EARLIEST else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _moment(parts: tuple) -> datetime:
    year, month, day, hour, minute, second = parts[:6]
    second = min(second, 59)
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC) - timedelta(seconds=parts[9] or 0)
