"""The form of an SLA policy: targets as people write spans of time (30 min, 4 h, 2 d), a few levels, what is done."""

import json
import re

from helpdesk.reader import say
from tickets.ticket import PRIORITIES

_SPAN = re.compile(
    r"\s*(\d{1,5}(?:\.\d)?)\s*(?:(s|m|min|h|d|秒|分|分钟|小时|时|天)|(minute|hour|day)s?)?\s*", re.IGNORECASE
)
_UNITS = {"s": 1, "秒": 1, "m": 60, "min": 60, "分": 60, "分钟": 60, "h": 3600, "小时": 3600, "时": 3600, "d": 86400,
          "天": 86400}  # fmt: skip
_CHINESE = {"d": "天", "h": "小时", "min": "分钟"}
METRICS = ("first_reply", "next_reply", "solution", "periodic_update", "proposal", "call_back")
WHOM = ("assignee", "followers", "team", "supervisors")
LEVELS = (0, 1, 2, 3)


def span_shown(seconds: int) -> str:
    """4 h, 30 min, 2 d: the largest unit that fits evenly."""
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds % length == 0 and (unit != "d" or seconds >= 2 * length):
            return f"{seconds // length} {say(unit, _CHINESE[unit])}"
    return f"{seconds} {say('s', '秒')}"


def targets_shown(targets: list[dict]) -> dict:
    """{metric: {priority: "4 h", "business": whether its hours are business hours}}."""
    shown: dict = {metric: {"business": False} for metric in METRICS}
    for one in targets:
        seconds = one.get("seconds")
        shown[one["metric"]][one["priority"]] = span_shown(seconds) if isinstance(seconds, int) and seconds else ""
        shown[one["metric"]]["business"] |= bool(one.get("business"))
    return shown


def levels_shown(levels: list[dict]) -> dict:
    """{level: {after, notify: [whom], escalate, raise, reassign}}."""
    shown = {level: {"after": "", "notify": [], "escalate": "", "raise": False, "reassign": False} for level in LEVELS}
    for one in levels:
        line = shown.get(one["level"])
        if line is None:
            continue
        line["after"] = span_shown(one["after"]) if one.get("after") else ""
        for action in one.get("do", []):
            kind = action["action"]
            if kind == "notify":
                line["notify"] = action.get("to", ["assignee"])
            elif kind == "escalate":
                line["escalate"] = str(action.get("level") or 1)
            elif kind in ("raise_priority", "reassign"):
                line["raise" if kind == "raise_priority" else "reassign"] = True
    return shown


def keep_details(levels: list[dict], before: list[dict]) -> list[dict]:
    """What programs have said and this form cannot show stays: webhooks, a team to reassign to, a certain priority."""
    known = {one["level"]: one for one in before}
    found = {one["level"]: one for one in levels}
    for level, one in known.items():
        hooks = [action for action in one.get("do", []) if action["action"] == "webhook"]
        if hooks and level not in found:
            found[level] = {**one, "do": []}
        if level in found:
            detailed = {action["action"]: action for action in one.get("do", []) if len(action) > 1}
            found[level]["do"] = [
                detailed.get(action["action"], action) if len(action) == 1 else action for action in found[level]["do"]
            ] + hooks
    return [found[level] for level in sorted(found)]


def policy_said(form) -> dict:
    """What a form says, as routing.sla.keeping reads it; what means nothing is refused there."""
    name = form.get("name_en", "").strip()
    return {
        "name_en": name,
        "name_zh": form.get("name_zh", "").strip() or name,
        "description": form.get("description", "").strip()[:2000],
        "enabled": form.get("enabled") == "1",
        "conditions": _json(form.get("conditions")),
        "targets": _targets(form),
        "pauses": {metric: form.getlist(f"pause_{metric}") for metric in METRICS},
        "levels": _levels(form),
        "warn_percent": _whole(form.get("warn_percent")),
        "reopening": form.get("reopening", "continue"),
        "calendar_id": _whole(form.get("calendar_id")) or None,
    }


def seconds_of(text: str) -> int | None:
    """How many seconds a span of time is; hours without a unit. None for what is none."""
    found = _SPAN.fullmatch(text)
    return round(float(found[1]) * _UNITS[(found[2] or (found[3] or "h")[0]).lower()]) if found else None


def _targets(form) -> list[dict]:
    found = []
    for metric in METRICS:
        for priority in PRIORITIES:
            text = form.get(f"{metric}_{priority}", "").strip()
            if text:
                business = form.get(f"business_{metric}") == "1"
                seconds = seconds_of(text)
                found.append({"metric": metric, "priority": priority, "seconds": seconds, "business": business})
    return found


def _levels(form) -> list[dict]:
    found = []
    for level in LEVELS:
        do: list[dict] = []
        whom = [one for one in form.getlist(f"notify_{level}") if one in WHOM]
        do += [{"action": "notify", "to": whom}] if whom else []
        do += [{"action": "raise_priority"}] if form.get(f"raise_{level}") else []
        do += [{"action": "reassign"}] if form.get(f"reassign_{level}") else []
        rank = _whole(form.get(f"escalate_{level}"))
        do += [{"action": "escalate", "level": rank}] if rank else []
        after = seconds_of(form.get(f"after_{level}", "").strip()) if level > 1 else 0
        if do:
            found.append({"level": level, "do": do, **({"after": after} if level > 1 else {})})
    return found


def _json(text: str | None):
    try:
        return json.loads(text or "")
    except (ValueError, RecursionError):
        return None


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0
