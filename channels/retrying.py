"""What an agent does about an answer that failed, or of which nobody knows whether it went out."""

from sqlalchemy import select, update

from channels import parts
from channels.delivery import deliver
from channels.inbox import Inbox, note_out
from channels.outgoing import Outgoing
from channels.ways import why_not
from helpdesk import clock, jobs
from helpdesk.db import db, transaction
from tickets import Message, mark_delivery, send_again


@transaction()
def retry(message: Message, *, by) -> bool:
    """Send it again; False when it is neither failed nor unsure. Raises NotAllowed where it may not be sent now."""
    rows = _open(message)
    for row in rows:
        against = why_not(
            db.session.get(Inbox, row.inbox_id), row.identity_id, template="template" in (message.envelope or {})
        )
        if against is not None:
            raise against
        _set(row, ("failed", "unsure"), state="queued", tries=0, due_at=clock.now(), error=None, external_index=None)
        parts.keep(row, ())  # what the last try became no longer says how this one stands
        jobs.wake(deliver, row.inbox_id, queue="outgoing")
    return bool(rows) and send_again(message, by=by)


@transaction()
def sent_after_all(message: Message) -> bool:
    """The agent has looked: it did go out. False when nobody was in doubt."""
    rows = [row for row in _open(message) if row.state == "unsure"]
    for row in rows:
        _set(row, ("unsure",), state="sent", sent_at=clock.now(), error=None)
        note_out(db.session.get(Inbox, row.inbox_id))
    return bool(rows) and mark_delivery(message, "sent")


def _open(message: Message) -> list[Outgoing]:
    return list(
        db.session.scalars(
            select(Outgoing).where(Outgoing.message_id == message.id, Outgoing.state.in_(("failed", "unsure")))
        )
    )


def _set(row: Outgoing, states: tuple, **values) -> None:
    db.session.execute(update(Outgoing).where(Outgoing.id == row.id, Outgoing.state.in_(states)).values(**values))
