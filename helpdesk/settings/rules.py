"""Rules: all of them in their order, one in sentences, what it would match now, and what it has been."""

import json
from datetime import timedelta

from flask import jsonify, request
from sqlalchemy import func, select

from helpdesk import clock
from helpdesk.customers import masked_text
from helpdesk.db import db
from helpdesk.people import Agent
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import language, say
from helpdesk.refusing import Refusal
from helpdesk.settings.action_catalogue import action_catalogue, trigger_catalogue
from helpdesk.settings.condition_catalogue import rule_catalogue
from helpdesk.settings.pages import pages, saved, show, wrong
from helpdesk.settings.rule_problems import problem_of
from routing import rule_keeping, rule_words
from routing.actions import BadAction
from routing.known_names import KnownNames
from routing.matching_now import MOST, matching_now
from routing.rehearsing import rehearsal_of, rehearsals_of
from routing.rule import Rule
from routing.rule_keeping import BadRule, Overtaken
from routing.rule_run import RuleMatch
from tickets.conditions import BadConditions

BAD = (BadRule, BadConditions, BadAction)
_MONTH = 30


@pages.get("/rules")
@allowed("rules.manage")
def list_rules():
    """All of them, as they are looked at."""
    rows = rule_keeping.rules()
    names = _names_in(rows)
    moved = (request.args.get("moved", 0, type=int), request.args.get("by", ""))
    return show("rules", "rules", rules=[_line(row, names) for row in rows], counts=_counts(rows), moved=moved)


@pages.get("/rules/new")
@allowed("rules.manage")
def new_rule():
    """An empty one."""
    return rule_form(None, _rehearsed() or {"triggers": [{"on": "opened"}], "conditions": {"all": []}, "actions": []})


@pages.post("/rules/new")
@allowed("rules.manage")
def add_rule():
    """Keep it, switched off."""
    return _save(None)


@pages.get("/rules/<int:number>")
@allowed("rules.manage")
def show_rule(number: int):
    """One rule."""
    rule = find_rule(number)
    return rule_form(rule, {name: getattr(rule, name) for name in rule_keeping.KEPT} | _rehearsed())


@pages.post("/rules/<int:number>")
@allowed("rules.manage")
def change_rule(number: int):
    """Write it anew, as its next version."""
    return _save(find_rule(number))


@pages.post("/rules/<int:number>/switched")
@allowed("rules.manage")
def switch_rule(number: int):
    """On or off."""
    rule, on = find_rule(number), request.form.get("on") == "1"
    rule_keeping.switch(rule, on, by=me())
    said = ("It works from now on.", "规则已启用。") if on else ("It is off.", "规则已停用。")
    return saved("show_rule" if request.form.get("back") == "rule" else "list_rules", *said, **_back(number))


@pages.post("/rules/<int:number>/moved")
@allowed("rules.manage")
def move_rule(number: int):
    """One place up or down, or to the place that was typed; whoever goes by keys finds the focus where it was."""
    numbers = [row.id for row in rule_keeping.rules()]
    if find_rule(number).id not in numbers:
        raise Refusal(404)
    here = numbers.index(number)
    by = "place" if "place" in request.form else "down" if request.form.get("down") else "up"
    there = _typed_place(here) if by == "place" else here + (1 if by == "down" else -1)
    numbers.insert(max(0, min(len(numbers) - 1, there)), numbers.pop(here))
    rule_keeping.put_in_order(numbers, by=me())
    # Without a fragment: browsers do not focus by themselves where the address has one.
    return saved("list_rules", "The order is changed.", "顺序已调整。", moved=number, by=by)


@pages.post("/rules/<int:number>/dropped")
@allowed("rules.manage")
def drop_rule(number: int):
    """It works no more; what it did stays told."""
    rule_keeping.drop_rule(find_rule(number), by=me())
    return saved("list_rules", "The rule is gone.", "规则已删除。")


@pages.post("/rules/<int:number>/versions/<int:version>")
@allowed("rules.manage")
def restore_rule(number: int, version: int):
    """As it was then."""
    try:
        rule_keeping.restore_version(find_rule(number), version, by=me())
    except LookupError:
        raise Refusal(404) from None
    except BAD as error:
        return wrong("show_rule", problem_of(error), number=number)
    return saved(
        "show_rule", f"It is again as in version {version}.", f"已恢复为第 {version} 版的内容。", number=number
    )


@pages.post("/rules/preview.json")
@allowed("rules.manage")
def preview_rule():
    """{matched, looked_at, tickets: [{id, subject, href}], sentence} of a rule as it stands in the form."""
    draft = request.get_json(silent=True)
    try:
        values = {"name": "draft", "actions": [{"do": "spam"}]} | _drafted(draft if isinstance(draft, dict) else {})
        rule_keeping.check_rule(
            name="draft",
            triggers=values["triggers"],
            conditions_=values["conditions"],
            actions_=[{"do": "spam"}],
        )
    except BAD as error:
        return jsonify(problem=problem_of(error))
    found = matching_now(values["triggers"], values["conditions"])
    rows = [
        {"id": one.id, "subject": masked_text(one.subject, me()), "href": f"/tickets/{one.id}"} for one in found.tickets
    ]
    said = say(
        f"{found.matched} of the last {found.looked_at} tickets",
        f"最近 {found.looked_at} 张工单中有 {found.matched} 张",
    )
    return jsonify(matched=found.matched, looked_at=found.looked_at, tickets=rows, sentence=said)


def _typed_place(here: int) -> int:
    typed = request.form["place"].strip()
    return int(typed) - 1 if typed.isdecimal() and len(typed) <= 4 else here


def find_rule(number: int) -> Rule:
    """The rule, or a Refusal."""
    try:
        return rule_keeping.rule_of(number)
    except LookupError:
        raise Refusal(404) from None


def _rehearsed() -> dict:
    """With ?rehearsal=N the form goes on with what was rehearsed, which is saved nowhere."""
    try:
        found = rehearsal_of(request.args.get("rehearsal", 0, type=int)).subject.get("rule") or {}
    except LookupError:
        return {}
    return {name: found[name] for name in (*rule_keeping.KEPT, "version") if name in found}


def _drafted(values: dict) -> dict:
    return {"triggers": values.get("triggers"), "conditions": values.get("conditions")}


def _save(rule: Rule | None):
    form, values, seen = request.form, {}, request.form.get("version", type=int)
    try:
        values = {
            "name": form.get("name", ""),
            "description": form.get("description", "")[:1000],
            "stops": form.get("stops") == "1",
            **{name: json.loads(form.get(name, "")) for name in ("triggers", "conditions", "actions")},
        }
        kept = rule_keeping.save_rule(rule, by=me(), seen=seen, **values)
    except BAD as error:
        return rule_form(rule, values | {"version": seen}, problem_of(error)), 422
    except Overtaken as error:
        return rule_form(rule, values, _overtaken(error.newest)), 409
    except (ValueError, RecursionError):  # what no page of ours sends
        raise Refusal(400) from None
    said = ("Saved.", "已保存。") if rule else ("Saved. It is still off: switch it on here.", "已保存。规则尚未启用。")
    return saved("show_rule", *said, number=kept.id)


def _overtaken(newest) -> str:
    who = _names({newest.agent_id}).get(newest.agent_id) or say("the system", "系统")
    return say(
        f"{who} has saved version {newest.version} meanwhile; it stands below, among the versions. "
        "Save again to put yours on top of it.",
        f"{who} 已在此期间保存了第 {newest.version} 版（见下方“版本”）。再次保存将以本页内容为准。",
    )


def rule_form(rule: Rule | None, values: dict, problem: str = ""):
    """The page of a rule with these values in its form, whatever is kept."""
    versions = rule_keeping.versions_of(rule) if rule else []
    names = _names_in(versions)
    return show(
        "rule",
        "rules",
        rule=rule,
        values=values,
        problem=problem,
        conditions=rule_catalogue(),
        actions=action_catalogue(),
        triggers=trigger_catalogue(),
        versions=[(version, _said(version, names)) for version in versions],
        who=_names({version.agent_id for version in versions}),
        matches=_counts([rule]).get(rule.id, 0) if rule else 0,
        rehearsals=rehearsals_of(rule) if rule else [],
        most=MOST,
    )


def _names_in(rules) -> KnownNames:
    return KnownNames([rule.conditions for rule in rules], [rule.actions for rule in rules])


def _line(rule: Rule, names: KnownNames) -> dict:
    return {"row": rule, **_said(rule, names)}


def _said(rule, names: KnownNames) -> dict:
    said = {
        "when": rule_words.trigger_words(rule.triggers),
        "if": rule_words.condition_words(rule.conditions, names),
        "then": rule_words.action_words(rule.actions, names),
    }
    return {name: getattr(sentence, language()) for name, sentence in said.items()}


def _counts(rows: list[Rule]) -> dict[int, int]:
    since = clock.now() - timedelta(days=_MONTH)
    query = select(RuleMatch.rule_id, func.count()).where(
        RuleMatch.rule_id.in_([row.id for row in rows]), RuleMatch.at >= since
    )
    return dict(map(tuple, db.session.execute(query.group_by(RuleMatch.rule_id))))


def _names(numbers: set) -> dict[int, str]:
    return dict(map(tuple, db.session.execute(select(Agent.id, Agent.name).where(Agent.id.in_(numbers)))))


def _back(number: int) -> dict:
    return {"number": number} if request.form.get("back") == "rule" else {}
