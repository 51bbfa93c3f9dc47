"""Lasting: rules on time. The tickets for which something has lasted long enough, each rule once for each time."""

from datetime import datetime

from sqlalchemy import exists, func, select, text

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.hot import get
from routing import ruling
from routing.facts import Facts
from routing.paper import Paper
from routing.planning import plan
from routing.rule_run import RuleMatch
from routing.rulebook import Ready, time_rules
from tickets.events import STATUS_CHANGED
from tickets.holding import hold
from tickets.ticket import ACTIVE, QUEUED, SHOWN, Ticket

MOST = 2_000  # of a rule, in one sweep
_STATUS_SINCE = (
    select(func.max(Event.at))
    .where(Event.ticket_id == Ticket.id, Event.name == STATUS_CHANGED)
    .correlate(Ticket)
    .scalar_subquery()
)
_PARKED = text(f"status IN ('pending','on_hold') AND {SHOWN}")
_LASTS = {
    "unanswered": (Ticket.waiting_since, (text(ACTIVE),)),
    "unassigned_for": (
        func.coalesce(Ticket.waiting_since, Ticket.created_at),
        (text(QUEUED), Ticket.bot_since.is_(None)),
    ),
    "waiting": (func.coalesce(_STATUS_SINCE, Ticket.created_at), (_PARKED, text(ACTIVE))),
    "quiet": (Ticket.last_message_at, (text(ACTIVE),)),
    "open": (Ticket.created_at, (text(ACTIVE),)),
    "solved_for": (Ticket.solved_at, (text("status = 'solved'"), text(SHOWN))),
}


def run_due(as_of: datetime | None = None) -> int:
    """Let the rules on time act where their time has come; for the sweep. Returns how often one did."""
    as_of = as_of or clock.now()
    return sum(_act(rule, number, as_of) for rule in time_rules() for number in due(rule, as_of))


def due(rule: Ready, as_of: datetime) -> list[int]:
    """The tickets for which it has lasted and that the conditions fit; those it has acted on for this are left out.

    Only reading: what does not fit is asked again at every sweep, for the office may have opened by then.
    """
    numbers = db.session.scalars(_lasting(rule, as_of).limit(MOST)).all()
    tickets = db.session.scalars(select(Ticket).where(Ticket.id.in_(numbers)).order_by(Ticket.id))
    return [one.id for one in tickets if plan([rule], Facts(Paper(one), now=as_of)).matched]


@transaction()
def _act(rule: Ready, number: int, as_of: datetime) -> bool:
    ticket = get(Ticket, number)
    hold(ticket)
    since = db.session.execute(_lasting(rule, as_of, Ticket.id == number)).first()
    if since is None:  # the customer wrote, somebody answered, or another sweep was here
        return False
    return bool(ruling.act_on_time(ticket, rule, since=since.since, now=as_of))


def _lasting(rule: Ready, as_of: datetime, *where):
    name, duration = rule.lasting
    since, kept = _LASTS[name]
    acted = exists().where(RuleMatch.rule_id == rule.id, RuleMatch.ticket_id == Ticket.id, RuleMatch.since == since)
    return (
        select(Ticket.id, since.label("since"))
        .where(*where, *kept, Ticket.snoozed_until.is_(None), since <= as_of - duration, ~acted.correlate(Ticket))
        .order_by(since, Ticket.id)
    )
