"""What is known of the moment: how long it has been, and whether anybody is in the office."""

from zoneinfo import ZoneInfo

from routing.facts import calendars, words
from routing.facts.field import FLAG, NUMBER, WORD, Field

_MINUTES = ("minutes", "分钟")


def _since(column: str):
    def read(facts):
        at = getattr(facts.ticket, column)
        return None if at is None else max(0.0, (facts.now - at).total_seconds() / 60)

    return read


def _local(facts):
    return facts.now.astimezone(ZoneInfo(calendars.zone()))


FIELDS = (
    Field(
        "business_hours",
        FLAG,
        "Within business hours",
        "在工作时间内",
        lambda facts: calendars.is_open(facts.now, facts.ticket.team_id),
    ),
    Field(
        "weekday",
        WORD,
        "Day of the week",
        "星期",
        lambda facts: list(words.WEEKDAYS)[_local(facts).weekday()],
        words.WEEKDAYS,
    ),
    Field("hour", NUMBER, "Hour of the day", "时刻（小时）", lambda facts: _local(facts).hour, unit=("o’clock", "点")),
    Field("age", NUMBER, "Opened ago", "已创建", _since("created_at"), unit=_MINUTES),
    Field(
        "unanswered", NUMBER, "Customer waits for an answer", "客户已等待回复", _since("waiting_since"), unit=_MINUTES
    ),
)
