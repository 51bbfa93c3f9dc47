"""SLA policies: in their order, each with its conditions, targets, pauses what happens; how escalations climb."""

import json

from flask import request

from helpdesk.db import db, transaction
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import language, say
from helpdesk.refusing import Refusal
from helpdesk.settings.condition_catalogue import catalogue_json, group_json
from helpdesk.settings.pages import number, pages, saved, show
from helpdesk.settings.sla_form import keep_details, levels_shown, policy_said, targets_shown
from routing import calendars, sla
from routing.escalating import USUAL_MINUTES
from routing.escalation import EscalationPlan
from routing.facts import GROUPS
from tickets.ticket import PRIORITIES

METRICS = (
    ("first_reply", "First reply", "首次回复"),
    ("next_reply", "Next reply", "后续回复"),
    ("solution", "Solution", "解决"),
    ("periodic_update", "Update every", "进展更新"),
    ("proposal", "Proposal (complaints)", "提出方案（投诉）"),
    ("call_back", "Call back after solving", "解决后回访"),
)


@pages.get("/sla")
@allowed("sla.manage")
def list_policies():
    """All policies in the order in which they are tried."""
    names = {row.id: row.name for row in calendars.calendars()}
    plans = {level: db.session.get(EscalationPlan, level) for level in USUAL_MINUTES}
    climbing = {
        level: {"minutes": plan.minutes if plan else usual, "business": bool(plan and plan.business)}
        for (level, plan), usual in zip(plans.items(), USUAL_MINUTES.values(), strict=True)
    }
    return show("sla", "sla", policies=sla.policies(), calendar_names=names, climbing=climbing)


@pages.get("/sla/new")
@allowed("sla.manage")
def new_policy():
    """An empty one."""
    return _form(None, sla.shipped.STANDARD | {"name_en": "", "name_zh": ""})


@pages.post("/sla/new")
@allowed("sla.manage")
def add_policy():
    """Keep it; it is tried last."""
    return _save(None)


@pages.get("/sla/<int:number>")
@allowed("sla.manage")
def show_policy(number: int):
    """One policy."""
    row = _find(number)
    said = {name: getattr(row, name) for name in sla.SAYABLE}
    return _form(row, said | {"description": row.description_in(language())})


@pages.post("/sla/<int:number>")
@allowed("sla.manage")
def change_policy(number: int):
    """Other promises: what runs is looked at again, and keeps the time used."""
    return _save(_find(number))


@pages.post("/sla/<int:number>/moved")
@allowed("sla.manage")
def move_policy(number: int):
    """One place up or down."""
    row, numbers = _find(number), [one.id for one in sla.policies()]
    here = numbers.index(row.id)
    there = max(0, min(len(numbers) - 1, here + (1 if request.form.get("down") else -1)))
    numbers.insert(there, numbers.pop(here))
    sla.put_in_order(numbers, by=me())
    return saved("list_policies", "The order is changed.", "顺序已调整。")


@pages.post("/sla/<int:number>/dropped")
@allowed("sla.manage")
def drop_policy(number: int):
    """It promises nothing any more."""
    sla.drop_policy(_find(number), by=me())
    return saved("list_policies", "The policy is gone.", "策略已删除。")


@pages.post("/sla/climbing")
@allowed("sla.manage")
def set_climbing():
    """How long an escalation may stay unanswered on each level."""
    with transaction():
        for level in USUAL_MINUTES:
            minutes = number(f"minutes_{level}", USUAL_MINUTES[level], 0, 10_080)
            business = request.form.get(f"business_{level}") == "1"
            db.session.merge(EscalationPlan(level=level, minutes=minutes, business=business))
    return saved("list_policies", "Saved.", "已保存。")


def _save(row: sla.SlaPolicy | None):
    said = policy_said(request.form)
    if said["calendar_id"] is not None and calendars.calendar_of(said["calendar_id"]) is None:
        said["calendar_id"] = None
    if row is not None:
        said["levels"] = keep_details(said["levels"], row.levels)
    try:
        if row is None:
            row = sla.make_policy(by=me(), **said)
        else:
            sla.save_policy(row, by=me(), **said)
    except sla.BadPolicy as error:
        return _form(row, said, [say(en, zh) for _, en, zh in error.problems])
    return saved("show_policy", "Saved.", "已保存。", number=row.id)


def _form(row: sla.SlaPolicy | None, values: dict, problems: list[str] = ()):
    return show(
        "sla_policy",
        "sla",
        row=row,
        values=values,
        metrics=METRICS,
        priorities=PRIORITIES,
        targets=targets_shown(values.get("targets", [])),
        levels=levels_shown(values.get("levels", [])),
        calendars=calendars.calendars(),
        conditions=_catalogue(),
        conditions_json=json.dumps(values.get("conditions")),
        problems=list(problems),
    )


def _catalogue() -> dict:
    asked = [
        group_json(key, label, [field for field in shown if field.name in sla.FIELDS])
        for key, shown, label in GROUPS
        if any(field.name in sla.FIELDS for field in shown)
    ]
    return catalogue_json(asked)


def _find(which: int) -> sla.SlaPolicy:
    row = db.session.get(sla.SlaPolicy, which)
    if row is None:
        raise Refusal(404)
    return row
