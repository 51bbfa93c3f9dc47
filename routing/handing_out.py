"""Handing out: what waits goes to whoever comes or has room again, at once; the sweep finds what was missed."""

from collections.abc import Callable

from helpdesk.db import on_commit, only_one, transaction
from helpdesk.hot import get
from routing import queue
from routing.candidate import Candidate, everybody
from routing.capacity import kind_of, weights
from routing.deciding import decide
from routing.keeping_room import without_kept
from routing.lock import LOCK
from routing.plan import plans_of
from tickets import Ticket

AT_ONCE = 50  # tickets a transaction: nobody else shall wait long for the lock
Give = Callable[[Ticket, list[Candidate], int | None], Candidate | None]
_NO_LONGER_WORKED_ON = ("pending", "on_hold", "solved", "closed")


def somebody_came(event) -> None:
    """The agent of this event is here, has more room, or serves another team."""
    agent_id = event.data["agent"]
    on_commit(lambda: hand_out(agent_id))


def room_appeared(event) -> None:
    """This event may have taken a ticket off somebody's desk."""
    agent_id = (event.data or {}).get("from")
    if isinstance(agent_id, int):
        on_commit(lambda: hand_out(agent_id))


def work_ended(event) -> None:
    """The ticket of this event may need no work now; whoever has it has room."""
    ticket = get(Ticket, event.ticket_id)
    to = (event.data or {}).get("to")
    if ticket.assignee_id is not None and (to is None or to in _NO_LONGER_WORKED_ON):
        agent_id = ticket.assignee_id
        on_commit(lambda: hand_out(agent_id))


def hand_out(agent_id: int | None = None) -> int:
    """Give what waits to this agent, or to everybody who is here; returns how many tickets found somebody."""
    given = 0
    while _worth_it(agent_id):
        done = _hand_out_some(agent_id)
        given += len(done)
        if agent_id is not None and _was_kept_room_for(done):
            agent_id = None  # others had kept room free for it, and something smaller may fit there now
        elif len(done) < AT_ONCE:
            break
    return given


def _was_kept_room_for(given: list[Ticket]) -> bool:
    """Whether one of these is heavier than the lightest there are."""
    weighs = weights()
    return any(weighs[kind_of(ticket.channel)] > min(weighs.values()) for ticket in given)


def _worth_it(agent_id: int | None) -> bool:
    """Two cheap questions, without the lock: nearly always somebody has no room, or nothing waits."""
    if not queue.anything():
        return False
    here = [one for one in everybody(agent_id) if one.has_room]
    return bool(here) and queue.anything(sorted({team for one in here for team in one.teams}))


@transaction()
def _hand_out_some(agent_id: int | None) -> list[Ticket]:
    only_one(LOCK)
    here = everybody(agent_id)
    waiting = _waiting_for(here)
    plans = plans_of({ticket.team_id for ticket in waiting})

    def give(ticket: Ticket, able: list[Candidate], not_to: int | None) -> Candidate | None:
        plan = plans[ticket.team_id]
        return decide(ticket, able, plan=plan, not_to=not_to, from_queue=True, keep_waiting=False)

    return share_out(waiting, here, queue.given_back_by(waiting), give)


def share_out(waiting: list[Ticket], here: list[Candidate], declined: dict[int, int], give: Give) -> list[Ticket]:
    """Give these, in their order, to those who are here; returns what found somebody, so many at once at most.

    `declined` says who put which ticket back, `give` gives one, for real or on paper.
    """
    given = []
    for ticket in waiting:
        if len(given) == AT_ONCE:
            break
        able, not_to = [one for one in here if one.serves(ticket.team_id)], declined.get(ticket.id)
        if give(ticket, able, not_to):
            given.append(ticket)
        else:
            here = without_kept(ticket, here, not_to)
    return given


def _waiting_for(here: list[Candidate]) -> list[Ticket]:
    """The first of each queue that somebody here serves, in one order."""
    served = {team for one in here if one.has_room for team in one.teams}
    lines: dict[int | None, list[str]] = {}
    for team, priority in queue.lines_with_waiting() if any(one.has_room for one in here) else ():
        if team is None or team in served:
            lines.setdefault(team, []).append(priority)
    found = [t for team, priorities in lines.items() for t in queue.oldest(team, _room(here, team), priorities)]
    return queue.in_order(found)


def _room(here: list[Candidate], team: int | None) -> int:
    room = sum(max(0, one.capacity - one.load) for one in here if one.serves(team))
    return min(room + AT_ONCE // 2, AT_ONCE * 2)  # some of them may have been given back by the only one here
