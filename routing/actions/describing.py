"""What a ticket is: priority, type, tags, fields."""

import tickets
from routing.actions.action import Action, BadAction, among
from routing.facts import OWN, words
from routing.facts.of_customer import COMPLAINT_DAYS
from routing.row_names import names_of
from tickets.refusals import NotAllowed
from tickets.tagging import MOST_TAGS, tag_name


def _check_tags(value) -> None:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_TAGS:
        raise BadAction(f"1 to {MOST_TAGS} tags")
    for one in value:
        try:
            tag_name(one if isinstance(one, str) else "")
        except NotAllowed as error:
            raise BadAction(error.en) from None


def _tagged(paper, names, facts) -> None:
    present = list(paper.tag_names or [])
    paper.tag_names = present + [name for name in dict.fromkeys(map(tag_name, names)) if name not in present]


def _untagged(paper, names, facts) -> None:
    gone = set(map(tag_name, names))
    paper.tag_names = [name for name in paper.tag_names or [] if name not in gone]


def _check_field(value) -> None:
    if not isinstance(value, dict) or value.keys() != {"key", "value"} or not isinstance(value["key"], str):
        raise BadAction("a field is {key, value}")
    if not isinstance(value["value"], str | int | float | bool | None) or len(str(value["value"])) > 1000:
        raise BadAction("this is no value of a field")


def _fill(ticket, value, by, facts) -> None:
    if not names_of("ticket_field", [value["key"]]):
        raise LookupError(f"no field {value['key']}")
    tickets.set_fields(ticket, {value["key"]: value["value"]}, by=by)


def _filled(paper, value, facts) -> None:
    kept = {**(paper.fields or {}), value["key"]: value["value"]}
    paper.fields = {key: one for key, one in kept.items() if one is not None}
    facts.forget(f"{OWN}{value['key']}")


def _set(column: str):
    return lambda paper, value, facts: setattr(paper, column, value)


ACTIONS = (
    Action(
        "priority",
        "word",
        "Set the priority",
        "设置优先级",
        lambda ticket, value, by, facts: tickets.prioritize(ticket, value, by=by),
        _set("priority"),
        among(words.PRIORITIES),
        alone=True,
        values=words.PRIORITIES,
        forgets=("priority",),
    ),
    Action(
        "type",
        "word",
        "Set the type",
        "设置类型",
        lambda ticket, value, by, facts: tickets.classify(ticket, value, by=by),
        _set("type"),
        among(words.TYPES),
        alone=True,
        values=words.TYPES,
        forgets=("type", *(f"complaints_{days}d" for days in COMPLAINT_DAYS)),
    ),
    Action(
        "tag",
        "tags",
        "Add tags",
        "添加标签",
        lambda ticket, names, by, facts: tickets.tag(ticket, *names, by=by),
        _tagged,
        _check_tags,
        forgets=("tags",),
    ),
    Action(
        "untag",
        "tags",
        "Take tags off",
        "移除标签",
        lambda ticket, names, by, facts: tickets.untag(ticket, *names, by=by),
        _untagged,
        _check_tags,
        forgets=("tags",),
    ),
    Action(
        "field",
        "field",
        "Fill in a field",
        "填写字段",
        _fill,
        _filled,
        _check_field,
    ),
)
