"""Filters of the search as SQL: names and numbers looked up, values bound, everything else refused."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, false, func, or_, select

from helpdesk.customers import find_identities
from helpdesk.db import db
from helpdesk.people import Agent, Team
from tickets.conditions import Who
from tickets.filtering import unread_by
from tickets.tag import Tag, Tagging
from tickets.tagging import tag_name
from tickets.ticket import OPEN, PRIORITIES, STATUSES, TYPES, WAITING, Ticket

_CHINESE = {
    "新建": "new",
    "待处理": "open",
    "处理中": "open",
    "等待": "pending",
    "待回复": "pending",
    "搁置": "on_hold",
    "已解决": "solved",
    "已关闭": "closed",
    "低": "low",
    "普通": "normal",
    "高": "high",
    "紧急": "urgent",
    "咨询": "question",
    "故障": "incident",
    "问题": "problem",
    "任务": "task",
    "投诉": "complaint",
    "我": "me",
    "无": "none",
    "未分配": "unassigned",
    "垃圾": "spam",
    "回收站": "trash",
    "未读": "unread",
    "未完成": "open",
    "等待中": "waiting",
    "已完成": "done",
    "我的": "mine",
    "稍后处理": "snoozed",
}


class BadFilter(ValueError):
    """This filter has a value that means nothing; `name` and `value` say which."""

    def __init__(self, name: str, value: str):
        super().__init__(f"{name}:{value} means nothing")
        self.name, self.value = name, value
        self.en, self.zh = f"“{name}:{value}” means nothing.", f"“{name}:{value}” 无法识别。"


def clauses(filters: dict[str, list[str]], who: Who, at) -> list[ColumnElement[bool]]:
    """What the tickets must be; several values of one filter are alternatives. Raises BadFilter.

    `at` is the column that before: and after: speak of.
    """
    return [or_(false(), *(_clause(name, value, who, at) for value in values[:20])) for name, values in filters.items()]


def shows_hidden(filters: dict[str, list[str]]) -> bool:
    """Whether spam or trash is asked for, which is otherwise left out."""
    return any(_plain(value) in ("spam", "trash") for value in filters.get("is", ()))


def _clause(name: str, value: str, who: Who, at) -> ColumnElement[bool]:
    try:
        if name in ("before", "after"):
            first, next_one = _day(value)
            return at < first if name == "before" else at >= next_one
        return _FILTERS[name](_plain(value) if name != "tag" else value, who)
    except (KeyError, ValueError) as error:
        raise BadFilter(name, value[:60]) from error


def _plain(value: str) -> str:
    value = value.strip().lower()
    return _CHINESE.get(value, value.replace("-", "_") if value == "on-hold" else value)


def _one_of(column, known):
    def clause(value, _who):
        if value not in known:
            raise ValueError(value)
        return column == value

    return clause


def _is(value: str, who: Who) -> ColumnElement[bool]:
    return {
        "open": lambda: Ticket.status.in_(OPEN),
        "waiting": lambda: Ticket.status.in_(WAITING),
        "done": lambda: Ticket.status.in_(("solved", "closed")),
        "unread": lambda: unread_by(who.me),
        "spam": lambda: Ticket.spam_at.is_not(None),
        "trash": lambda: Ticket.trashed_at.is_not(None),
        "snoozed": lambda: Ticket.snoozed_until > who.now,
        "unassigned": lambda: Ticket.assignee_id.is_(None),
        "mine": lambda: Ticket.assignee_id == who.me,
    }[value]()


def _assignee(value: str, who: Who) -> ColumnElement[bool]:
    if value in ("none", "null", "unassigned"):
        return Ticket.assignee_id.is_(None)
    return Ticket.assignee_id.in_([who.me] if value == "me" else _named(Agent, value, Agent.email))


def _team(value: str, _who) -> ColumnElement[bool]:
    return Ticket.team_id.is_(None) if value == "none" else Ticket.team_id.in_(_named(Team, value))


def _named(model, value: str, *further) -> list[int]:
    if value.isascii() and value.isdigit():
        return [int(value[:15])]
    same = [func.lower(column) == value for column in (model.name, *further)]
    starts = model.name.ilike(value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%", escape="\\")
    return list(db.session.scalars(select(model.id).where(or_(starts, *same)).limit(100)))


def _customer(value: str, _who) -> ColumnElement[bool]:
    if value.isascii() and value.isdigit() and len(value) < 10:
        return Ticket.customer_id == int(value)
    return Ticket.customer_id.in_({identity.customer_id for identity in find_identities(value)})


def _tag(value: str, _who) -> ColumnElement[bool]:
    # Unlike in a view, the tag is what narrows the most: start from its tickets.
    carrying = select(Tagging.ticket_id).join(Tag, Tag.id == Tagging.tag_id).where(Tag.name == tag_name(value))
    return Ticket.id.in_(carrying)


def _word(column):
    return lambda value, _who: column == value[:60]


def _day(value: str) -> tuple[datetime, datetime]:
    """The first instant of the day or month, and of the one after."""
    if len(value) == 7:
        first = datetime.strptime(value, "%Y-%m").replace(tzinfo=UTC)
        return first, (first + timedelta(days=32)).replace(day=1)
    first = datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC)
    return first, first + timedelta(days=1)


_FILTERS = {
    "status": _one_of(Ticket.status, STATUSES),
    "priority": _one_of(Ticket.priority, PRIORITIES),
    "type": _one_of(Ticket.type, TYPES),
    "channel": _word(Ticket.channel),
    "language": _word(Ticket.language),
    "is": _is,
    "assignee": _assignee,
    "team": _team,
    "tag": _tag,
    "customer": _customer,
}
