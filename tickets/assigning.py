"""Give a ticket to an agent, take it, or put it back; hand it to a team."""

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import change
from helpdesk.people import Membership
from tickets.calling import call_for_person
from tickets.events import TEAM_CHANGED, TICKET_ASSIGNED, TICKET_UNASSIGNED
from tickets.following import follow
from tickets.refusals import NotAllowed, changeable


@transaction()
def assign(ticket, *, to, by) -> None:
    """Give the ticket to an agent; doing it twice changes nothing. Raises NotAllowed for one who has left."""
    if ticket.assignee_id == to.id:
        return
    changeable(ticket)
    if to.disabled_at is not None:
        raise NotAllowed("no_agent", agent=to.id)
    before = ticket.assignee_id
    change(ticket, assignee_id=to.id, updated_at=clock.now())
    follow(ticket, to)
    record(TICKET_ASSIGNED, ticket, by=by, **{"from": before, "to": to.id})


@transaction()
def claim(ticket, *, by) -> bool:
    """Take a ticket nobody has; False when somebody else was first."""
    if ticket.assignee_id is None:
        assign(ticket, to=by, by=by)
    return ticket.assignee_id == by.id


@transaction()
def unassign(ticket, *, by) -> None:
    """Put the ticket back into the queue of its team."""
    if ticket.assignee_id is not None:
        changeable(ticket)
        before, ticket.assignee_id, ticket.updated_at = ticket.assignee_id, None, clock.now()
        record(TICKET_UNASSIGNED, ticket, by=by, **{"from": before})
        call_for_person(ticket, by=by, not_to=before)


@transaction()
def release(ticket, *, by, why: str, not_to: int | None = None) -> None:
    """Take the ticket from who has it, who is not here or gives it away; `not_to`: routing shall not give it back."""
    if ticket.assignee_id is not None:
        changeable(ticket)
        before, ticket.assignee_id, ticket.updated_at = ticket.assignee_id, None, clock.now()
        record(TICKET_UNASSIGNED, ticket, by=by, **{"from": before, "why": why})
        call_for_person(ticket, by=by, **({"not_to": not_to} if not_to is not None else {}))


@transaction()
def hand_to_team(ticket, team, *, by, calls: bool = True, **why) -> None:
    """Move the ticket into another team's queue, or (None) into no team's; who has it keeps it only as its member.

    `calls=False`: whoever hands a ticket over that nobody has asks for a person by itself, later.
    """
    to = team.id if team is not None else None
    if ticket.team_id == to:
        return
    changeable(ticket)
    before, ticket.team_id, ticket.updated_at = ticket.team_id, to, clock.now()
    record(TEAM_CHANGED, ticket, by=by, **{"from": before, "to": to}, **why)
    if ticket.assignee_id is None:
        if calls:
            call_for_person(ticket, by=by)
    elif to is not None and db.session.get(Membership, (to, ticket.assignee_id)) is None:
        unassign(ticket, by=by)
