"""Apply: a person or a rule says which policy a ticket has."""

from sqlalchemy import delete

from helpdesk.db import db, transaction
from helpdesk.events import record
from routing.sla.policy import SlaChoice, SlaPolicy
from tickets.events import POLICY_APPLIED
from tickets.refusals import changeable


@transaction()
def apply_policy(ticket, policy_id: int | None, *, by) -> None:
    """This policy holds for the ticket, whatever the conditions say; None: no policy at all. Used time is kept.

    Raises LookupError for a policy that there is not.
    """
    changeable(ticket)
    if policy_id is not None and db.session.get(SlaPolicy, policy_id) is None:
        raise LookupError(f"no policy {policy_id}")
    known = db.session.get(SlaChoice, ticket.id)
    if known is not None and known.policy_id == policy_id:
        return
    db.session.merge(SlaChoice(ticket_id=ticket.id, policy_id=policy_id))
    db.session.flush()
    record(POLICY_APPLIED, ticket, by=by, policy=policy_id)


@transaction()
def let_conditions_choose(ticket, *, by) -> None:
    """The conditions of the policies decide again."""
    if db.session.execute(delete(SlaChoice).where(SlaChoice.ticket_id == ticket.id)).rowcount:
        record(POLICY_APPLIED, ticket, by=by, policy=None, by_conditions=True)
