"""The catalogue of what segments can ask, for the condition builder."""

from sqlalchemy import select

from helpdesk.customers import Organization
from helpdesk.customers.buying.money import money
from helpdesk.customers.outside.telling import keys_of_numbers, keys_told
from helpdesk.customers.segmenting.conditions import OUTSIDE_OPS, WITH_LIST, WITHOUT_VALUE
from helpdesk.customers.segmenting.fields import GROUPS, HAVING, MONEY, NUMBER, OUTSIDE, SegmentField
from helpdesk.db import db
from helpdesk.people import Agent
from helpdesk.reader import say
from helpdesk.settings.condition_catalogue import catalogue_json
from routing.comparing import OP_WORDS

MOST = 500
_KINDS = {MONEY: "number", "days": "number", NUMBER: "number", "flag": "flag", "tags": "tags", HAVING: "word"}


def segment_catalogue() -> dict:
    """Fields by group, with the outside facts that were ever told."""
    groups = [
        {"key": key, "label": say(*label), "fields": [_field(one) for one in some]} for key, label, some in GROUPS
    ]
    if told := keys_told():
        figures = keys_of_numbers()
        outside = [_outside(key, key in figures) for key in told]
        groups.append({"key": "outside", "label": say("Told by other systems", "外部系统数据"), "fields": outside})
    return catalogue_json(groups, none=say("No condition yet: nobody belongs.", "尚无条件，不包含任何客户。"))


def _field(one: SegmentField) -> dict:
    choices = [{"value": value, "label": say(*words)} for value, words in one.values.items()] or None
    unit = money()["currency"] if one.kind == MONEY else say(*one.unit)
    return {
        "name": one.name,
        "label": say(one.en, one.zh),
        "kind": _KINDS.get(one.kind, "word"),
        "ops": _ops(one.ops),
        "choices": _rows(one.rows) if one.rows else choices,
        "unit": unit,
    }


def _outside(key: str, is_number: bool) -> dict:
    sizes = ("at_least", "at_most", "more_than", "less_than") if is_number else ()
    return {
        "name": f"{OUTSIDE}{key}",
        "label": key,
        "kind": "number" if is_number else "text",
        "ops": _ops([op for op in OUTSIDE_OPS if op in ("is", "is_not", "set", "unset", *sizes)]),
        "choices": None,
        "unit": "",
    }


def _ops(ops) -> list[dict]:
    def takes(op: str) -> str:
        return "none" if op in WITHOUT_VALUE else "many" if op in WITH_LIST else "one"

    return [{"op": op, "label": say(*OP_WORDS[op]), "value": takes(op)} for op in ops]


def _rows(name: str) -> list[dict]:
    model = Organization if name == "organization" else Agent
    found = db.session.execute(select(model.id, model.name).order_by(model.name).limit(MOST))
    return [{"value": number, "label": label} for number, label in found]
