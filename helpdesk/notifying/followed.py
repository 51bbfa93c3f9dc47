"""Followed: who follows a ticket hears of it in the bell, once until they have read it."""

from sqlalchemy import bindparam, exists, select

from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.hot import Look
from helpdesk.notifying.desk import tell
from helpdesk.notifying.notification import Notification
from tickets import Follower, Ticket
from tickets.events import MESSAGE_RECEIVED, TICKET_REOPENED, TICKET_SOLVED

KIND = "followed"
WHAT = {MESSAGE_RECEIVED: "wrote", TICKET_SOLVED: "solved", TICKET_REOPENED: "reopened"}
_UNREAD = exists().where(
    Notification.agent_id == Follower.agent_id,
    Notification.ticket_id == Follower.ticket_id,
    Notification.kind == KIND,
    Notification.read_at.is_(None),
)
# Ten messages in a row are one line in the bell.
_FOLLOWERS = Look(select(Follower.agent_id).where(Follower.ticket_id == bindparam("ticket"), ~_UNREAD))


def tell_followers(event: Event) -> None:
    """The customer wrote, or the ticket is solved or open again. Whose ticket it is sees that in their list."""
    following = {agent for (agent,) in _FOLLOWERS.all(ticket=event.ticket_id)}
    if not following:
        return
    ticket = db.session.get_one(Ticket, event.ticket_id)
    if ticket.spam_at is not None or ticket.trashed_at is not None:
        return
    following -= {ticket.assignee_id, event.actor_id if event.actor_kind == "agent" else None}
    if following:
        tell(following, kind=KIND, ticket=ticket, data={"what": WHAT[event.name]}, key=f"event:{event.id}")
