"""Give a ticket to an agent, take it, or put it back; hand it to a team."""

from helpdesk.db import transaction
from helpdesk.events import record
from tickets.events import PERSON_NEEDED, TEAM_CHANGED, TICKET_ASSIGNED, TICKET_UNASSIGNED
from tickets.following import follow


@transaction()
def assign(ticket, *, to, by) -> None:
    """Give the ticket to an agent; doing it twice changes nothing."""
    if ticket.assignee_id != to.id:
        before, ticket.assignee_id = ticket.assignee_id, to.id
        follow(ticket, to)
        record(TICKET_ASSIGNED, ticket, by=by, **{"from": before, "to": to.id})


@transaction()
def claim(ticket, *, by) -> bool:
    """Take a ticket nobody has; False when somebody else was first."""
    if ticket.assignee_id is not None:
        return ticket.assignee_id == by.id
    assign(ticket, to=by, by=by)
    return True


@transaction()
def unassign(ticket, *, by) -> None:
    """Put the ticket back into the queue of its team."""
    if ticket.assignee_id is not None:
        before, ticket.assignee_id = ticket.assignee_id, None
        record(TICKET_UNASSIGNED, ticket, by=by, **{"from": before})
        if ticket.status in ("new", "open"):
            record(PERSON_NEEDED, ticket, by=by)


@transaction()
def hand_to_team(ticket, team, *, by) -> None:
    """Move the ticket into another team's queue; whoever had it there has it no more."""
    if ticket.team_id != team.id:
        before, ticket.team_id = ticket.team_id, team.id
        record(TEAM_CHANGED, ticket, by=by, **{"from": before, "to": team.id})
        if ticket.assignee_id is not None:
            unassign(ticket, by=by)
        elif ticket.status in ("new", "open"):
            record(PERSON_NEEDED, ticket, by=by)
