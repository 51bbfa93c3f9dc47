"""The words of triggers and automations in the API, to ours and back. What they have no word for keeps our own."""

from helpdesk.api import numbers
from helpdesk.api.door import invalid
from helpdesk.api.ticket_shape import STATUS_IN, STATUS_OUT
from routing.actions import CATALOGUE as ACTIONS
from routing.facts import CATALOGUE as FIELDS
from routing.facts import own_key

_FIELDS = {
    "group_id": "team_id",
    "current_tags": "tags",
    "subject_includes_word": "subject",
    "comment_includes_word": "text",
    "description_includes_word": "any_text",
    "organization_id": "organization_id",
}
_OPS = {
    "includes": "says",
    "not_includes": "says_not",
    "greater_than": "more_than",
    "present": "set",
    "not_present": "unset",
}
_TAG_OPS = {"includes": "has", "not_includes": "has_not"}
_HOURS = {"SOLVED": "solved_for", "NEW": "open", "OPEN": "open", "PENDING": "waiting", "HOLD": "waiting"}
_STATUS_OF = {"NEW": "new", "OPEN": "open", "PENDING": "pending", "HOLD": "on_hold"}
_ACTIONS = {
    "group_id": "team",
    "assignee_id": "agent",
    "current_tags": "tag",
    "remove_tags": "untag",
    "notification_webhook": "webhook",
    "follower": "follower",
}
_FIELDS_BACK = {ours: theirs for theirs, ours in _FIELDS.items()}
_ACTIONS_BACK = {ours: theirs for theirs, ours in _ACTIONS.items()}
_AGENTS = ("assignee_id", "last_agent_id", "previous_assignee_id")
_OCCASIONS = {"Create": [{"on": "opened"}], "Change": [{"on": "message"}, {"on": "replied"}, {"on": "changed"}]}


def read_conditions(said) -> tuple[dict, list[dict]]:
    """Our conditions, and what sets the rule going, from {all, any}. Raises a Refusal."""
    if not isinstance(said, dict) or not all(isinstance(said.get(name) or [], list) for name in ("all", "any")):
        raise invalid("conditions is an object with all and any", "conditions 须包含 all 和 any", field="conditions")
    triggers: list[dict] = []
    every = [one for part in said.get("all") or [] if (one := _condition(part, triggers))]
    some = [one for part in said.get("any") or [] if (one := _condition(part, triggers))]
    return {"all": [*every, {"any": some}] if some else every}, triggers


def say_conditions(rule) -> dict:
    """{all, any} as far as they can say it; `own` beside it says it whole."""
    parts = rule.conditions if rule.conditions.keys() & {"all", "any"} else {"all": [rule.conditions]}
    every = [_theirs(one) for one in parts.get("all", ()) if "field" in one]
    some = [_theirs(one) for one in parts.get("any", ()) if "field" in one]
    for group in parts.get("all", ()):
        some += [_theirs(one) for one in group.get("any", ()) if "field" in one]
    names = {one["on"] for one in rule.triggers}
    if names == {"opened"}:
        every.insert(0, {"field": "update_type", "operator": "is", "value": "Create"})
    elif "opened" not in names and not any("minutes" in one for one in rule.triggers):
        every.insert(0, {"field": "update_type", "operator": "is", "value": "Change"})
    for one in rule.triggers:
        if "minutes" in one:
            every.insert(0, {"field": one["on"], "operator": "greater_than", "value": str(one["minutes"] / 60)})
    return {"all": every, "any": some}


def read_actions(said) -> list[dict]:
    """Our actions. Raises a Refusal."""
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise invalid("actions is a list of objects", "actions 须为对象列表", field="actions")
    return [_action(one) for one in said]


def say_actions(rule) -> list[dict]:
    """Their actions."""
    return [
        {"field": _ACTIONS_BACK.get(one["do"], one["do"]), "value": _value_out(one["do"], one.get("value"))}
        for one in rule.actions
    ]


def _condition(part, triggers: list[dict]) -> dict | None:
    if not isinstance(part, dict) or not isinstance(part.get("field"), str):
        raise invalid("A condition has field, operator and value.", "条件须包含 field、operator 和 value。")
    name, op, value = part["field"], part.get("operator", part.get("op")), part.get("value")
    if name == "update_type":
        triggers += _OCCASIONS.get(value, [])
        return None
    if name in _HOURS:
        triggers.append({"on": _HOURS[name], "minutes": _minutes(value)})
        return {"field": "status", "op": "is", "value": _STATUS_OF[name]} if name in _STATUS_OF else None
    field = _FIELDS.get(name, name)
    if field not in FIELDS and not own_key(field):
        raise invalid(f"There is no field {name[:60]!r} here.", f"没有字段 {name[:60]!r}。", field=name[:60])
    op = (_TAG_OPS if field == "tags" else {}).get(op) or _OPS.get(op, op)
    leaf = {"field": field, "op": op}
    return leaf if op in ("set", "unset") else leaf | {"value": _value_in(field, op, value)}


def _value_in(field: str, op: str, value):
    if op in ("has", "has_not", "says", "says_not") and isinstance(value, str):
        return value.split() if field == "tags" else [value]
    if field == "status":
        return STATUS_IN.get(value, value)
    if isinstance(value, str) and value.isdecimal() and (FIELDS.get(field) and FIELDS[field].kind in ("row", "number")):
        value = int(value[:18])
    if field in _AGENTS and isinstance(value, int):
        return numbers.agent_number(value)
    return value


def _theirs(leaf: dict) -> dict:
    back = {ours: theirs for theirs, ours in (_TAG_OPS if leaf["field"] == "tags" else _OPS).items()}
    value = leaf.get("value")
    if leaf["field"] == "tags" and isinstance(value, list):
        value = " ".join(value)
    elif leaf["op"] in ("says", "says_not") and isinstance(value, list) and len(value) == 1:
        value = value[0]
    elif leaf["field"] in _AGENTS and isinstance(value, int):
        value = numbers.of_agent(value)
    elif leaf["field"] == "status":
        value = STATUS_OUT.get(value, value) if isinstance(value, str) else value
    return {
        "field": _FIELDS_BACK.get(leaf["field"], leaf["field"]),
        "operator": back.get(leaf["op"], leaf["op"]),
        "value": value,
    }


def _action(one: dict) -> dict:
    name, value = one.get("field", one.get("do")), one.get("value")
    do = _ACTIONS.get(name, name)
    if do == "comment_value":
        return {"do": "reply", "value": value[-1] if isinstance(value, list) and value else value}
    if do not in ACTIONS:
        raise invalid(f"There is no action {str(name)[:60]!r} here.", f"没有操作 {str(name)[:60]!r}。")
    if do in ("tag", "untag") and isinstance(value, str):
        value = value.split()
    elif do == "webhook" and isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, str) and value.isdecimal() and ACTIONS[do].takes == "row":
        value = int(value[:18])
    if do in ("agent", "follower") and isinstance(value, int):
        value = numbers.agent_number(value)
    if do == "status":
        value = STATUS_IN.get(value, value)
    return {"do": do} if ACTIONS[do].takes == "yes" else {"do": do, "value": value}


def _value_out(do: str, value):
    if do in ("tag", "untag"):
        return " ".join(value)
    if do in ("agent", "follower"):
        return numbers.of_agent(value)
    return STATUS_OUT.get(value, value) if do == "status" else value


def _minutes(value) -> int:
    try:
        return round(float(value) * 60)
    except (TypeError, ValueError, OverflowError):
        raise invalid("So many hours must be a number.", "小时数须为数字。") from None
