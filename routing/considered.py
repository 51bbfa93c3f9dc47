"""Considered: who was looked at for a ticket, and why they did not get it, in words."""

from dataclasses import dataclass

from sqlalchemy import select

from helpdesk.db import db
from helpdesk.people import Agent
from routing.candidate import DECLINED, FULL, FULL_KIND, OFF_HOURS
from routing.deciding import BEHIND, EARLIER
from routing.decision import RoutingDecision
from routing.sentence import Sentence
from routing.skill import called
from routing.strategies import all_strategies

_WHY = {
    DECLINED: Sentence("had just put it back", "刚刚退回了该工单"),
    EARLIER: Sentence("had room only for what waits before it", "空位须留给排在前面的工单"),
    OFF_HOURS: Sentence("was outside working hours", "不在工作时间"),
    FULL_KIND: Sentence("had no room for one more of this kind", "此类工单已达上限"),
}
ABSENT = Sentence("is not here", "不在线")


@dataclass(frozen=True)
class Considered:
    """One person, what they had on their desk, and why they did not get it (None: they did)."""

    agent_id: int
    name: str
    load: int
    capacity: int
    why_not: Sentence | None


def considered(decisions: list[RoutingDecision]) -> dict[int, list[Considered]]:
    """Of each decision, whom it looked at: one statement for all of them."""
    numbers = {row[0] for decision in decisions for row in decision.looked_at or []}
    names = names_of(numbers)
    skills = called({key for decision in decisions for key in (decision.facts or {}).get("skills", {})})
    return {
        decision.id: [_of_row(decision, names, skills, *row) for row in decision.looked_at or []]
        for decision in decisions
    }


def names_of(agent_ids: set[int]) -> dict[int, str]:
    """What these people are called."""
    rows = db.session.execute(select(Agent.id, Agent.name).where(Agent.id.in_(agent_ids))) if agent_ids else ()
    return dict(map(tuple, rows))


def why_not(reason: str, load: int, capacity: int, strategy: str = "") -> Sentence:
    """A reason in words."""
    if reason == FULL and not capacity:  # who leads may look on
        return Sentence("takes no tickets", "不接工单")
    if reason == FULL:
        return Sentence(f"was full ({load} of {capacity})", f"已满（{load}/{capacity}）")
    if reason == BEHIND:
        known = all_strategies().get(strategy)
        return Sentence(**known.others) if known else Sentence("came after", "排在其后")
    return _WHY[reason]


def _of_row(
    decision: RoutingDecision,
    names: dict,
    skills: dict,
    agent_id: int,
    load: int,
    capacity: int,
    reason: str | None = None,
):
    if reason is None:  # written before reasons were kept
        reason = "" if agent_id == decision.agent_id else FULL if load >= capacity else BEHIND
    why = why_not(reason, load, capacity, decision.strategy) if reason else None
    if not reason and decision.agent_id is None:
        why = _unfit(decision, skills)
    return Considered(agent_id, names.get(agent_id, f"#{agent_id}"), load, capacity, why)


def _unfit(decision: RoutingDecision, skills: dict) -> Sentence:
    asked = [skills[key] for key in (decision.facts or {}).get("skills", {})]
    if asked:
        return Sentence(
            f"lacked a skill ({', '.join(asked)}) or the language", f"缺少所需技能（{'、'.join(asked)}）或语言"
        )
    return Sentence("did not fit the strategy", "不符合分配策略")
