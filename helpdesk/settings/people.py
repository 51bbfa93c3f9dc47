"""People: accounts, their roles, teams and capacity."""

import secrets

from flask import flash, redirect, request, url_for
from sqlalchemy import select

import routing
from helpdesk import people
from helpdesk.db import db, transaction
from helpdesk.hot import get
from helpdesk.people import Agent, Membership, Team
from helpdesk.people.accounts import LastAdmin, Taken
from helpdesk.people.roles import ROLES
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.abilities import abilities_of
from helpdesk.settings.pages import again, number, pages, saved, show, wrong


@pages.get("/people")
@allowed("people.manage")
def list_people():
    """Everybody, those who may sign in first."""
    agents = db.session.scalars(select(Agent).order_by(Agent.disabled_at.is_not(None), Agent.name).limit(1000)).all()
    teams = {team.id: team for team in db.session.scalars(select(Team))}
    of_agent: dict[int, list[str]] = {}
    for membership in db.session.scalars(select(Membership)):
        of_agent.setdefault(membership.agent_id, []).append(teams[membership.team_id].name)
    return show("people", "people", agents=agents, teams_of=of_agent, roles=ROLES)


@pages.post("/people")
@allowed("people.manage")
def hire():
    """A new account with a password that is shown once."""
    form, password = request.form, secrets.token_urlsafe(12)
    try:
        agent = people.hire(
            email=form.get("email", ""),
            name=form.get("name", ""),
            role=form.get("role", "agent"),
            password=password,
            by=me(),
            language=form.get("language", "en"),
        )
    except Taken:
        return again(list_people, say("Somebody has this address already.", "该邮箱已被使用。"))
    except ValueError:
        return again(list_people, say("Give a name, an e-mail address and a role.", "请填写姓名、邮箱和角色。"))
    flash(
        say(f"Password for the first sign-in, shown only now: {password}", f"首次登录密码（仅显示一次）：{password}"),
        "info",
    )
    return redirect(url_for("settings.show_person", number=agent.id))


@pages.get("/people/<int:number>")
@allowed("people.manage")
def show_person(number: int):
    """One account."""
    agent = _person(number)
    return show(
        "person",
        "people",
        person=agent,
        roles=ROLES,
        mine=set(people.teams_of(agent)),
        teams=db.session.scalars(select(Team).order_by(Team.name)).all(),
        open_tickets=routing.number_of(agent.id),
        **abilities_of(agent),
    )


@pages.post("/people/<int:number>")
@allowed("people.manage")
def change_person(number: int):
    """Name, role, teams and capacity."""
    agent, form = _person(number), request.form
    try:
        _change(agent, form)
    except LastAdmin:
        return again(show_person, say("Somebody must stay admin.", "至少须保留一名管理员。"), number=number)
    except ValueError:
        return again(show_person, say("A name and a role are needed.", "请填写姓名并选择角色。"), number=number)
    return saved("show_person", "Saved.", "已保存。", number=number)


@pages.post("/people/<int:number>/password")
@allowed("people.manage")
def reset_password(number: int):
    """A new password, shown once; whoever was signed in with the old one is out."""
    password = secrets.token_urlsafe(12)
    people.change_password(_person(number), password, by=me())
    flash(say(f"New password, shown only now: {password}", f"新密码（仅显示一次）：{password}"), "info")
    return redirect(url_for("settings.show_person", number=number))


@pages.post("/people/<int:number>/disabled")
@allowed("people.manage")
def disable_person(number: int):
    """Out at once, or in again."""
    agent = _person(number)
    try:
        people.enable(agent, by=me()) if agent.disabled_at else people.disable(agent, by=me())
    except LastAdmin:
        return wrong("show_person", say("Somebody must stay admin.", "至少须保留一名管理员。"), number=number)
    return saved("show_person", "Saved.", "已保存。", number=number)


@transaction()
def _change(agent: Agent, form) -> None:
    people.rename(agent, name=form.get("name", ""), by=me())
    people.set_role(agent, form.get("role", agent.role), by=me())
    people.set_capacity(agent, number("capacity", agent.capacity, 0, 500), by=me())
    wanted = {int(value) for value in form.getlist("team") if value.isdigit()}
    for team in db.session.scalars(select(Team)):
        if team.id in wanted:
            people.join_team(agent, team, by=me())
        else:
            people.leave_team(agent, team, by=me())


def _person(number: int) -> Agent:
    agent = get(Agent, number)
    if agent is None:
        raise Refusal(404)
    return agent
