"""The bell: what the signed-in person was told, and that they have read it."""

from flask import jsonify

from helpdesk import clock
from helpdesk.console.door import console, number_asked, sight
from helpdesk.console.said import Said
from helpdesk.customers import masked_text
from helpdesk.notifying import desk
from helpdesk.people.sessions import me


@console.get("/notifications.json")
def notifications():
    """The newest, or those before ?before=; each with its ticket, where the reader still sees that."""
    rows = desk.notifications_of(me(), before=number_asked("before"))
    tickets = sight().some([row.ticket_id for row in rows if row.ticket_id])
    said = [
        {
            "id": row.id,
            "kind": row.kind,
            "at": clock.iso(row.at),
            "read": row.read_at is not None,
            "ticket_id": row.ticket_id if row.ticket_id in tickets else None,
            "subject": masked_text(tickets[row.ticket_id].subject, me()) if row.ticket_id in tickets else "",
            "data": row.data,
        }
        for row in rows
    ]
    return jsonify(notifications=said, unread=desk.unread_of(me().id))


@console.put("/notifications/read")
def read_notifications():
    """One of them (`id`), those of a ticket (`ticket_id`), or all up to one (`up_to`) were seen."""
    said = Said()
    desk.mark_read(
        me(),
        only=said.number("id", default=None),
        ticket_id=said.number("ticket_id", default=None),
        up_to=said.number("up_to", default=None),
    )
    return jsonify(unread=desk.unread_of(me().id))
