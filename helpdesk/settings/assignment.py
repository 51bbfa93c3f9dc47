"""Assignment: how each team's tickets find somebody, and what a ticket of each kind weighs."""

from flask import request
from sqlalchemy import select

import routing
from helpdesk.db import db, transaction
from helpdesk.hot import get
from helpdesk.people import Team
from helpdesk.people.sessions import allowed
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import again, number, pages, saved, show
from routing import capacity
from routing.calendars import calendars
from routing.plan import NO_TEAM, ON_LEAVING, Plan, plan_of, plans_of
from routing.skill import Skill
from routing.strategies import all_strategies


@pages.get("/assignment")
@allowed("assignment.manage")
def show_assignment():
    """All teams with their plans, the weights, the skills."""
    teams = _teams()
    return show(
        "assignment",
        "assignment",
        teams=teams,
        plans=plans_of({team.id for team in teams} | {None}),
        strategies=all_strategies(),
        weights=capacity.weights(),
        skills=db.session.scalars(select(Skill).order_by(Skill.name).limit(500)).all(),
        most=capacity.MOST,
        refused_skill=request.form.get("key", "") if request.endpoint == "settings.save_skill" else None,
    )


@pages.post("/assignment/weights")
@allowed("assignment.manage")
def weigh():
    """What one ticket of each kind weighs."""
    capacity.weigh(**{kind: number(kind, capacity.USUAL[kind], 1, capacity.MOST) for kind in capacity.KINDS})
    return saved("show_assignment", "Saved.", "已保存。")


@pages.get("/assignment/<int:team>")
@allowed("assignment.manage")
def show_plan(team: int):
    """The plan of one team; 0 is for tickets without a team."""
    plan = plan_of(team or None)
    return show(
        "assignment_team",
        "assignment",
        team=_team(team),
        number=team,
        plan=plan,
        chosen_strategies=request.form.getlist("strategy") if request.method == "POST" else plan.strategies,
        teams=[one for one in _teams() if one.id != team],
        strategies=all_strategies(),
        calendars=calendars(),
        on_leaving=ON_LEAVING,
    )


@pages.post("/assignment/<int:team>")
@allowed("assignment.manage")
def change_plan(team: int):
    """Strategies in their order, hours, overflow and what becomes of absent agents' tickets."""
    _team(team)
    form, known = request.form, all_strategies()
    kinds = [kind for kind in dict.fromkeys(form.getlist("strategy")) if kind]
    if not kinds or any(kind not in known for kind in kinds) or form.get("on_leaving") not in ON_LEAVING:
        return again(show_plan, say("Choose at least one strategy.", "请至少选择一种分配策略。"), team=team)
    overflow = number("overflow_team", 0, 0, 2**31) if form.get("overflow_team") else 0
    if overflow and (overflow == team or get(Team, overflow) is None):
        return again(show_plan, say("Choose another team to overflow to.", "请选择其他团队作为溢出目标。"), team=team)
    with transaction():
        db.session.merge(
            Plan(
                team_id=team,
                strategies=kinds,
                options={"same_agent_days": number("same_agent_days", 30, 1, 3650)},
                calendar_id=_calendar(form.get("calendar", "")),
                overflow_team_id=overflow or None,
                overflow_seconds=number("overflow_minutes", 10, 1, 10_080) * 60 if overflow else None,
                on_leaving=form["on_leaving"],
            )
        )
    routing.hand_out()
    return saved("show_plan", "Saved. It holds from the next ticket on.", "已保存，自下一条工单起生效。", team=team)


def _teams() -> list[Team]:
    return list(db.session.scalars(select(Team).order_by(Team.name).limit(500)))


def _team(number: int) -> Team | None:
    team = get(Team, number) if number != NO_TEAM else None
    if number != NO_TEAM and team is None:
        raise Refusal(404)
    return team


def _calendar(chosen: str) -> int | None:
    known = {row.id for row in calendars()}
    return int(chosen) if chosen.isdigit() and int(chosen) in known else None
