"""Groups: the teams."""

from sqlalchemy import select

from helpdesk import clock
from helpdesk.api import numbers
from helpdesk.api.door import NUMBER, answer, not_found, route, url
from helpdesk.api.paging import page_of, whole
from helpdesk.db import db
from helpdesk.people import Membership, Team


@route("/groups")
def list_groups():
    """All teams."""
    return answer(page_of(select(Team), "groups.json", "groups", _all, order=(Team.id,)))


@route("/groups/assignable")
def list_assignable():
    """The teams that a ticket can be given to: all of them."""
    return answer(page_of(select(Team), "groups/assignable.json", "groups", _all, order=(Team.id,)))


@route(f"/groups/{NUMBER}")
def show_group(number: int):
    """One team."""
    team = db.session.get(Team, number)
    if team is None:
        raise not_found()
    return answer({"group": shape(team)})


@route(f"/users/{NUMBER}/groups")
def list_groups_of(number: int):
    """The teams of an agent."""
    agent = numbers.agent_number(number) or 0
    rows = db.session.scalars(
        select(Team)
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.agent_id == agent)
        .order_by(Team.id)
    ).all()
    return answer(whole(rows, "groups", _all))


def shape(team: Team) -> dict:
    """The team as the API says it."""
    at = clock.iso(getattr(team, "created_at", None))
    return {
        "url": url(f"groups/{team.id}.json"),
        "id": team.id,
        "name": team.name,
        "description": "",
        "default": False,
        "deleted": False,
        "is_public": True,
        "created_at": at,
        "updated_at": at,
    }


def _all(rows) -> list[dict]:
    return [shape(team) for team in rows]
