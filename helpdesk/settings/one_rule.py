"""One rule: its form in sentences, its saving, and what it has been."""

import json

from flask import request
from sqlalchemy import select

from helpdesk.db import db
from helpdesk.people import Agent
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.action_catalogue import action_catalogue, trigger_catalogue
from helpdesk.settings.condition_catalogue import rule_catalogue
from helpdesk.settings.pages import pages, saved, show, wrong
from helpdesk.settings.rule_problems import problem_of
from helpdesk.settings.rules import find_rule
from helpdesk.settings.rules_said import counts, names_in, said
from routing import rule_keeping
from routing.actions import BadAction
from routing.contradicting import contradictions
from routing.matching_now import MOST
from routing.rehearsing import rehearsal_of, rehearsals_of
from routing.rule import Rule
from routing.rule_keeping import BadRule, Overtaken
from tickets.conditions import BadConditions

BAD = (BadRule, BadConditions, BadAction)


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


def _rehearsed() -> dict:
    """With ?rehearsal=N the form goes on with what was rehearsed, which is saved nowhere."""
    try:
        found = rehearsal_of(request.args.get("rehearsal", 0, type=int)).subject.get("rule") or {}
    except LookupError:
        return {}
    return {name: found[name] for name in (*rule_keeping.KEPT, "version") if name in found}


def _save(rule: Rule | None):
    form, values, seen = request.form, {}, request.form.get("version", type=int)
    try:
        values = {
            "name": form.get("name", ""),
            "description": form.get("description", "")[:1000],
            "stops": form.get("stops") == "1",
            **{name: json.loads(form.get(name, "")) for name in ("triggers", "conditions", "actions")},
        }
        if against := contradictions(values["actions"]):
            return rule_form(rule, values | {"version": seen}, say(against[0].en, against[0].zh)), 422
        kept = rule_keeping.save_rule(rule, by=me(), seen=seen, **values)
    except BAD as error:
        return rule_form(rule, values | {"version": seen}, problem_of(error)), 422
    except Overtaken as error:
        return rule_form(rule, values, _overtaken(error.newest)), 409
    except (ValueError, RecursionError):  # what no page of ours sends
        raise Refusal(400) from None
    done = ("Saved.", "已保存。") if rule else ("Saved. It is still off: switch it on here.", "已保存。规则尚未启用。")
    return saved("show_rule", *done, number=kept.id)


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
    names = names_in(versions)
    return show(
        "rule",
        "rules",
        rule=rule,
        values=values,
        problem=problem,
        conditions=rule_catalogue(),
        actions=action_catalogue(),
        triggers=trigger_catalogue(),
        versions=[(version, said(version, names)) for version in versions],
        who=_names({version.agent_id for version in versions}),
        matches=counts([rule]).get(rule.id, 0) if rule else 0,
        rehearsals=rehearsals_of(rule) if rule else [],
        most=MOST,
    )


def _names(numbers: set) -> dict[int, str]:
    return dict(map(tuple, db.session.execute(select(Agent.id, Agent.name).where(Agent.id.in_(numbers)))))
