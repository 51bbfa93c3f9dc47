"""Handing back: a hand-over is undone for every ticket that nobody has touched since."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import select

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.hot import get
from routing.handing_over import HANDED_OVER
from tickets import Draft, NotAllowed, Ticket, assign
from tickets.events import FOLLOWER_ADDED, PERSON_NEEDED, TEAM_CHANGED, TICKET_ASSIGNED, TICKET_UNASSIGNED
from tickets.ticket import DONE

MOST = 100
WITHIN = timedelta(hours=1)
MOST_LOOKED_AT = 200  # events of one ticket since: one with more has been touched
LATE, WORKED_ON, WRITING, MOVED, ENDED, REFUSED = "late", "worked_on", "writing", "moved", "ended", "refused"
_MOVES = (TICKET_ASSIGNED, TICKET_UNASSIGNED, TEAM_CHANGED)
_NO_TOUCH = (PERSON_NEEDED, FOLLOWER_ADDED)  # what handing over does by itself, in the name of a person


def hand_back(agent, numbers: list[int], *, by) -> tuple[list[int], Counter[str]]:
    """Give these back to the agent from whom `by` took them within the hour; returns which are theirs again, and how
    many are not, by the reason. At most a hundred at once.
    """
    back, kept = [], Counter()
    for number in numbers[:MOST]:
        why = _give_back(number, agent, by)
        if why:
            kept[why] += 1
        else:
            back.append(number)
    return back, kept


@transaction()
def _give_back(number: int, agent, by) -> str:
    """Empty when it is theirs again; else why not."""
    ticket, since = get(Ticket, number), _handed_over(number, agent.id, by)
    if ticket is None or since is None:
        return LATE
    if ticket.assignee_id == agent.id:
        return ""
    why = _touched(ticket, since)
    if not why:
        try:
            assign(ticket, to=agent, by=by)
        except NotAllowed:
            return REFUSED
    return why


def _handed_over(number: int, agent_id: int, by) -> Event | None:
    """The event by which this person took the ticket from the agent; it is what allows them to give it back."""
    taken = select(Event).where(
        Event.ticket_id == number, Event.name == TICKET_UNASSIGNED, Event.at > clock.now() - WITHIN
    )
    for event in db.session.scalars(taken.order_by(Event.id.desc()).limit(MOST_LOOKED_AT)):
        if event.data.get("why") == HANDED_OVER and event.data.get("from") == agent_id:
            return event if (event.actor_kind, event.actor_id) == ("agent", by.id) else None
    return None


def _touched(ticket: Ticket, since: Event) -> str:
    """What has become of it since; empty for nothing but what routing and the customer do."""
    if ticket.status in DONE or ticket.spam_at or ticket.trashed_at or ticket.merged_into_id:
        return ENDED
    later = select(Event.name, Event.actor_kind).where(Event.ticket_id == ticket.id, Event.id > since.id)
    happened = [tuple(row) for row in db.session.execute(later.order_by(Event.id).limit(MOST_LOOKED_AT))]
    if any(name in _MOVES and _is_by_somebody(name, kind) for name, kind in happened):
        return MOVED
    if any(kind == "agent" and name not in _NO_TOUCH for name, kind in happened) or len(happened) == MOST_LOOKED_AT:
        return WORKED_ON
    return WRITING if _is_being_answered(ticket) else ""


def _is_by_somebody(name: str, kind: str) -> bool:
    """Routing by itself gives and takes; another team it does not give back, for the line there has its own order."""
    return kind != "system" or name == TEAM_CHANGED


def _is_being_answered(ticket: Ticket) -> bool:
    draft = db.session.get(Draft, (ticket.id, ticket.assignee_id)) if ticket.assignee_id else None
    return draft is not None and bool(draft.text.strip())
