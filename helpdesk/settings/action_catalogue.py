"""The catalogues that the rule page reads besides the conditions': what rules can do, and what sets them going."""

from helpdesk.reader import say
from helpdesk.settings.condition_catalogue import MOST, choices_json, tags, words
from routing.actions import GROUPS
from routing.actions.action import Action
from routing.triggers import TRIGGERS
from tickets import fields
from tickets.placeholders import NAMES

# What these are set to where no row is chosen.
_WITHOUT = {"team": ("No team", "无团队"), "agent": ("Nobody", "无人"), "survey": ("The usual one", "默认问卷")}


def action_catalogue() -> dict:
    """{groups: [{key, label, actions: [{name, label, takes, choices, empty}]}], words, placeholders}."""
    groups = [
        {"key": key, "label": say(*label), "actions": [_action(action) for action in actions]}
        for key, actions, label in GROUPS
    ]
    more = {
        "add_action": say("Add action", "添加操作"),
        "what": say("What to do", "操作"),
        "nothing": say("Nothing yet: say what it shall do.", "尚未添加操作。"),
        "field_name": say("Field", "字段"),
        "none_there": say("There is none yet; make one in the settings first.", "尚无可选项，请先在设置中添加。"),
        "empty_it": say("Empty it", "清空"),
        "minutes": say("Minutes", "分钟"),
        "hours": say("Hours", "小时"),
        "days": say("Days", "天"),
        "unit": say("Unit of time", "时间单位"),
        "text": say("Text", "内容"),
        "placeholders": say("Placeholders", "占位符"),
        "up": say("Up", "上移"),
    }
    return {"groups": groups, "words": words() | more, "placeholders": list(NAMES), "tags": tags()[:MOST]}


def trigger_catalogue() -> dict:
    """{events: [{name, label}], times: [{name, label}], words}."""
    said = [(one.is_time, {"name": one.name, "label": say(one.en, one.zh)}) for one in TRIGGERS.values()]
    return {
        "events": [one for is_time, one in said if not is_time],
        "times": [one for is_time, one in said if is_time],
        "words": {
            "happens": say("Something happens", "发生某事时"),
            "lasts": say("Something has lasted", "持续一段时间后"),
            "kind": say("What sets it going", "触发方式"),
            "choose": say("Choose …", "请选择"),
            "how_long": say("How long", "时长"),
            "minutes": say("minutes", "分钟"),
            "hours": say("hours", "小时"),
            "days": say("days", "天"),
            "unit": say("Unit of time", "时间单位"),
        },
    }


def _action(action: Action) -> dict:
    choices = [{"value": value, "label": say(*said)} for value, said in action.values.items()] or None
    if action.rows:
        choices = choices_json(action.rows)
    found = {"name": action.name, "label": say(action.en, action.zh), "takes": action.takes, "choices": choices}
    if action.takes == "field":
        found["fields"] = [_field(field) for field in fields()]
    return found | {"empty": say(*empty) if (empty := _WITHOUT.get(action.name)) else None}


def _field(field) -> dict:
    choices = [{"value": one["value"], "label": say(one["en"], one["zh"])} for one in field.choices or []]
    return {"key": field.key, "label": say(field.label_en, field.label_zh), "kind": field.kind, "choices": choices}
