"""Explaining: why a ticket is where it is, in the reader's words, from what was decided and from how things stand."""

from sqlalchemy import select

from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people import Agent, Team
from routing.absence import AWAY, Absence, absence_of
from routing.by_whom import by_whom, given_by_routing, last_given
from routing.candidate import FULL, Candidate, of_team
from routing.considered import names_of
from routing.deciding import fits
from routing.decision import GIVEN, OVERFLOWED, RoutingDecision
from routing.keeping_room import KEPT, passed_over
from routing.plan import Plan, plan_of
from routing.queue import given_back_by, place_of
from routing.resting import why_it_rests
from routing.sentence import Sentence
from routing.skill import called
from routing.strategies import all_strategies, in_turn
from routing.working_hours import works
from tickets import Ticket
from tickets.calling import needs_person

MOST_SHOWN = 20
_WAITED = {
    "nobody": Sentence("Nobody of the team was here.", "当时团队无人在线。"),
    "declined": Sentence("The only one with room had just put it back.", "仅有空闲的坐席刚刚退回了该工单。"),
    "lined_up": Sentence("It got in line behind what waits for room already.", "已有工单在等待空位，该工单排在其后。"),
    "closed": Sentence("It was outside the team’s business hours.", "当时不在团队工作时间内。"),
    "unfit": Sentence("Nobody who was here with room fitted.", "在线且空闲的坐席均不符合要求。"),
}


def explain(ticket: Ticket) -> list[Sentence]:
    """Why this ticket has this assignee, or why it waits."""
    if ticket.assignee_id is not None:
        return _of_assignee(ticket)
    return _of_waiting(ticket) if needs_person(ticket) else [why_it_rests(ticket)]


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
    if decision.outcome == OVERFLOWED:
        return _overflowed(decision)
    number = len(decision.looked_at or [])
    full = Sentence(
        f"Everybody who was here ({number}) had as much as they can carry.",
        f"在线的 {number} 位坐席均已满负荷。",
    )
    return _WAITED.get(decision.outcome, full)


def taking(here: list[Candidate]) -> list[Candidate]:
    """Those who take tickets at all: who leads may look on with a capacity of none."""
    return [one for one in here if one.capacity > 0]


def blockers(ticket: Ticket, here: list[Candidate], plan: Plan, not_to: int | None, absence: Absence) -> list[Sentence]:
    """What keeps a waiting ticket waiting, as things stand; nothing when somebody is about to get it.

    `here` are those who take tickets at all; `absence` says why there are none, where there are none.
    """
    if not works(plan.calendar_id):
        return [Sentence("It is outside the team’s business hours.", "目前不在团队工作时间内。")]
    if not here:
        return [absence.why]
    reasons = {one.agent_id: one.why_not(ticket, not_to) for one in here}
    able = [one for one in here if not reasons[one.agent_id]]
    if able:
        return [] if fits(ticket, plan, able) else [_unfit(plan)]
    if any(one.has_room for one in here if one.agent_id == not_to):
        return [
            Sentence(
                "The only one with room has put it back; it waits for somebody else.",
                "仅有空闲的坐席已退回该工单，等待其他人处理。",
            )
        ]
    return _no_room(here, reasons)


def _no_room(here: list[Candidate], reasons: dict[int, str]) -> list[Sentence]:
    if all(why == FULL for why in reasons.values()):
        return [
            Sentence(
                f"Everybody who is here ({len(here)}) has as much as they can carry.",
                f"在线的 {len(here)} 位坐席均已满负荷。",
            )
        ]
    off = sum(why == "hours" for why in reasons.values())
    if off == len(here):
        return [Sentence("Whoever is here is outside their working hours.", "在线坐席均不在工作时间内。")]
    return [
        Sentence(
            f"Nobody who is here ({len(here)}) has room for one more of this kind.",
            f"在线的 {len(here)} 位坐席均无法再接此类工单。",
        )
    ]


def _unfit(plan: Plan) -> Sentence:
    last = in_turn(plan.strategies)[-1]
    return Sentence(**getattr(last, "unfit", {"en": "Nobody here fits.", "zh": "在线坐席均不符合要求。"}))


def _given(decision: RoutingDecision) -> Sentence:
    agent = get(Agent, decision.agent_id)
    looked_at = [row for row in decision.looked_at or [] if row[2] > 0]
    load, capacity = next(((row[1], row[2]) for row in looked_at if row[0] == decision.agent_id), (0, 0))
    full = sum(row[1] >= row[2] for row in looked_at)
    label = all_strategies()[decision.strategy].label
    waited_en, waited_zh = (" after waiting in the queue", "排队后") if decision.from_queue else ("", "")
    full_en, full_zh = (f"; {full} had no room", f"，其中 {full} 位已满") if full else ("", "")
    return Sentence(
        f"Given to {agent.name}{waited_en} ({label['en']}): desk at {load} of {capacity} then, "
        f"{len(looked_at)} here{full_en}.",
        f"{waited_zh}分配给 {agent.name}（{label['zh']}）：当时工作量 {load}/{capacity}，"
        f"在线 {len(looked_at)} 位{full_zh}。",
    )


def _overflowed(decision: RoutingDecision) -> Sentence:
    facts = decision.facts or {}
    before, after = get(Team, facts.get("from") or 0), get(Team, decision.team_id or 0)
    minutes = max(1, round(facts.get("waited", 0) / 60))
    one, other = (before.name if before else "–"), (after.name if after else "–")
    return Sentence(
        f"Moved from {one} to {other} after {minutes} min in the queue.",
        f"排队 {minutes} 分钟后，从“{one}”转至“{other}”。",
    )


def _of_assignee(ticket: Ticket) -> list[Sentence]:
    given, decisions = last_given(ticket), decisions_of(ticket)
    latest = next((one for one in decisions if one.outcome == GIVEN), None)
    if given_by_routing(given) and latest is not None and latest.agent_id == ticket.assignee_id:
        return [sentence_of(latest), *_by_what(latest), *_by_overflow(ticket, decisions)]
    return [by_whom(get(Agent, ticket.assignee_id), given)]


def _by_overflow(ticket: Ticket, decisions: list[RoutingDecision]) -> list[Sentence]:
    """What brought it to this team, where that was too long a wait for another."""
    last = next((one for one in decisions if one.outcome == OVERFLOWED), None)
    return [_overflowed(last)] if last is not None and last.team_id == ticket.team_id else []


def _by_what(decision: RoutingDecision) -> list[Sentence]:
    """What the strategy went by, where it is more than how busy they were."""
    facts, found = decision.facts or {}, []
    tried = [all_strategies()[kind].label for kind in facts.get("tried", []) if kind in all_strategies()]
    if tried:
        en, zh = ", ".join(one["en"] for one in tried), "、".join(one["zh"] for one in tried)
        found.append(Sentence(f"Tried before, without result: {en}.", f"此前已尝试但未匹配：{zh}。"))
    if facts.get("skills"):
        names = called(facts["skills"])
        asked = ", ".join(f"{names[key]} ≥ {level}" for key, level in facts["skills"].items())
        found.append(Sentence(f"It asks for: {asked}.", f"所需技能：{asked}。"))
    earlier = names_of(set(facts.get("earlier", [])))
    if earlier:
        names = [earlier[number] for number in facts["earlier"] if number in earlier]
        found.append(
            Sentence(f"Served this customer before: {', '.join(names)}.", f"曾服务该客户：{'、'.join(names)}。")
        )
    return found


def _of_waiting(ticket: Ticket) -> list[Sentence]:
    team = get(Team, ticket.team_id) if ticket.team_id else None
    place = place_of(ticket)
    place_said = Sentence(
        f"It waits in the queue{f' of {team.name}' if team else ''}, place {place}.",
        f"正在{f'“{team.name}”' if team else ''}排队，当前第 {place} 位。",
    )
    back = given_back_by([ticket]).get(ticket.id)
    present = of_team(ticket.team_id)
    here = taking(present)
    absence = AWAY if here else absence_of(ticket.team_id, present)
    held_up = blockers(ticket, here, plan_of(ticket.team_id), back, absence) or [KEPT] * len(passed_over([ticket]))
    return [place_said, *held_up, *_by_overflow(ticket, decisions_of(ticket))]
