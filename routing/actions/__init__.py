"""Actions: what rules do. CATALOGUE holds all; check(actions) · unfolded(actions), with macros as what they do."""

from helpdesk.hot import get
from routing.actions import describing, placing, raising, saying, settling
from routing.actions.action import Action, BadAction
from tickets import Macro

GROUPS = (
    ("place", placing.ACTIONS, ("Who", "归属")),
    ("what", describing.ACTIONS, ("What it is", "属性")),
    ("state", settling.ACTIONS, ("State", "状态")),
    ("say", saying.ACTIONS, ("Say", "回复与备注")),
    ("raise", raising.ACTIONS, ("Raise", "通知与升级")),
)
CATALOGUE: dict[str, Action] = {action.name: action for _, actions, _ in GROUPS for action in actions}
MOST = 20
# In this order they are done, whatever order they stand in: first what it is, then where it goes, then what is said.
ORDER = (
    *("priority", "type", "tag", "untag", "field", "sla", "agent", "team", "follower", "note", "reply", "saved_reply"),
    *("status", "snooze", "spam", "survey", "escalate", "webhook"),
)
_OF_MACRO = {"team_id": "team", "assignee_id": "agent", "tags_add": "tag", "tags_remove": "untag", "spam": "spam"}

__all__ = ["CATALOGUE", "GROUPS", "ORDER", "Action", "BadAction", "check", "unfolded"]


def check(actions) -> None:
    """Accept a list of what can be done. Raises BadAction."""
    if not isinstance(actions, list) or not 0 < len(actions) <= MOST:
        raise BadAction(f"a rule does 1 to {MOST} things")
    for one in actions:
        if not isinstance(one, dict) or not one.keys() <= {"do", "value"} or one.get("do") not in CATALOGUE:
            raise BadAction(f"{one!r} is nothing that a rule can do")
        CATALOGUE[one["do"]].check(one.get("value"))


def unfolded(actions: list[dict], language: str) -> list[dict]:
    """The actions, each macro replaced by what it does now."""
    return [part for one in actions for part in (_of_macro(one, language) if one["do"] == "macro" else [one])]


def _of_macro(one: dict, language: str) -> list[dict]:
    macro = get(Macro, one["value"])
    if macro is None:
        return [one]  # said as refused
    found = [
        {"do": _OF_MACRO.get(name, name), "value": value}
        for name, value in (macro.changes or {}).items()
        if _OF_MACRO.get(name, name) in CATALOGUE and value not in ("me", False)
    ]
    texts = macro.replies or {}
    if text := texts.get(language) or next(iter(texts.values()), ""):
        found.append({"do": "reply", "value": text})
    if (macro.note or "").strip():
        found.append({"do": "note", "value": macro.note})
    return found
