"""Rules told: which rules were looked at for a ticket, which matched on what, what they did, and why others did not."""

from collections.abc import Callable

from sqlalchemy import select, tuple_

from helpdesk import clock
from helpdesk.db import db
from routing.actions import CATALOGUE as DOES
from routing.conditions import leaves
from routing.facts import CATALOGUE as ASKS
from routing.known_names import KnownNames
from routing.row_names import YES_NO
from routing.rule import RuleVersion
from routing.rule_run import RuleRun
from routing.rule_words import act_words, field_words, leaf_words, value_words, words_in
from routing.triggers import TRIGGERS
from tickets import Ticket
from tickets.refusals import SENTENCES as REFUSALS

MOST_RUNS = 10
MOST_VERSIONS = 200
Say = Callable[[str, str], str]  # given both languages, the reader's
_CUT = (
    "Rules had set one another off five times in a row; these were not let act.",
    "规则连续相互触发已达 5 轮，以下规则未执行。",
)
_WHY = {
    "gone": ("it is no longer there", "对象已不存在"),
    "failed": ("it failed; an admin finds more in the log", "执行失败，详情见日志"),
}
_UNKNOWN = ("a pattern took too long", "正则表达式执行超时")


def rules_told(ticket: Ticket, say: Say) -> list[dict]:
    """The newest ten looks at the rules; with `words` in the reader's language wherever something is data."""
    query = select(RuleRun).where(RuleRun.ticket_id == ticket.id).order_by(RuleRun.id.desc()).limit(MOST_RUNS)
    runs = list(db.session.scalars(query))
    versions = _versions(runs)
    matched = [match for run in runs for match in run.matched or []]
    asked = [{"all": match.get("on", [])} for match in matched]
    names = KnownNames(
        [*asked, *(version.conditions for version in versions.values())],
        [match.get("did", []) + match.get("refused", []) for match in matched],
    )
    return [_told(run, versions, names, say) for run in runs]


def _versions(runs: list[RuleRun]) -> dict[tuple[int, int], RuleVersion]:
    """The rules that did not match, as they were then: one statement."""
    wanted = list(dict.fromkeys((one[0], one[1]) for run in runs for one in run.missed or []))[:MOST_VERSIONS]
    where = tuple_(RuleVersion.rule_id, RuleVersion.version).in_(wanted)
    rows = db.session.scalars(select(RuleVersion).where(where)) if wanted else ()
    return {(row.rule_id, row.version): row for row in rows}


def _told(run: RuleRun, versions: dict, names: KnownNames, say: Say) -> dict:
    trigger = TRIGGERS.get(run.trigger)
    return {
        "at": clock.iso(run.at),
        "trigger": run.trigger,
        "trigger_words": say(*trigger.untimed) if trigger is not None else run.trigger,
        "looked_at": run.looked_at,
        "cut": run.cut,
        "cut_words": say(*_CUT) if run.cut else "",
        "matched": [_match(match, names, say) for match in run.matched or []],
        "missed": [_miss(versions, names, say, *one) for one in run.missed or []],
    }


def _match(match: dict, names: KnownNames, say: Say) -> dict:
    return {
        "rule": match["rule"],
        "version": match["version"],
        "name": match["name"],
        "on": [_leaf(leaf, names, say) for leaf in match.get("on", [])],
        "did": [_act(act, names, say) for act in match.get("did", [])],
        "refused": [_refused(act, names, say) for act in match.get("refused", [])],
    }


def _miss(versions: dict, names: KnownNames, say: Say, rule: int, version: int, leaf: int = -1) -> dict:
    kept = versions.get((rule, version))
    known = leaves(kept.conditions or {"all": []}) if kept is not None else []
    words = leaf_words(known[leaf], names) if 0 <= leaf < len(known) else _UNKNOWN
    return {"rule": rule, "version": version, "name": kept.name if kept is not None else "", "words": say(*words)}


def _leaf(leaf: dict, names: KnownNames, say: Say) -> dict:
    return {
        **leaf,
        "label": say(*field_words(leaf["field"], names)),
        "words": say(*leaf_words(leaf, names)),
        "actual_words": _in_words(leaf["field"], leaf.get("actual"), names, say),
    }


def _in_words(name: str, actual, names: KnownNames, say: Say) -> str:
    if isinstance(actual, list):
        return say(", ", "、").join(_in_words(name, one, names, say) for one in actual)
    if isinstance(actual, bool):
        return say(*YES_NO[actual])
    if actual is None:
        return ""
    field = ASKS.get(name)
    if field is not None and field.rows:
        return say(*value_words(actual, {}, field.rows, names))
    known = words_in(name, names).get(actual) if isinstance(actual, str) else None
    unit = say(*field.unit) if field is not None else ""
    return say(*known) if known else f"{actual} {unit}".strip()


def _act(act: dict, names: KnownNames, say: Say) -> dict:
    action = DOES.get(act.get("do"))
    if action is None:
        return {**act, "label": act.get("do", ""), "words": act.get("do", "")}
    return {**act, "label": say(action.en, action.zh), "words": say(*act_words(act, names))}


def _refused(act: dict, names: KnownNames, say: Say) -> dict:
    why = _WHY.get(act.get("why")) or REFUSALS.get(act.get("why")) or _WHY["failed"]
    return {**_act(act, names, say), "why_words": say(*why)}
