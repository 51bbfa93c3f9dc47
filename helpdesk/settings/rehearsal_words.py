"""What a rehearsal came to, in the reader's words: moves from where to where, and the load of each team by hour."""

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from helpdesk.reader import say
from routing.facts import calendars, words
from routing.known_names import KnownNames
from routing.rehearsing.tallying import one_by_one
from routing.row_names import YES_NO, names_of
from routing.rule_words import field_words, words_in

_COLUMNS = {
    "team_id": ("Team", "团队"),
    "assignee_id": ("Assignee", "处理人"),
    "priority": ("Priority", "优先级"),
    "type": ("Type", "类型"),
    "status": ("Status", "状态"),
    "tag_names": ("Tags", "标签"),
    "fields": ("Fields", "字段"),
    "snoozed_until": ("Snoozed", "稍后处理"),
    "spam_at": ("Spam", "垃圾"),
}
_ROWS = {"team_id": "team", "assignee_id": "agent"}
_TIMES = ("snoozed_until", "spam_at")
_WORDS = {"priority": words.PRIORITIES, "type": words.TYPES, "status": words.STATUSES}
WIDTH, HEIGHT, BASE = 480, 100, 84
SHOWN = 8


def column_words() -> dict[str, str]:
    """The names of what can change."""
    return {column: say(*said) for column, said in _COLUMNS.items()}


def flows_of(result: dict) -> list[dict]:
    """[{what, was, is, number}], the most first."""
    found, names = [], KnownNames()
    for column, flows in (result.get("flows") or {}).items():
        named = _namer(column, [value for was, is_, _ in flows for value in (was, is_)], names)
        found += [
            {"what": _column(column, names), "was": named(was), "is": named(is_), "number": number}
            for was, is_, number in flows[:50]
        ]
    return sorted(found, key=lambda one: -one["number"])


def moves_said(moves) -> list[dict]:
    """[{ticket, changes: [(what, was, is)], id}] of single tickets."""
    changes = {move.id: list(one_by_one(move.changes)) for move in moves}
    values, names = defaultdict(list), KnownNames()
    for column, *pair in (one for some in changes.values() for one in some):
        values[column] += pair
    named = {column: _namer(column, found, names) for column, found in values.items()}
    return [
        {
            "id": move.id,
            "ticket": move.ticket_id,
            "changes": [
                (_column(column, names), named[column](was), named[column](is_))
                for column, was, is_ in changes[move.id]
            ],
        }
        for move in moves
    ]


def load_charts(result: dict) -> list[dict]:
    """One chart a team whose load would be another: its name, two curves over 24 hours, its waits, its table."""
    teams = result.get("teams") or []
    names = names_of("team", [one["team_id"] for one in teams])
    changed = [one for one in teams if one["before"] != one["after"]]
    changed.sort(key=lambda one: -sum(abs(a - b) for a, b in zip(one["before"], one["after"], strict=True)))
    return [_chart(one, names) for one in changed[:SHOWN]]


def people_of(result: dict) -> list[dict]:
    """[{name, was, is, widths}] of a strategy: how many tickets each had and would have had; widths in percent."""
    rows = result.get("people") or []
    names = names_of("agent", [agent for agent, _, _ in rows])
    top = max((number for _, *numbers in rows for number in numbers), default=0) or 1
    return [
        {
            "name": say(*names.get(agent, (f"#{agent}",) * 2)),
            "was": was,
            "is": is_,
            "widths": (round(was / top * 100), round(is_ / top * 100)),
        }
        for agent, was, is_ in sorted(rows, key=lambda row: (-row[2], -row[1]))
    ]


def shared_out_of(result: dict) -> list[dict]:
    """[{wait, nobody}] of the plan of today and of the strategy that is tried; empty for anything else."""
    return [{"wait": _wait(one["wait"]), "nobody": one["nobody"]} for one in result.get("shared_out") or []]


def _chart(one: dict, names: dict) -> dict:
    top = max(1, *one["before"], *one["after"])

    def points(values: list[int]) -> str:
        step = WIDTH / 23
        return " ".join(f"{hour * step:.1f},{BASE - value / top * (BASE - 8):.1f}" for hour, value in enumerate(values))

    return {
        "name": say(*names.get(one["team_id"], ("No team", "无团队"))),
        "before": points(one["before"]),
        "after": f"0,{BASE} {points(one['after'])} {WIDTH},{BASE}",
        "rows": list(zip(range(24), one["before"], one["after"], strict=True)),
        "total": (sum(one["before"]), sum(one["after"])),
        "waits": (_wait(one["wait_before"]), _wait(one["wait_after"])),
        "places": one["places"],
        "top": top,
    }


def _wait(found: dict | None) -> str:
    if found is None:
        return "–"
    return say(
        f"{_time(found['median'])}, nine in ten {_time(found['p90'])}",
        f"中位 {_time(found['median'])}，九成 {_time(found['p90'])}",
    )


def _time(seconds: int) -> str:
    if seconds < 90:
        return say(f"{seconds} s", f"{seconds} 秒")
    if seconds < 5_400:
        return say(f"{round(seconds / 60)} min", f"{round(seconds / 60)} 分钟")
    return say(f"{seconds / 3600:.1f} h", f"{seconds / 3600:.1f} 小时")


def _column(column: str, names: KnownNames) -> str:
    return say(*(_COLUMNS[column] if column in _COLUMNS else field_words(column, names)))


def _namer(column: str, values: list, names: KnownNames):
    """What says a value of this column; times in the installation's zone, fields by the labels of their choices."""
    words = names.of(_ROWS[column], values) if column in _ROWS else _WORDS.get(column)
    words = words_in(column, names) if words is None else words
    nothing = say("none", "无")

    def name(value) -> str:
        if value is None or value == "" or value == []:
            return nothing
        if isinstance(value, list):
            return say(", ", "、").join(map(str, value))
        if column in _TIMES:
            return say(*YES_NO[True]) if value is True else _minute(value)
        return say(*words[value]) if value in words else str(value)

    return name


def _minute(value: str) -> str:
    return datetime.fromisoformat(value).astimezone(ZoneInfo(calendars.zone())).strftime("%Y-%m-%d %H:%M")
