"""Days: the span that a page of figures is asked for, ?since= and ?until=, the last month where nothing fits."""

from datetime import UTC, date, datetime, timedelta

from flask import request

from helpdesk import clock

USUAL_DAYS = 30


def days_asked(ahead: int = 0) -> tuple[date, date]:
    """The first day and the last; at most `ahead` days lie in the future."""
    latest = clock.now().date() + timedelta(days=ahead)
    since, until = (_day(request.args.get(name)) for name in ("since", "until"))
    until = min(until or latest, latest)
    return min(since or until - timedelta(days=USUAL_DAYS + ahead), until), until


def instants(since: date, until: date) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last."""
    return _start(since), _start(until + timedelta(days=1))


def _day(text: str | None) -> date | None:
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
