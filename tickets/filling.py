"""Fill in the company's own fields of a ticket."""

from sqlalchemy import select

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import record
from tickets.events import FIELDS_CHANGED
from tickets.field import TicketField
from tickets.refusals import NotAllowed, changeable


@transaction()
def set_fields(ticket, values: dict, *, by) -> None:
    """Write these fields; None empties one, those not named stay. Raises NotAllowed, and then none is written."""
    changeable(ticket)
    before = dict(ticket.fields or {})
    after = before | accepted(values)
    changes = {key: [before.get(key), after[key]] for key in values if before.get(key) != after[key]}
    if changes:
        ticket.fields = {key: value for key, value in after.items() if value is not None}
        ticket.updated_at = clock.now()
        record(FIELDS_CHANGED, ticket, by=by, **changes)


def accepted(values: dict) -> dict:
    """The values as they are kept. Raises NotAllowed for an unknown field or a value that does not fit."""
    known = {
        field.key: field
        for field in db.session.scalars(
            select(TicketField).where(TicketField.key.in_(list(values)[:200]), TicketField.enabled.is_(True))
        )
    }
    for key in values:
        if key not in known:
            raise NotAllowed("bad_field", field=str(key)[:100])
    return {key: known[key].accept(value) for key, value in values.items()}
