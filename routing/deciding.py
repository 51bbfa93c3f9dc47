"""Deciding: of those who are here and have room, one gets the ticket, and it is kept why."""

from helpdesk.db import transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import get, insert
from helpdesk.people import Agent
from routing.candidate import Candidate
from routing.decision import DECLINED, FULL, GIVEN, NOBODY, RoutingDecision
from routing.strategies import strategy_for
from tickets import Ticket, assign
from tickets.events import TICKET_ROUTED

MOST_KEPT = 50  # of those looked at


@transaction()
def decide(
    ticket: Ticket,
    here: list[Candidate],
    *,
    not_to: int | None = None,
    from_queue: bool = False,
    keep_waiting: bool = True,
) -> Candidate | None:
    """Give the ticket to one of these who are here; None, and nothing done, when none of them can take it.

    Call it under the lock of routing: it relies on the loads. `keep_waiting`: why it waits is worth a row.
    """
    able = [one for one in here if one.has_room and one.agent_id != not_to]
    strategy = strategy_for(ticket.team_id)
    chosen = strategy.choose(able, ticket) if able else None
    if chosen is None:
        if keep_waiting:
            _keep(ticket, here, _why(here, not_to), not_to, from_queue)
        return None
    decision = _keep(ticket, here, GIVEN, not_to, from_queue, agent_id=chosen.agent_id, strategy=strategy.kind)
    assign(ticket, to=get(Agent, chosen.agent_id), by=SYSTEM)
    record(TICKET_ROUTED, ticket, by=SYSTEM, to=chosen.agent_id, decision=decision.id, why=strategy.kind)
    chosen.load += 1
    chosen.last_given = decision.id
    return chosen


def _why(here: list[Candidate], not_to: int | None) -> str:
    if not here:
        return NOBODY
    return DECLINED if any(one.has_room for one in here) else FULL


def _keep(ticket, here, outcome, not_to, from_queue, **values) -> RoutingDecision:
    looked_at = [[one.agent_id, one.load, one.capacity] for one in here[:MOST_KEPT]]
    return insert(
        RoutingDecision(
            ticket_id=ticket.id,
            team_id=ticket.team_id,
            outcome=outcome,
            not_to=not_to,
            from_queue=from_queue,
            looked_at=looked_at,
            **values,
        )
    )
