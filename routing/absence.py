"""Absence: why nobody of a team can take what waits, and what would help; who only looks on is not waited for."""

from dataclasses import dataclass

from sqlalchemy import select

from helpdesk.db import db
from helpdesk.people import Agent, Membership
from routing.candidate import Candidate
from routing.sentence import Sentence


@dataclass(frozen=True)
class Absence:
    """`why` it waits, and what `frees` it."""

    why: Sentence
    frees: Sentence


AWAY = Absence(
    Sentence("Nobody of the team is here.", "团队目前无人在线。"),
    Sentence("Somebody of the team comes online.", "团队有坐席上线后将自动分配。"),
)
_LOOKING_ON = Absence(
    Sentence(
        "Whoever of the team is here takes no tickets: their capacity is 0.", "在线成员的接待上限均为 0，不接工单。"
    ),
    Sentence(
        "Somebody of the team who takes tickets comes online, or a capacity is raised (Settings, People).",
        "团队中可接工单的坐席上线，或在“设置 - 人员”中调高接待上限后将自动分配。",
    ),
)
_NOBODY = Absence(
    Sentence(
        "Nobody in this team takes tickets: it has no people, or all have a capacity of 0.",
        "该团队没有可接工单的成员：尚无成员，或接待上限均为 0。",
    ),
    Sentence(
        "Somebody is put into the team, or a capacity is raised (Settings, Teams and People).",
        "请在“设置 - 团队”中添加成员，或在“设置 - 人员”中调高接待上限。",
    ),
)


def absence_of(team_id: int | None, present: list[Candidate]) -> Absence:
    """For a team of which nobody who takes tickets is here; `present` are those who are, and take none."""
    taking = select(Agent.id).where(Agent.disabled_at.is_(None), Agent.capacity > 0)
    if team_id is not None:
        taking = taking.where(Agent.id.in_(select(Membership.agent_id).where(Membership.team_id == team_id)))
    if db.session.scalar(taking.limit(1)) is None:
        return _NOBODY
    return _LOOKING_ON if present else AWAY
