"""Showing the queue: who waits, how long, why, and what would free it; for the people of the desk."""

from dataclasses import dataclass

from routing import queue
from routing.absence import AWAY, Absence, absence_of
from routing.candidate import Candidate, of_team
from routing.capacity import kind_of
from routing.estimating import seconds_a_ticket
from routing.explaining import blockers, taking
from routing.keeping_room import KEPT, passed_over
from routing.plan import Plan, plan_of
from routing.sentence import Sentence
from routing.working_hours import works
from tickets import Ticket

MOST_SHOWN = 100  # of each queue


@dataclass(frozen=True)
class Waiting:
    """One ticket in its queue; `why` is empty when somebody is about to get it."""

    ticket: Ticket
    place: int
    why: Sentence | None


@dataclass(frozen=True)
class Line:
    """One team's queue; `frees` says what would let it move, `pace` how many seconds a ticket takes lately."""

    team_id: int | None
    size: int
    waiting: list[Waiting]
    here: list[Candidate]
    pace: float | None
    frees: Sentence | None


def lines(teams: set[int] | None) -> list[Line]:
    """The queues of these teams and the one of no team, those that are not empty; all of them for None."""
    sizes = queue.sizes()
    shown = [team for team in sizes if teams is None or team is None or team in teams]
    return [_line(team, sizes[team]) for team in sorted(shown, key=lambda team: (-sizes[team], team or 0))]


def _line(team_id: int | None, size: int) -> Line:
    present, plan = of_team(team_id), plan_of(team_id)
    here = taking(present)
    absence = AWAY if here else absence_of(team_id, present)
    tickets = queue.waiting(team_id, MOST_SHOWN)
    declined = queue.given_back_by(tickets)
    why = {one.id: next(iter(blockers(one, here, plan, declined.get(one.id), absence)), None) for one in tickets}
    why |= dict.fromkeys(passed_over([one for one in tickets if why[one.id] is None]), KEPT)
    waiting = [Waiting(ticket, place, why[ticket.id]) for place, ticket in enumerate(tickets, 1)]
    pace = seconds_a_ticket(team_id) if here else None
    return Line(team_id, size, waiting, here, pace, _what_frees(here, plan, waiting, absence))


def _what_frees(here: list[Candidate], plan: Plan, waiting: list[Waiting], absence: Absence) -> Sentence | None:
    if not works(plan.calendar_id):
        return Sentence("The team opens again by its business hours.", "团队进入工作时间后将自动分配。")
    if not here:
        return absence.frees
    kinds = {kind_of(one.ticket.channel) for one in waiting if one.why is not None}
    kept = any(one.why is KEPT for one in waiting)
    if kept or (kinds and not any(one.desk.has_room(kind) for one in here for kind in kinds)):
        return Sentence(
            "Somebody solves a ticket, lets one wait for its customer, or may carry more.",
            "有坐席解决工单、将工单转为等待客户，或提高接待上限后将自动分配。",
        )
    if any(one.why is not None for one in waiting):
        return Sentence(
            "Somebody else comes, with room and with what these tickets ask for.",
            "有空闲且符合要求的坐席上线后将自动分配。",
        )
    return None
