"""Moments as people read them: how long ago within a day, then the date, both in the reader's language and zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helpdesk import clock
from helpdesk.people.sessions import me
from helpdesk.reader import say

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(at: datetime) -> str:
    """First "now", "5 min ago", "3 h ago", then "14 Nov", with the year once it is another one; to come: dates too."""
    passed = clock.now() - at
    if timedelta(0) <= passed < timedelta(minutes=1):
        return say("now", "刚刚")
    if timedelta(0) <= passed < timedelta(hours=1):
        return say(f"{passed.seconds // 60} min ago", f"{passed.seconds // 60} 分钟前")
    if timedelta(0) <= passed < timedelta(days=1):
        return say(f"{passed.seconds // 3600} h ago", f"{passed.seconds // 3600} 小时前")
    here = at.astimezone(_zone())
    year = "" if here.year == clock.now().astimezone(_zone()).year else here.year
    return say(
        f"{here.day} {_MONTHS[here.month - 1]} {year}".strip(),
        f"{f'{year} 年 ' if year else ''}{here.month} 月 {here.day} 日",
    )


def in_full(at: datetime) -> str:
    """Date, time and zone, for whoever points at it."""
    return f"{at.astimezone(_zone()):%Y-%m-%d %H:%M} ({_zone().key})"


def _zone() -> ZoneInfo:
    return ZoneInfo(me().time_zone or "UTC")
