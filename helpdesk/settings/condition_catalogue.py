"""The catalogue that the condition builder reads: fields, comparisons and choices in the reader's words."""

from collections.abc import Iterable

from sqlalchemy import select

from helpdesk.db import db
from helpdesk.reader import say
from routing.comparing import OP_WORDS, OPS, WITH_LIST, WITHOUT_VALUE
from routing.facts import GROUPS, OWN, WAS
from routing.facts.field import FLAG, NUMBER, ROW, TEXT, WORD, Field
from routing.row_names import choices_of
from routing.rule_words import own_words
from tickets import TicketField, fields
from tickets.tag import Tag

MOST = 500
_KINDS = {"text": TEXT, "number": NUMBER, "choice": WORD, "date": TEXT, "checkbox": FLAG}


def catalogue_json(groups: Iterable[dict], **said: str) -> dict:
    """The whole of it. `groups` are made by group_json; `said` are other words."""
    return {"groups": list(groups), "words": words() | said}


def group_json(key: str, label: tuple[str, str], shown: Iterable[Field]) -> dict:
    """One group of fields."""
    return {"key": key, "label": say(*label), "fields": [field_json(field) for field in shown]}


def rule_catalogue() -> dict:
    """What rules, SLA policies and surveys can ask."""
    groups = [group_json(key, label, shown) for key, shown, label in GROUPS]
    known = fields()
    if known:
        own = [_own_json(f"{OWN}{field.key}", field) for field in known]
        before = [_own_json(f"{WAS}{field.key}", field) for field in known]
        groups.append({"key": "fields", "label": say("Your own fields", "自定义字段"), "fields": own})
        said = say("Your own fields, before the change", "自定义字段（变更前）")
        groups.append({"key": "fields_before", "label": said, "fields": before})
    return catalogue_json(groups)


def field_json(field: Field) -> dict:
    """One field."""
    choices = [{"value": value, "label": say(*words)} for value, words in field.values.items()] or None
    if field.rows:
        choices = choices_json(field.rows)
    return {
        "name": field.name,
        "label": say(field.en, field.zh),
        "kind": "word" if field.kind == ROW else field.kind,
        "ops": _ops(field.kind),
        "choices": choices,
        "unit": say(*field.unit),
    }


def words() -> dict[str, str]:
    """What the builder itself says."""
    return {
        "joined": say("How the conditions are joined", "条件关系"),
        "all": say("All of these are so", "满足以下全部条件"),
        "any": say("Any of these is so", "满足以下任一条件"),
        "none": say("No condition: it is always so.", "没有条件，始终成立。"),
        "add": say("Add condition", "添加条件"),
        "add_group": say("Add group", "添加条件组"),
        "remove": say("Remove", "移除"),
        "remove_group": say("Remove group", "移除条件组"),
        "colon": say(": ", "："),
        "field": say("What", "对象"),
        "op": say("How it is compared", "比较方式"),
        "value": say("With what", "取值"),
        "yes": say("Yes", "是"),
        "no": say("No", "否"),
        "choose": say("Choose …", "请选择"),
        "gone": say("no longer there", "已不存在"),
        "add_value": say("Add", "添加"),
        "another": say("Another", "继续添加"),
        "type_and_enter": say("Type and press Enter", "输入后按回车"),
        "pattern": say("for example \\bRMA-\\d{6}\\b", "例如 \\bRMA-\\d{6}\\b"),
    }


def _ops(kind: str) -> list[dict]:
    def takes(op: str) -> str:
        return "none" if op in WITHOUT_VALUE else "many" if op in WITH_LIST else "one"

    return [{"op": op, "label": say(*OP_WORDS[op]), "value": takes(op)} for op in OPS[kind]]


def _own_json(name: str, field: TicketField) -> dict:
    kind = _KINDS[field.kind]
    en, zh = own_words(name, field.label_en, field.label_zh)
    choices = [{"value": one["value"], "label": say(one["en"], one["zh"])} for one in field.choices or []] or None
    return {
        "name": name,
        "label": say(en, zh),
        "kind": kind,
        "ops": _ops(kind),
        "choices": choices if kind == WORD else None,
        "unit": "",
    }


def choices_json(rows: str) -> list[dict]:
    """The rows that can be chosen, in the reader's words."""
    return [{"value": value, "label": say(en, zh)} for value, en, zh in choices_of(rows)]


def tags() -> list[str]:
    """The tags there are, for suggestions."""
    return list(db.session.scalars(select(Tag.name).order_by(Tag.name).limit(MOST)))
