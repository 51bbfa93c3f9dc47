"""Where a ticket goes: its team, who has it, who follows it."""

from sqlalchemy import bindparam, select

import tickets
from helpdesk.hot import Look, get
from helpdesk.people import Agent, Membership, Team
from routing.actions.action import Action, checked_row, checked_row_or_none
from tickets import NotAllowed

_MEMBER = Look(
    select(Membership.agent_id).where(
        Membership.team_id == bindparam("team"), Membership.agent_id == bindparam("agent")
    )
)


def _hand(ticket, number, by, facts) -> None:
    team = None if number is None else get(Team, number)
    if number is not None and team is None:
        raise LookupError(f"no team {number}")
    # Who waits for a person asks for one after all rules; a ticket is not given out between two of them.
    tickets.hand_to_team(ticket, team, by=by, calls=ticket.assignee_id is not None or not facts.is_arrival)


def _on_paper(paper, number, facts) -> None:
    if paper.team_id == number:
        return  # as for real: who has it keeps it, of whatever team they are
    paper.team_id = number
    if number is not None and paper.assignee_id is not None and not _belongs(number, paper.assignee_id):
        paper.assignee_id = None


def _give(ticket, number, by, facts) -> None:
    if number is None:
        return tickets.unassign(ticket, by=by)
    agent = get(Agent, number)
    if agent is None:
        raise NotAllowed("no_agent", agent=number)
    return tickets.assign(ticket, to=agent, by=by)


def _given(paper, number, facts) -> None:
    paper.assignee_id = number


def _follow(ticket, number, by, facts) -> None:
    agent = get(Agent, number)
    if agent is None or agent.disabled_at is not None:
        raise NotAllowed("no_agent", agent=number)
    tickets.follow(ticket, agent)


def _belongs(team: int, agent: int) -> bool:
    return _MEMBER.first(team=team, agent=agent) is not None


ACTIONS = (
    Action(
        "team",
        "row",
        "Move to team",
        "转到团队",
        _hand,
        _on_paper,
        checked_row_or_none,
        alone=True,
        rows="team",
        forgets=("team_id", "assignee_id", "business_hours"),
    ),
    Action(
        "agent",
        "row",
        "Give to",
        "分配给",
        _give,
        _given,
        checked_row_or_none,
        alone=True,
        rows="agent",
        forgets=("assignee_id",),
    ),
    Action("follower", "row", "Let follow", "添加关注人", _follow, check=checked_row, rows="agent"),
)
