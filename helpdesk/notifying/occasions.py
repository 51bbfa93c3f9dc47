"""Occasions: when somebody at the desk is told, and who."""

from sqlalchemy import select

from channels.inbox import Inbox
from chatbot.bot import Bot
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.notifying.desk import tell
from helpdesk.people import Agent, Membership
from tickets import Follower, Ticket
from tickets.surveys import Response

MOST = 200
_KINDS = {"sla_warned": "sla_warned", "sla_breached": "sla_breached", "sla_still_breached": "sla_breached"}


def tell_assigned(event: Event) -> None:
    """A ticket is somebody's now who did not take it themselves."""
    agent = event.data.get("to")
    if agent and not _by(event, agent):
        tell([agent], kind="assigned", ticket=_ticket(event), key=_key(event))


def tell_mentioned(event: Event) -> None:
    """A note speaks to somebody."""
    named = [agent for agent in event.data.get("mentions", ()) if not _by(event, agent)]
    if named:
        tell(named, kind="mention", ticket=_ticket(event), data={"by": event.actor_id}, key=_key(event))


def tell_of_clock(event: Event) -> None:
    """A limit of time comes near or is broken: whom the policy names is told."""
    ticket = _ticket(event)
    for action in event.data.get("actions", ()):
        if action.get("action") == "notify":
            said = {name: event.data.get(name) for name in ("metric", "level", "due_at")}
            tell(
                _people(ticket, action.get("to") or ["assignee"]),
                kind=_KINDS[event.name],
                ticket=ticket,
                data=said,
                key=_key(event),
            )


def tell_of_escalation(event: Event) -> None:
    """Something was handed up, climbed, or nobody answers: supervisors are told, and who it is given to."""
    ticket, data = _ticket(event), event.data
    what = data.get("what", "escalated")
    said = {name: data.get(name) for name in ("escalation", "reason", "level")} | {"what": what}
    if what in ("escalated", "climbed", "overdue"):
        leading = _leading(admins=data.get("level", 1) >= 3)
        tell(
            [one for one in leading if not _by(event, one)], kind="escalated", ticket=ticket, data=said, key=_key(event)
        )
    elif what in ("given", "taken") and not _by(event, data.get("to")):
        tell([data["to"]], kind="escalation_given", ticket=ticket, data=said, key=_key(event))


def tell_of_outcome(event: Event) -> None:
    """An escalation has ended: who handed it up, and those who follow, learn how."""
    ticket = _ticket(event)
    people = [one for one in _people(ticket, ["assignee", "followers"]) if not _by(event, one)]
    tell(people, kind="escalation_ended", ticket=ticket, data=dict(event.data), key=_key(event))


def tell_of_promise(event: Event) -> None:
    """What was promised to a customer is due soon, or late: who owes it is told, and supervisors when it is late."""
    ticket, data = _ticket(event), event.data
    owner = data.get("agent") or ticket.assignee_id
    people = [owner] if owner else _people(ticket, ["assignee"])
    late = event.name == "promise_late"
    said = {name: data.get(name) for name in ("promise", "kind", "text", "due_at")}
    tell(
        [*people, *(_leading() if late else [])],
        kind="promise_late" if late else "promise_due",
        ticket=ticket,
        data=said,
        key=_key(event),
    )


def tell_of_score(event: Event) -> None:
    """A customer has judged: who had the ticket when it was asked hears of it."""
    response = db.session.get(Response, event.data["response"])
    if response is not None and response.agent_id:
        said = {name: event.data[name] for name in ("score", "kind", "low")}
        tell([response.agent_id], kind="rated", ticket=_ticket(event), data=said, key=_key(event))


def tell_of_drift(event: Event) -> None:
    """Fewer of a bot's answers are right than were promised: who leads the desk is told, and who can change it."""
    bot = db.session.get(Bot, event.data["bot"])
    if bot is None:
        return
    inbox = db.session.get(Inbox, bot.inbox_id)
    said = {name: event.data[name] for name in ("precision", "aim", "judged")}
    said |= {"inbox": bot.inbox_id, "name": inbox.name if inbox is not None else ""}
    tell(_leading(admins=True), kind="bot_drifted", data=said, key=_key(event))


def _people(ticket: Ticket, whom: list[str]) -> list[int]:
    found: list[int] = []
    for group in whom:
        if group == "assignee":
            found += [ticket.assignee_id] if ticket.assignee_id else []
            # Nobody has it: then it concerns whoever could take it.
            group = "team" if not ticket.assignee_id and len(whom) == 1 else group
        if group == "followers":
            found += _some(select(Follower.agent_id).where(Follower.ticket_id == ticket.id))
        if group == "team" and ticket.team_id:
            found += _some(select(Membership.agent_id).where(Membership.team_id == ticket.team_id))
        if group == "supervisors":
            found += _leading()
    return found


def _leading(admins: bool = False) -> list[int]:
    roles = ("supervisor", "admin") if admins else ("supervisor",)
    found = _some(select(Agent.id).where(Agent.role.in_(roles), Agent.disabled_at.is_(None)))
    return found or ([] if admins else _leading(admins=True))


def _some(query) -> list[int]:
    return list(db.session.scalars(query.limit(MOST)))


def _by(event: Event, agent: int | None) -> bool:
    return event.actor_kind == "agent" and event.actor_id == agent


def _ticket(event: Event) -> Ticket:
    return db.session.get_one(Ticket, event.ticket_id)


def _key(event: Event) -> str:
    return f"event:{event.id}"
