"""Rules in words: what sets one going, asks, does, and what came of looking at it; in both languages."""

from routing.actions import CATALOGUE as ACTIONS
from routing.comparing import OP_WORDS, WITHOUT_VALUE
from routing.conditions import leaves
from routing.facts import CATALOGUE as FIELDS
from routing.facts import OWN
from routing.facts.field import FLAG
from routing.row_names import names_of
from routing.rule_run import RuleRun
from routing.sentence import Sentence
from routing.triggers import TRIGGERS
from tickets.refusals import SENTENCES as REFUSALS

_GONE = ("(no longer there)", "（已不存在）")
_NOBODY = {"team": ("no team", "无团队"), "agent": ("nobody", "无人")}
_OTHER_WHY = {
    "gone": ("it is no longer there", "对象已不存在"),
    "failed": ("it failed; an admin finds more in the log", "执行失败，详情见日志"),
}
LONGEST = 60


def trigger_words(triggers: list[dict]) -> Sentence:
    """When a ticket is opened, or the customer writes again."""
    said = []
    for one in triggers:
        known = TRIGGERS[one["on"]]
        en, zh = duration_words(one["minutes"]) if known.is_time else ("", "")
        said.append((f"{known.en} {en}".strip(), f"{known.zh}{f' {zh}' if zh else ''}"))
    return Sentence(f"When {' or '.join(en for en, _ in said)}", f"当{'，或'.join(zh for _, zh in said)}时")


def condition_words(conditions: dict) -> Sentence:
    """Priority is Urgent, and (Subject says “x” or Channel is WeChat)."""
    en, zh = _joined(conditions, outer=True)
    return Sentence(en or "always", zh or "始终")


def action_words(actions: list[dict]) -> Sentence:
    """Move to team Returns; set the priority High."""
    said = [_act(one) for one in actions]
    return Sentence("; ".join(en for en, _ in said), "；".join(zh for _, zh in said))


def sentences_of(run: RuleRun) -> list[Sentence]:
    """What came of one look at the rules."""
    when = trigger_words([{"on": run.trigger, "minutes": 0}]) if not TRIGGERS[run.trigger].is_time else None
    en = TRIGGERS[run.trigger].en if when is None else when.en[5:]
    first = Sentence(
        f"{run.looked_at} rules were looked at when {en}; {len(run.matched)} matched.",
        f"{TRIGGERS[run.trigger].zh}：共检查 {run.looked_at} 条规则，命中 {len(run.matched)} 条。",
    )
    said = [first, *(_matched(one) for one in run.matched)]
    if run.cut:
        said.append(
            Sentence("Rules had set one another off too often; it ended there.", "规则相互触发次数过多，已在此中止。")
        )
    return said


def duration_words(minutes: int) -> tuple[str, str]:
    """2 hours · 2 小时."""
    for size, en, zh in ((1440, "day", "天"), (60, "hour", "小时")):
        if minutes >= size and minutes % size == 0:
            number = minutes // size
            return f"{number} {en}{'' if number == 1 else 's'}", f"{number} {zh}"
    return f"{minutes} minute{'' if minutes == 1 else 's'}", f"{minutes} 分钟"


def leaf_words(leaf: dict) -> tuple[str, str]:
    """One condition."""
    field = FIELDS.get(leaf["field"])
    name = (field.en, field.zh) if field else (leaf["field"].removeprefix(OWN),) * 2
    op = OP_WORDS[leaf["op"]]
    if leaf["op"] in WITHOUT_VALUE:
        return f"{name[0]} {op[0]}", f"{name[1]}{op[1]}"
    if field is not None and field.kind == FLAG:
        yes = bool(leaf.get("value"))
        return f"{name[0]}: {'yes' if yes else 'no'}", f"{name[1]}：{'是' if yes else '否'}"
    en, zh = _values(leaf.get("value"), field.values if field else {}, field.rows if field else "")
    unit = field.unit if field else ("", "")
    return f"{name[0]} {op[0]} {en} {unit[0]}".strip(), f"{name[1]}{op[1]} {zh} {unit[1]}".strip()


def failed_leaf(conditions: dict, number: int) -> Sentence | None:
    """The condition on which a rule failed, by the number that its run keeps."""
    known = leaves(conditions)
    return Sentence(*leaf_words(known[number])) if 0 <= number < len(known) else None


def _joined(part: dict, outer: bool = False) -> tuple[str, str]:
    if "field" in part:
        return leaf_words(part)
    any_ = "any" in part
    said = [pair for inner in part.get("any" if any_ else "all", []) if (pair := _joined(inner))[0]]
    en = (" or " if any_ else ", and ").join(pair[0] for pair in said)
    zh = (" 或 " if any_ else "，且").join(pair[1] for pair in said)
    return (en, zh) if outer or len(said) < 2 else (f"({en})", f"（{zh}）")


def _act(one: dict) -> tuple[str, str]:
    action = ACTIONS[one["do"]]
    value = one.get("value")
    if action.takes == "yes":
        return action.en, action.zh
    if action.takes == "minutes":
        en, zh = duration_words(value)
    elif action.takes == "field":
        en = zh = f"{value['key']} = {value['value']}"
    else:
        en, zh = _values(value, action.values, action.rows)
    return f"{action.en} {en}", f"{action.zh} {zh}"


def _values(value, words: dict, rows: str) -> tuple[str, str]:
    values = value if isinstance(value, list) else [value]
    names = names_of(rows, values) if rows else {}
    said = []
    for one in values[:10]:
        if rows:
            said.append(_NOBODY.get(rows, _GONE) if one is None else names.get(one, _GONE))
        else:
            said.append(words.get(one) or _quoted(one))
    more = (" …", " …") if len(values) > 10 else ("", "")
    return ", ".join(en for en, _ in said) + more[0], "、".join(zh for _, zh in said) + more[1]


def _quoted(value) -> tuple[str, str]:
    if not isinstance(value, str):
        return str(value), str(value)
    short = value if len(value) <= LONGEST else value[:LONGEST] + "…"
    return f"“{short}”", f"“{short}”"


def _matched(one: dict) -> Sentence:
    on = [leaf_words(leaf) for leaf in one["on"]]
    did = action_words(one["did"]) if one["did"] else Sentence("nothing more", "无进一步操作")
    en = f"“{one['name']}” (version {one['version']}) matched"
    zh = f"“{one['name']}”（第 {one['version']} 版）命中"
    en += f" on {', '.join(pair[0] for pair in on)}" if on else ""
    zh += f"，依据：{'，'.join(pair[1] for pair in on)}" if on else ""
    refused = [_refused(act) for act in one["refused"]]
    en_no = "".join(f" Not done: {pair[0]}." for pair in refused)
    zh_no = "".join(f"未执行：{pair[1]}。" for pair in refused)
    return Sentence(f"{en}. It did: {did.en}.{en_no}", f"{zh}。已执行：{did.zh}。{zh_no}")


def _refused(act: dict) -> tuple[str, str]:
    what = _act(act)
    why = _OTHER_WHY.get(act["why"]) or REFUSALS.get(act["why"]) or (act["why"], act["why"])
    return f"{what[0]} ({why[0].rstrip('.')})", f"{what[1]}（{why[1].rstrip('。')}）"
