"""Keeping room: what is too heavy for the room there is has that room kept free, or small tickets would pass it for
ever."""

from routing import queue
from routing.candidate import Candidate, everybody
from routing.capacity import KINDS, kind_of
from routing.sentence import Sentence
from tickets import Ticket

HEADS = 20  # of each queue: what is further back keeps no room from anybody for long
KEPT = Sentence(
    "The room there is is kept free for a chat or a call ahead of it.",
    "现有余量正为排在前面的会话或来电预留。",
)


def without_kept(ticket: Ticket, here: list[Candidate], not_to: int | None) -> list[Candidate]:
    """Without those who have some room, but not enough for this one."""
    kind = kind_of(ticket.channel)
    if any(one.desk.has_room(kind) and one.in_hours and one.serves(ticket.team_id) for one in here):
        return here  # it waits for something else than room
    return [
        one for one in here if not (one.serves(ticket.team_id) and one.agent_id != not_to and _too_small(one, kind))
    ]


def passed_over(asked: list[Ticket]) -> set[int]:
    """Which of these, that would fit, do not get the room there is: something ahead keeps it, of whatever team."""
    here = [one for one in everybody() if one.has_room] if asked else []
    if all(one.desk.has_room(kind) for one in here for kind in KINDS):
        return set()
    ahead = [ticket for team in queue.sizes() for ticket in queue.waiting(team, HEADS)]
    together = queue.in_order(list({ticket.id: ticket for ticket in (*ahead, *asked)}.values()))
    declined, found = queue.given_back_by(together), set()
    for ticket in together:
        not_to = declined.get(ticket.id)
        if not any(one.serves(ticket.team_id) and not one.why_not(ticket, not_to) for one in here):
            found.add(ticket.id)
            here = without_kept(ticket, here, not_to)
    return found & {ticket.id for ticket in asked}


def _too_small(one: Candidate, kind: str) -> bool:
    """They may have as many of this kind as they like, but it weighs more than they can still carry."""
    limit = one.desk.limits.get(kind, one.capacity)
    return one.desk.counts[kind] < limit and not one.desk.has_room(kind)
