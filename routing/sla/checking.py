"""Checking: what a policy may say; what is wrong is said all at once, each with its place."""

from routing.conditions import BadConditions
from routing.conditions import check as check_conditions
from routing.facts import GROUPS
from routing.facts.field import TEXT
from routing.sla.policy import ACTIONS, METRICS, REOPENINGS
from tickets.ticket import PRIORITIES, STATUSES

# Only what stays so until somebody changes it. Which words stand in a message, or what time it is, would let a policy
# come and go by itself; and a pattern that takes long must not stand in the way of a message that arrives.
FIELDS = {
    field.name: field
    for group, fields, _ in GROUPS
    if group in ("ticket", "customer")
    for field in fields
    if field.kind != TEXT and field.name not in ("status", "category", "spam", "messages", "assignee_id")
}
LONGEST_TARGET = 366 * 86400
MOST_LEVELS = 6
WHOM = ("assignee", "followers", "team", "supervisors")


class BadPolicy(ValueError):
    """This means no policy; `problems` are [(place, English, Chinese)]."""

    def __init__(self, problems: list[tuple[str, str, str]]):
        super().__init__("; ".join(f"{place}: {en}" for place, en, _ in problems))
        self.problems = problems


def check(said: dict) -> None:
    """Accept what a policy can say, of what is said. Raises BadPolicy."""
    problems: list[tuple[str, str, str]] = []
    for name, look in _LOOKS.items():
        if name in said:
            problems += [(name, *sentences) for sentences in look(said[name])]
    if problems:
        raise BadPolicy(problems)


def _name(value):
    if not isinstance(value, str) or not 0 < len(value.strip()) <= 100:
        yield "A name has 1 to 100 characters.", "名称长度为 1 至 100 个字符。"


def _conditions(value):
    try:
        check_conditions(value, FIELDS)
    except BadConditions as error:
        yield f"These are no conditions: {error}.", f"条件无效：{error}。"


def _targets(value):
    if not isinstance(value, list) or len(value) > len(METRICS) * len(PRIORITIES):
        yield "Targets are a list.", "时限须为列表。"
        return
    seen = set()
    for one in value:
        known = isinstance(one, dict) and one.get("metric") in METRICS and one.get("priority") in PRIORITIES
        if not known or not isinstance(one.get("business", False), bool):
            yield "A target has a metric, a priority, seconds and business.", "时限须包含指标、优先级、秒数与计时方式。"
        elif not _is_number(one.get("seconds"), 60, LONGEST_TARGET):
            yield "A target takes from a minute to a year.", "时限须在 1 分钟至 1 年之间。"
        elif (one["metric"], one["priority"]) in seen:
            yield "One target for each metric and priority.", "同一指标与优先级只能有一个时限。"
        else:
            seen.add((one["metric"], one["priority"]))


def _pauses(value):
    if not isinstance(value, dict) or not value.keys() <= {*METRICS}:
        yield "Pauses are statuses for each metric.", "暂停须按指标列出状态。"
        return
    if not all(isinstance(names, list) and {*map(str, names)} <= {*STATUSES} for names in value.values()):
        yield "There is no such status.", "没有这个状态。"


def _levels(value):
    if not isinstance(value, list) or len(value) > MOST_LEVELS or not all(isinstance(one, dict) for one in value):
        yield f"There are {MOST_LEVELS} levels at most.", f"最多 {MOST_LEVELS} 个级别。"
        return
    numbers = [one.get("level") for one in value]
    if not all(_is_number(number, 0, MOST_LEVELS) for number in numbers) or len({*numbers}) < len(numbers):
        yield (
            "Each level has its number: 0 the warning, 1 the breach.",
            "每个级别编号唯一：0 为预警，1 为超时。",
        )
        return
    afters = [one.get("after", 0) for one in sorted(value, key=lambda one: one["level"]) if one["level"] > 1]
    if not all(_is_number(after, 1, LONGEST_TARGET) for after in afters) or afters != sorted({*afters}):
        yield (
            "Say how long after the breach each further level comes (30 min, 4 h), each later than the one before.",
            "请填写每个后续级别在超时后多久触发（如 30 分钟、4 小时），并逐级递增。",
        )
    for one in value:
        actions = one.get("do", [])
        if not isinstance(actions, list) or len(actions) > 10 or not all(_is_action(action) for action in actions):
            yield "There is no such action.", "没有这个操作。"


def _is_action(action) -> bool:
    if not isinstance(action, dict) or action.get("action") not in ACTIONS:
        return False
    kind = action["action"]
    if kind == "notify":
        whom = action.get("to", ["assignee"])
        return isinstance(whom, list) and bool(whom) and all(one in WHOM for one in whom)
    if kind == "raise_priority":
        return action.get("to") in (None, *PRIORITIES)
    if kind == "escalate":
        return action.get("level") is None or _is_number(action["level"], 1, 3)
    if kind == "reassign":
        return action.get("team_id") is None or _is_number(action["team_id"], 1, 2**63)
    return _is_number(action.get("webhook_id"), 1, 2**63)


def _warn(value):
    if not _is_number(value, 0, 99):
        yield (
            "A warning comes at 1 to 99 percent of the time; 0: none.",
            "预警比例须为 1 至 99，0 表示不预警。",
        )


def _reopening(value):
    if value not in REOPENINGS:
        yield "Reopening continues, counts or restarts.", "重新打开方式无效。"


def _is_number(value, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


_LOOKS = {
    "name_en": _name,
    "name_zh": _name,
    "conditions": _conditions,
    "targets": _targets,
    "pauses": _pauses,
    "levels": _levels,
    "warn_percent": _warn,
    "reopening": _reopening,
}
