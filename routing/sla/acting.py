"""Acting: what a policy does at a warning, a breach, a further level. Telling people is left to notifying."""

import structlog

from helpdesk.db import savepoint
from helpdesk.events import SYSTEM, record
from helpdesk.hot import get
from helpdesk.people import Team
from routing.escalating import escalate
from tickets import NotAllowed, Ticket, hand_to_team, prioritize, unassign
from tickets.events import WEBHOOK_WANTED
from tickets.ticket import PRIORITIES

log = structlog.get_logger()
# Somebody acts on the ticket this very moment: it is not torn from their hands.
NOT_WHEN_LATE = ("raise_priority", "reassign")


def act(event) -> None:
    """Do what the policy says for this level; one that cannot be done does not hinder the others."""
    ticket = get(Ticket, event.ticket_id)
    for action in event.data.get("actions", ()):
        does = _ACTIONS.get(action.get("action"))
        if does is None or (event.data.get("late") and action["action"] in NOT_WHEN_LATE):
            continue
        try:
            with savepoint():
                does(ticket, action, event)
        except (NotAllowed, LookupError) as error:
            log.warning("sla action not done", action=action["action"], ticket_id=ticket.id, reason=str(error))


def _raise(ticket, action: dict, event) -> None:
    wanted = action.get("to") or PRIORITIES[min(PRIORITIES.index(ticket.priority) + 1, len(PRIORITIES) - 1)]
    if PRIORITIES.index(wanted) > PRIORITIES.index(ticket.priority):
        prioritize(ticket, wanted, by=SYSTEM)


def _reassign(ticket, action: dict, event) -> None:
    if action.get("team_id"):
        team = get(Team, action["team_id"])
        if team is None:
            raise LookupError(f"no team {action['team_id']}")
        hand_to_team(ticket, team, by=SYSTEM)
    unassign(ticket, by=SYSTEM)


def _escalate(ticket, action: dict, event) -> None:
    level = action.get("level") or max(1, event.data["level"])
    reason = "complaint" if ticket.type == "complaint" else "breach"
    escalate(ticket, reason=reason, by=SYSTEM, level=level, data={"clock": event.data["metric"]})


def _webhook(ticket, action: dict, event) -> None:
    record(WEBHOOK_WANTED, ticket, by=SYSTEM, webhook=action["webhook_id"], rule=None, policy=event.data["policy"])


_ACTIONS = {"raise_priority": _raise, "reassign": _reassign, "escalate": _escalate, "webhook": _webhook}
