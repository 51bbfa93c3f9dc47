"""Rules in words: what sets one going, asks and does; in both languages. Who says many hands in the names they know."""

from routing.actions import CATALOGUE as ACTIONS
from routing.comparing import OP_WORDS, WITHOUT_VALUE
from routing.facts import CATALOGUE as FIELDS
from routing.facts import OWN, WAS, own_key
from routing.facts.field import FLAG
from routing.known_names import FIELD, KnownNames
from routing.row_names import YES_NO
from routing.sentence import Sentence
from routing.triggers import TRIGGERS

_GONE = ("(no longer there)", "（已不存在）")
_NOBODY = {"team": ("no team", "无团队"), "agent": ("nobody", "无人"), "survey": ("the usual one", "默认问卷")}
LONGEST = 60


def trigger_words(triggers: list[dict]) -> Sentence:
    """When a ticket is opened, or the customer writes again."""
    said = []
    for one in triggers:
        known = TRIGGERS[one["on"]]
        en, zh = duration_words(one["minutes"]) if known.is_time else ("", "")
        said.append((f"{known.en} {en}".strip(), f"{known.zh} {zh}" if zh else f"{known.zh}时"))
    return Sentence(f"When {' or '.join(en for en, _ in said)}", f"当{'，或'.join(zh for _, zh in said)}")


def condition_words(conditions: dict, names: KnownNames | None = None) -> Sentence:
    """Priority is Urgent, and (Subject says “x” or Channel is WeChat)."""
    en, zh = _joined(conditions, names or KnownNames([conditions]), outer=True)
    return Sentence(en or "always", zh or "始终")


def action_words(actions: list[dict], names: KnownNames | None = None) -> Sentence:
    """Move to team Returns; set the priority High."""
    names = names or KnownNames(actions=[actions])
    said = [act_words(one, names) for one in actions]
    return Sentence("; ".join(en for en, _ in said), "；".join(zh for _, zh in said))


def duration_words(minutes: int) -> tuple[str, str]:
    """2 hours · 2 小时."""
    for size, en, zh in ((1440, "day", "天"), (60, "hour", "小时")):
        if minutes >= size and minutes % size == 0:
            number = minutes // size
            return f"{number} {en}{'' if number == 1 else 's'}", f"{number} {zh}"
    return f"{minutes} minute{'' if minutes == 1 else 's'}", f"{minutes} 分钟"


def leaf_words(leaf: dict, names: KnownNames) -> tuple[str, str]:
    """One condition."""
    field, name = FIELDS.get(leaf["field"]), field_words(leaf["field"], names)
    op = OP_WORDS[leaf["op"]]
    if leaf["op"] in WITHOUT_VALUE:
        return f"{name[0]} {op[0]}", f"{name[1]}{op[1]}"
    words = words_in(leaf["field"], names)
    if words == YES_NO:
        yes = YES_NO[bool(leaf.get("value"))]
        return f"{name[0]}: {yes[0]}", f"{name[1]}：{yes[1]}"
    en, zh = value_words(leaf.get("value"), words, field.rows if field else "", names)
    unit = field.unit if field else ("", "")
    return f"{name[0]} {op[0]} {en} {unit[0]}".strip(), f"{name[1]}{op[1]} {zh} {unit[1]}".strip()


def field_words(name: str, names: KnownNames) -> tuple[str, str]:
    """What is asked about; a field of the company's own as its label says."""
    field, key = FIELDS.get(name), own_key(name)
    if field:
        return field.en, field.zh
    en, zh = names.of(FIELD, [key]).get(key, (key, key))
    return own_words(name, en, zh)


def own_words(name: str, en: str, zh: str) -> tuple[str, str]:
    """What a field of the company's own with these labels is called, as it is or as it was before."""
    return (f"{en} before", f"变更前{zh}") if name.startswith(WAS) else (en, zh)


def words_in(name: str, names: KnownNames) -> dict:
    """What the values of a field are called, where there are only so many; one of the company's own too."""
    field, key = FIELDS.get(name), own_key(name)
    if field is not None:
        return YES_NO if field.kind == FLAG else field.values
    return names.words_in(key) if key else {}


def act_words(one: dict, names: KnownNames) -> tuple[str, str]:
    """One action."""
    action, value = ACTIONS[one["do"]], one.get("value")
    if action.takes == "yes":
        return action.en, action.zh
    if action.takes == "minutes":
        en, zh = duration_words(value)
    elif action.takes == "field":
        name = f"{OWN}{value['key']}"
        said = _filled_with(value["value"], words_in(name, names))
        en, zh = (f"{label} = {word}" for label, word in zip(field_words(name, names), said, strict=True))
    else:
        en, zh = value_words(value, action.values, action.rows, names)
    return f"{action.en} {en}", f"{action.zh} {zh}"


def _filled_with(value, words: dict) -> tuple[str, str]:
    if value is None or value == "":
        return "nothing", "空"
    return words.get(value) or (str(value), str(value))


def value_words(value, words: dict, rows: str, names: KnownNames) -> tuple[str, str]:
    """What it is compared with, or set to."""
    values = value if isinstance(value, list) else [value]
    known = names.of(rows, values) if rows else {}
    said = []
    for one in values[:10]:
        if rows:
            said.append(_NOBODY.get(rows, _GONE) if one is None else known.get(one, _GONE))
        else:
            said.append(words.get(one) or _quoted(one))
    more = (" …", " …") if len(values) > 10 else ("", "")
    return ", ".join(en for en, _ in said) + more[0], "、".join(zh for _, zh in said) + more[1]


def _joined(part: dict, names: KnownNames, outer: bool = False) -> tuple[str, str]:
    if "field" in part:
        return leaf_words(part, names)
    any_ = "any" in part
    said = [pair for inner in part.get("any" if any_ else "all", []) if (pair := _joined(inner, names))[0]]
    en = (" or " if any_ else ", and ").join(pair[0] for pair in said)
    zh = (" 或 " if any_ else "，且").join(pair[1] for pair in said)
    return (en, zh) if outer or len(said) < 2 else (f"({en})", f"（{zh}）")


def _quoted(value) -> tuple[str, str]:
    if not isinstance(value, str):
        return str(value), str(value)
    short = value if len(value) <= LONGEST else value[:LONGEST] + "…"
    return f"“{short}”", f"“{short}”"
