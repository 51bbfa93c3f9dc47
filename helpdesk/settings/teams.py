"""Teams: make one, rename it, see who is in it."""

from flask import request
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from helpdesk.db import db, transaction
from helpdesk.hot import get, insert
from helpdesk.people import Agent, Membership, Team
from helpdesk.people.sessions import allowed
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import again, pages, saved, show


@pages.get("/teams")
@allowed("people.manage")
def list_teams():
    """All teams with their people."""
    teams = db.session.scalars(select(Team).order_by(Team.name).limit(500)).all()
    members: dict[int, list[Agent]] = {}
    query = (
        select(Membership.team_id, Agent)
        .join(Agent, Agent.id == Membership.agent_id)
        .where(Agent.disabled_at.is_(None))
        .order_by(Agent.name)
    )
    for team_id, agent in db.session.execute(query):
        members.setdefault(team_id, []).append(agent)
    refused = (request.view_args or {}).get("number", 0) if request.method == "POST" else None
    return show("teams", "teams", teams=teams, members=members, refused=refused)


@pages.post("/teams")
@allowed("people.manage")
def add_team():
    """A new team with a queue of its own."""
    return _named(lambda name: insert(Team(name=name)))


@pages.post("/teams/<int:number>")
@allowed("people.manage")
def rename_team(number: int):
    """Give the team another name."""
    team = get(Team, number)
    if team is None:
        raise Refusal(404)
    return _named(lambda name: setattr(team, "name", name))


def _named(act):
    name = request.form.get("name", "").strip()
    if not 1 <= len(name) <= 100:
        return again(list_teams, say("A name needs 1 to 100 characters.", "名称须为 1 至 100 个字符。"))
    try:
        with transaction():
            act(name)
            db.session.flush()
    except IntegrityError:  # the unique key decides, also between two admins at once
        return again(list_teams, say("Another team has this name.", "已有同名团队。"))
    return saved("list_teams", "Saved.", "已保存。")
