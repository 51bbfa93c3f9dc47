"""Rehearsals: begin one, see how far it has come, and what it would have changed."""

import json

from flask import jsonify, redirect, request, url_for
from sqlalchemy import select

from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people import Team
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import language, say
from helpdesk.refusing import Refusal
from helpdesk.settings.one_rule import BAD, rule_form
from helpdesk.settings.pages import pages, show, wrong
from helpdesk.settings.rehearsal_words import (
    column_words,
    flows_of,
    load_charts,
    moves_said,
    people_of,
    shared_out_of,
)
from helpdesk.settings.rule_problems import problem_of
from helpdesk.settings.rules import find_rule
from routing import rehearsing, rule_words
from routing.rehearsal import RUNNING, WAITING
from routing.rule import Rule
from routing.strategies import all_strategies

_TARGETS = {"team": ("team", "团队"), "priority": ("priority", "优先级"), "topic": ("topic", "主题")}


@pages.get("/rehearsals")
@allowed("rules.manage")
def list_rehearsals():
    """The newest twenty."""
    rows = rehearsing.rehearsals_of()
    return show(
        "rehearsals",
        "rehearsals",
        rows=[(row, _title(row)) for row in rows],
        teams=db.session.scalars(select(Team).order_by(Team.name)).all(),
        strategies=[(kind, say(one.label["en"], one.label["zh"])) for kind, one in all_strategies().items()],
    )


@pages.post("/rehearsals/other")
@allowed("rules.manage")
def begin_other_rehearsal():
    """Try another strategy of a team, or another threshold of the classifier."""
    form = request.form
    try:
        if "strategy" in form:
            team = form.get("team", "")
            subject = {"strategy": form["strategy"], "team_id": int(team) if team.isdigit() else None}
        else:
            subject = {"threshold": float(form.get("percent", "")) / 100, "target": form.get("target", "team")}
        row = rehearsing.begin(days=_days(), by=me(), **subject)
    except ValueError:
        return wrong("list_rehearsals", say("Choose what shall be tried.", "请选择要试算的内容。"))
    return redirect(url_for("settings.show_rehearsal", number=row.id))


@pages.post("/rehearsals")
@allowed("rules.manage")
def begin_rehearsal():
    """Try what stands in the form of a rule; nothing of it is saved."""
    form, number = request.form, request.form.get("rule", "")
    rule = find_rule(int(number)) if number.isdigit() else None
    draft = {name: form.get(name, "").strip()[:most] for name, most in (("name", 200), ("description", 1000))}
    try:
        draft |= {name: json.loads(form.get(name, "")) for name in ("triggers", "conditions", "actions")}
        draft |= {"stops": form.get("stops") == "1", "version": form.get("version", type=int)}
        row = rehearsing.begin(days=_days(), by=me(), rule=draft, rule_id=rule.id if rule else None)
    except BAD as error:
        return rule_form(rule, draft, problem_of(error)), 422
    except (ValueError, RecursionError):
        raise Refusal(400) from None
    return redirect(url_for("settings.show_rehearsal", number=row.id))


@pages.get("/rehearsals/<int:number>")
@allowed("rules.manage")
def show_rehearsal(number: int):
    """One, with its figures when it is through."""
    row = _find(number)
    result = row.result or {}
    draft = row.subject.get("rule")
    return show(
        "rehearsal",
        "rehearsals",
        row=row,
        title=_title(row),
        said=_said(draft) if draft else None,
        going=row.state in (WAITING, RUNNING),
        result=result,
        flows=flows_of(result),
        charts=load_charts(result),
        people=people_of(result),
        shared_out=shared_out_of(result),
        kind="rule" if draft is not None else "threshold" if "threshold" in row.subject else "strategy",
        moves=moves_said(rehearsing.moves_of(row, _after())),
        columns=column_words(),
        rule=get(Rule, row.rule_id) if row.rule_id else None,
        is_rule=draft is not None,
    )


@pages.get("/rehearsals/<int:number>/progress.json")
@allowed("rules.manage")
def progress_of_rehearsal(number: int):
    """{state, done, total}."""
    row = _find(number)
    return jsonify(state=row.state, done=row.done, total=row.total)


@pages.post("/rehearsals/<int:number>/stopped")
@allowed("rules.manage")
def stop_rehearsal(number: int):
    """It goes on no further."""
    rehearsing.stop(_find(number))
    return redirect(url_for("settings.show_rehearsal", number=number))


def _find(number: int):
    try:
        return rehearsing.rehearsal_of(number)
    except LookupError:
        raise Refusal(404) from None


def _title(row) -> str:
    subject = row.subject
    if "rule" in subject:
        return subject["rule"].get("name") or say("A new rule", "新规则")
    if "threshold" in subject:
        share, (en, zh) = round(float(subject["threshold"]) * 100), _TARGETS[subject.get("target", "team")]
        return say(f"The classifier sets the {en} from {share} % on", f"分类器自动设置{zh}，置信度不低于 {share}%")
    known, team = all_strategies().get(subject["strategy"]), get(Team, subject.get("team_id") or 0)
    label = known.label if known is not None else {"en": subject["strategy"], "zh": subject["strategy"]}
    name = team.name if team is not None else say("Tickets without a team", "未指定团队的工单")
    return say(f"{label['en']} for {name}", f"{name}：{label['zh']}")


def _said(draft: dict) -> dict:
    said = {
        "when": rule_words.trigger_words(draft["triggers"]),
        "if": rule_words.condition_words(draft["conditions"]),
        "then": rule_words.action_words(draft["actions"]),
    }
    return {name: getattr(sentence, language()) for name, sentence in said.items()}


def _days() -> int:
    value = request.form.get("days", "30")
    return int(value) if value.isdigit() and len(value) < 4 else 30


def _after() -> int:
    return request.args.get("after", 0, type=int)
