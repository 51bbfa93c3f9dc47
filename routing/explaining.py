"""Explaining: why a ticket is where it is, in the reader's words, from what was decided and from how things stand."""

from dataclasses import dataclass

from sqlalchemy import select

from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people import Agent, Team
from routing.candidate import of_team
from routing.decision import GIVEN, RoutingDecision
from routing.queue import given_back_by, place_of
from routing.strategies import all_strategies
from tickets import Ticket
from tickets.calling import needs_person

MOST_SHOWN = 20


@dataclass(frozen=True)
class Sentence:
    """One sentence in both languages."""

    en: str
    zh: str


def explain(ticket: Ticket) -> list[Sentence]:
    """Why this ticket has this assignee, or why it waits."""
    if ticket.assignee_id is not None:
        return _of_assignee(ticket)
    return (
        _of_waiting(ticket) if needs_person(ticket) else [Sentence("It needs nobody just now.", "该工单目前无需处理。")]
    )


def decisions_of(ticket: Ticket) -> list[RoutingDecision]:
    """What routing decided about this ticket, newest first."""
    return list(
        db.session.scalars(
            select(RoutingDecision)
            .where(RoutingDecision.ticket_id == ticket.id)
            .order_by(RoutingDecision.id.desc())
            .limit(MOST_SHOWN)
        )
    )


def sentence_of(decision: RoutingDecision) -> Sentence:
    """One decision in words."""
    if decision.outcome == GIVEN:
        return _given(decision)
    number = len(decision.looked_at or [])
    return {
        "nobody": Sentence("Nobody of the team was here.", "当时团队无人在线。"),
        "full": Sentence(
            f"Everybody who was here ({number}) had as many tickets as they can carry.",
            f"在线的 {number} 位坐席均已满负荷。",
        ),
        "declined": Sentence("The only one with room had just put it back.", "仅有空闲的坐席刚刚退回了该工单。"),
    }[decision.outcome]


def _given(decision: RoutingDecision) -> Sentence:
    agent = get(Agent, decision.agent_id)
    looked_at = decision.looked_at or []
    load = next((load for number, load, _ in looked_at if number == decision.agent_id), 0)
    full = sum(load >= capacity for _, load, capacity in looked_at)
    label = all_strategies()[decision.strategy].label
    waited_en, waited_zh = (" after waiting in the queue", "排队后") if decision.from_queue else ("", "")
    full_en, full_zh = (f"; {full} had no room", f"，其中 {full} 位已满") if full else ("", "")
    return Sentence(
        f"Given to {agent.name}{waited_en} ({label['en']}): {load} of {_capacity(decision)} open tickets then, "
        f"{len(looked_at)} here{full_en}.",
        f"{waited_zh}分配给 {agent.name}（{label['zh']}）：当时处理中 {load}/{_capacity(decision)}，"
        f"在线 {len(looked_at)} 位{full_zh}。",
    )


def _capacity(decision: RoutingDecision) -> int:
    return next((capacity for number, _, capacity in decision.looked_at if number == decision.agent_id), 0)


def _of_assignee(ticket: Ticket) -> list[Sentence]:
    latest = next((one for one in decisions_of(ticket) if one.outcome == GIVEN), None)
    if latest is not None and latest.agent_id == ticket.assignee_id:
        return [sentence_of(latest)]
    agent = get(Agent, ticket.assignee_id)
    return [
        Sentence(
            f"{agent.name} has it because somebody gave or took it by hand.",
            f"该工单由人工分配或领取，当前处理人为 {agent.name}。",
        )
    ]


def _of_waiting(ticket: Ticket) -> list[Sentence]:
    team = get(Team, ticket.team_id) if ticket.team_id else None
    place = place_of(ticket)
    sentences = [
        Sentence(
            f"It waits in the queue{f' of {team.name}' if team else ''}, place {place}.",
            f"正在{f'“{team.name}”' if team else ''}排队，当前第 {place} 位。",
        )
    ]
    here = of_team(ticket.team_id)
    back = given_back_by([ticket]).get(ticket.id)
    if not here:
        sentences.append(Sentence("Nobody of the team is here.", "团队目前无人在线。"))
    elif not any(one.has_room for one in here):
        sentences.append(
            Sentence(
                f"Everybody who is here ({len(here)}) has as many tickets as they can carry.",
                f"在线的 {len(here)} 位坐席均已满负荷。",
            )
        )
    elif back is not None and all(one.agent_id == back for one in here if one.has_room):
        sentences.append(
            Sentence(
                "The only one with room has put it back; it waits for somebody else.",
                "仅有空闲的坐席已退回该工单，等待其他人处理。",
            )
        )
    return sentences
