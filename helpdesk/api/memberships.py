"""Group memberships: which agent belongs to which team. Changing them is for admins."""

from sqlalchemy import select

from helpdesk.api import numbers, reading
from helpdesk.api.door import NUMBER, answer, given, invalid, me, not_found, route, url
from helpdesk.api.idempotency import once
from helpdesk.db import db
from helpdesk.people import Agent, Membership, Team, join_team, leave_team, may

_FACTOR = 2**31  # a membership has no number of its own: it is made of the two it joins


@route("/group_memberships")
def list_memberships():
    """All of them."""
    return _listed(select(Membership))


@route(f"/groups/{NUMBER}/memberships")
def list_of_group(number: int):
    """Who belongs to a team."""
    return _listed(select(Membership).where(Membership.team_id == number))


@route(f"/users/{NUMBER}/group_memberships")
def list_of_user(number: int):
    """The teams an agent belongs to."""
    return _listed(select(Membership).where(Membership.agent_id == (numbers.agent_number(number) or 0)))


@route(f"/group_memberships/{NUMBER}")
def show_membership(number: int):
    """One of them."""
    return answer({"group_membership": _shape(_find(number))})


@route("/group_memberships", "POST")
@once
def create_membership():
    """Let an agent join a team."""
    _only_admins()
    said = given("group_membership")
    agent = numbers.find(reading.number(said, "user_id"))
    team = db.session.get(Team, reading.number(said, "group_id") or 0)
    if not isinstance(agent, Agent) or team is None:
        raise invalid("It needs the user_id of an agent and a group_id.", "需要坐席 user_id 和 group_id。")
    join_team(agent, team, by=me())
    return answer({"group_membership": _shape(db.session.get(Membership, (team.id, agent.id)))}, 201)


@route(f"/group_memberships/{NUMBER}", "DELETE")
def delete_membership(number: int):
    """Let the agent leave the team."""
    _only_admins()
    row = _find(number)
    leave_team(db.session.get(Agent, row.agent_id), db.session.get(Team, row.team_id), by=me())
    return answer({}, 204)


def _listed(query):
    rows = db.session.scalars(query.order_by(Membership.team_id, Membership.agent_id).limit(1000)).all()
    return answer(
        {
            "group_memberships": [_shape(row) for row in rows],
            "count": len(rows),
            "next_page": None,
            "previous_page": None,
            "meta": {"has_more": False},
            "links": {"next": None},
        }
    )


def _find(number: int) -> Membership:
    row = db.session.get(Membership, (number // _FACTOR, number % _FACTOR))
    if row is None:
        raise not_found()
    return row


def _shape(row: Membership) -> dict:
    number = row.team_id * _FACTOR + row.agent_id
    return {
        "url": url(f"group_memberships/{number}.json"),
        "id": number,
        "user_id": numbers.of_agent(row.agent_id),
        "group_id": row.team_id,
        "default": False,
        "created_at": None,
        "updated_at": None,
    }


def _only_admins() -> None:
    if not may(me(), "people.manage"):
        raise not_found()
