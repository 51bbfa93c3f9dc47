"""Deciding: of those who are here and have room, one gets the ticket, and it is kept why."""

from typing import Any

from helpdesk.db import transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import get, insert
from helpdesk.people import Agent
from routing.asked import Asked
from routing.candidate import DECLINED as PUT_BACK
from routing.candidate import OFF_HOURS, Candidate
from routing.capacity import kind_of
from routing.decision import CLOSED, DECLINED, FULL, GIVEN, LINED_UP, NOBODY, UNFIT, RoutingDecision
from routing.plan import Plan, plan_of
from routing.strategies import in_turn
from routing.working_hours import works
from tickets import Ticket, assign
from tickets.events import TICKET_ROUTED

MOST_KEPT = 50  # of those looked at
BEHIND, EARLIER = "behind", "earlier"  # the strategy preferred another; what waits before has their room


@transaction()
def decide(
    ticket: Ticket,
    here: list[Candidate],
    *,
    plan: Plan | None = None,
    not_to: int | None = None,
    from_queue: bool = False,
    keep_waiting: bool = True,
) -> Candidate | None:
    """Give the ticket to one of these who are here; None, and nothing done, when none of them can take it.

    Call it under the lock of routing: it relies on the loads. `keep_waiting`: why it waits is worth a row.
    """
    plan = plan or plan_of(ticket.team_id)
    reasons = {one.agent_id: one.why_not(ticket, not_to) for one in here}
    able = [one for one in here if not reasons[one.agent_id]] if works(plan.calendar_id) else []
    asked = Asked(ticket, plan)
    chosen, strategy = chosen_of(plan, able, asked)
    kept: dict[str, Any] = {"not_to": not_to, "from_queue": from_queue}
    if chosen is None:
        if keep_waiting:
            _keep(ticket, here, reasons, outcome=_why(plan, reasons, able), facts=asked.noted, **kept)
        return None
    reasons |= {one.agent_id: BEHIND for one in able if one is not chosen}
    facts = asked.noted | _passed_over(plan, strategy)
    kept |= {"agent_id": chosen.agent_id, "strategy": strategy.kind, "facts": facts}
    decision = _keep(ticket, here, reasons, outcome=GIVEN, **kept)
    _give(ticket, chosen, decision)
    return chosen


@transaction()
def line_up(ticket: Ticket, here: list[Candidate], *, not_to: int) -> None:
    """Keep who gave the ticket back, though nobody is chosen now: it gets in line, and must not come back to them."""
    reasons = {one.agent_id: one.why_not(ticket, not_to) or EARLIER for one in here}
    _keep(ticket, here, reasons, outcome=LINED_UP, facts={}, not_to=not_to, from_queue=False)


def fits(ticket: Ticket, plan: Plan, able: list[Candidate]) -> bool:
    """Whether a strategy of the plan would give the ticket to one of these."""
    return chosen_of(plan, able, Asked(ticket, plan))[0] is not None


def chosen_of(plan: Plan, able: list[Candidate], asked: Asked):
    """Whom of these the plan's strategies take, and the strategy that decided; (None, None) for nobody."""
    for strategy in in_turn(plan.strategies) if able else ():
        chosen = strategy.choose(able, asked)
        if chosen is not None:
            return chosen, strategy
    return None, None


def _passed_over(plan: Plan, strategy) -> dict:
    """The strategies before the one that decided: they had nobody."""
    kinds = [one.kind for one in in_turn(plan.strategies)]
    before = kinds[: kinds.index(strategy.kind)]
    return {"tried": before} if before else {}


def _give(ticket: Ticket, chosen: Candidate, decision: RoutingDecision) -> None:
    assign(ticket, to=get(Agent, chosen.agent_id), by=SYSTEM)
    record(TICKET_ROUTED, ticket, by=SYSTEM, to=chosen.agent_id, decision=decision.id, why=decision.strategy)
    chosen.desk.add(kind_of(ticket.channel))
    chosen.last_given = decision.id


def _why(plan: Plan, reasons: dict[int, str], able: list[Candidate]) -> str:
    if not works(plan.calendar_id):
        return CLOSED
    if able:
        return UNFIT
    working = [why for why in reasons.values() if why != OFF_HOURS]
    if not working:
        return NOBODY
    return DECLINED if PUT_BACK in working and len(working) == 1 else FULL


def _keep(ticket, here, reasons, **values) -> RoutingDecision:
    looked_at = [[one.agent_id, one.load, one.capacity, reasons[one.agent_id]] for one in here[:MOST_KEPT]]
    return insert(RoutingDecision(ticket_id=ticket.id, team_id=ticket.team_id, looked_at=looked_at, **values))
