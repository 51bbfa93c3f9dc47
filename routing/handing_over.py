"""Handing over: somebody gives away all they have, and routing finds others for it."""

from helpdesk.db import transaction
from helpdesk.hot import get
from routing import queue
from routing.leaving import AT_ONCE
from tickets import NotAllowed, Ticket, release

HANDED_OVER = "handed_over"
MOST_COUNTED = 1000


def hand_over(agent, *, by) -> tuple[list[int], int]:
    """Give this agent's tickets away, at most a hundred of them; returns which went, and how many are left.

    None of them comes back to the agent by itself. What waits for the customer goes to whoever is here when they write.
    """
    numbers = [ticket.id for ticket in queue.of_agent(agent.id, MOST_COUNTED)]
    went = [number for number in numbers[:AT_ONCE] if _give_away(number, agent.id, by)]
    # What the queue gave them meanwhile, for they have room now, is not among those they handed over.
    return went, len(numbers[AT_ONCE:]) if went else 0


@transaction()
def _give_away(number: int, agent_id: int, by) -> bool:
    ticket = get(Ticket, number)
    if ticket is None or ticket.assignee_id != agent_id:
        return False
    try:
        release(ticket, by=by, why=HANDED_OVER, not_to=agent_id)
    except NotAllowed:
        return False
    return True
