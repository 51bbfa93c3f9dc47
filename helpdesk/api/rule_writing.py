"""What a program says of a rule, as what is kept; for triggers and automations alike."""

from helpdesk import clock
from helpdesk.api import reading, rule_words
from helpdesk.api.door import invalid, me, not_found, url
from helpdesk.people import may
from routing import rule_keeping
from routing.actions import BadAction
from routing.rule import Rule
from routing.rule_keeping import BadRule
from routing.triggers import TRIGGERS
from tickets.conditions import BadConditions

_BAD = (BadRule, BadConditions, BadAction)


def only_who_may() -> None:
    """Raises a Refusal."""
    if not may(me(), "rules.manage"):
        raise not_found()


def is_automation(rule: Rule) -> bool:
    """Whether it waits for something to have lasted."""
    return any(TRIGGERS[one["on"]].is_time for one in rule.triggers)


def find(number: int, automation: bool) -> Rule:
    """The rule, if it is of this kind. Raises a Refusal."""
    only_who_may()
    try:
        rule = rule_keeping.rule_of(number)
    except LookupError:
        raise not_found() from None
    if is_automation(rule) != automation:
        raise not_found()
    return rule


def save(said: dict, rule: Rule | None = None) -> Rule:
    """Keep what is said; what is not, stays. Raises a Refusal."""
    try:
        if said.keys() & {"title", "name", "description", "conditions", "actions", "own"} or rule is None:
            rule = rule_keeping.save_rule(rule, by=me(), **values_of(said, rule))
        if "active" in said:
            rule_keeping.switch(rule, reading.flag(said, "active", True), by=me())
        elif rule.version == 1 and not rule.enabled:
            rule_keeping.switch(rule, True, by=me())  # as programs are used to: a trigger works once it is made
        if (place := reading.number(said, "position")) is not None:
            _put_at(rule, place)
        return rule
    except _BAD as error:
        raise invalid(f"This rule cannot be kept: {error}.", f"规则有误：{error}。") from None


def values_of(said: dict, rule: Rule | None = None) -> dict:
    """The columns that are said. `own` says them in our words and goes before the rest."""
    own = said.get("own") if isinstance(said.get("own"), dict) else {}
    found = {name: own[name] for name in ("triggers", "conditions", "actions", "stops") if name in own}
    if "title" in said or "name" in said:
        found["name"] = reading.line(said, "title" if "title" in said else "name")
    if "description" in said:
        found["description"] = reading.text(said, "description", "", 1000)
    if "conditions" in said and "conditions" not in found:
        found["conditions"], triggers = rule_words.read_conditions(said["conditions"])
        if "triggers" not in found and (triggers or rule is None):
            found["triggers"] = triggers or [{"on": "opened"}, {"on": "message"}, {"on": "replied"}, {"on": "changed"}]
    if "actions" in said and "actions" not in found:
        found["actions"] = rule_words.read_actions(said["actions"])
    found["stops"] = bool(found.get("stops", rule.stops if rule else False))
    return found


def shape(rule: Rule, kind: str) -> dict:
    """The rule as the API says it."""
    return {
        "url": url(f"{kind}s/{rule.id}.json"),
        "id": rule.id,
        "title": rule.name,
        "raw_title": rule.name,
        "description": rule.description,
        "active": rule.enabled,
        "default": False,
        "position": rule.position + 1,
        "conditions": rule_words.say_conditions(rule),
        "actions": rule_words.say_actions(rule),
        "own": {
            "triggers": rule.triggers,
            "conditions": rule.conditions,
            "actions": rule.actions,
            "stops": rule.stops,
            "version": rule.version,
            "trouble": rule.trouble,
        },
        "created_at": clock.iso(rule.created_at),
        "updated_at": clock.iso(rule.updated_at),
    }


def reorder(numbers, name: str) -> None:
    """Look at these first. Raises a Refusal."""
    only_who_may()
    if not isinstance(numbers, list) or not all(type(number) is int for number in numbers[:1000]):
        raise reading.wrong(name, "a list of numbers")
    rule_keeping.put_in_order(numbers[:1000], by=me())


def _put_at(rule: Rule, place: int) -> None:
    numbers = [row.id for row in rule_keeping.rules() if row.id != rule.id]
    numbers.insert(max(0, place - 1), rule.id)
    rule_keeping.put_in_order(numbers, by=me())
