"""Moments as people read them: how long ago within a day, then the date, both in the reader's language and zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helpdesk import clock
from helpdesk.people.sessions import me
from helpdesk.reader import say
from helpdesk.settings.zones import city_of

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(at: datetime) -> str:
    """First "now", "5 min ago", "3 h ago", then "14 Nov", with the year once it is another one.

    To come: "18:00" today, "24 Nov 09:00" within a week, then the date alone.
    """
    passed = clock.now() - at
    if timedelta(0) <= passed < timedelta(minutes=1):
        return say("now", "刚刚")
    if timedelta(0) <= passed < timedelta(hours=1):
        return say(f"{passed.seconds // 60} min ago", f"{passed.seconds // 60} 分钟前")
    if timedelta(0) <= passed < timedelta(days=1):
        return say(f"{passed.seconds // 3600} h ago", f"{passed.seconds // 3600} 小时前")
    here, today = at.astimezone(_zone()), clock.now().astimezone(_zone())
    hour = f"{here:%H:%M}" if timedelta(0) < -passed < timedelta(days=7) else ""
    if hour and here.date() == today.date():
        return hour
    year = "" if here.year == today.year else here.year
    return say(
        " ".join(filter(None, (f"{here.day} {_MONTHS[here.month - 1]}", str(year), hour))),
        " ".join(filter(None, (f"{year} 年" if year else "", f"{here.month} 月 {here.day} 日", hour))),
    )


def in_full(at: datetime) -> str:
    """Date, time and zone, for whoever points at it."""
    time, zone = f"{at.astimezone(_zone()):%Y-%m-%d %H:%M}", _zone().key
    return say(f"{time} ({zone})", f"{time}（{city_of(zone, 'zh')}）")


def _zone() -> ZoneInfo:
    return ZoneInfo(me().time_zone or "UTC")
