"""Plant the shop's hours, its policies, the clocks that run, and what was handed up."""

from datetime import datetime, timedelta

from sqlalchemy import select, text

from helpdesk.db import db
from helpdesk.demo.cast import Cast
from helpdesk.events import SYSTEM
from routing import calendars, complaining, escalating, sla
from routing.complaint import Complaint
from routing.sla import shipped
from routing.sla.running import begin
from routing.sla.showing import show
from tickets import Ticket
from tickets.ticket import ACTIVE

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
SHOP = {
    "zone": "Asia/Shanghai",
    "week": {day: [{"from": "09:00", "to": "12:00"}, {"from": "13:30", "to": "21:00"}] for day in WEEKDAYS}
    | {day: [{"from": "10:00", "to": "18:00"}] for day in ("sat", "sun")},
    "holidays": [{"country": "CN"}],
}
LONDON = {
    "zone": "Europe/London",
    "week": {day: [{"from": "09:00", "to": "17:30"}] for day in WEEKDAYS},
    "holidays": [{"country": "GB"}],
}
EVERY_WHICH_IS_LATE = 11


def plant_time(cast: Cast, as_of: datetime) -> None:
    """Two calendars, three policies, clocks for everything that is open; a few of them near their end or over it."""
    shop = calendars.make_calendar(name="店铺客服 · Shop", definition=SHOP, by=SYSTEM)
    calendars.make_calendar(name="London", definition=LONDON, by=SYSTEM)
    for policy in (shipped.IMPORTANT, shipped.STANDARD):
        sla.make_policy(by=SYSTEM, **policy, calendar_id=shop.id if policy is shipped.STANDARD else None)
    active = db.session.scalars(select(Ticket).where(text(ACTIVE)).order_by(Ticket.id)).all()
    for place, ticket in enumerate(active):
        _plant_clocks(ticket, as_of, late=place % EVERY_WHICH_IS_LATE == 0)
    _plant_complaints(cast)
    _plant_escalations(cast, active)


def _plant_clocks(ticket: Ticket, as_of: datetime, late: bool) -> None:
    terms = sla.policy_for(ticket)
    begun = {"solution": ticket.created_at}
    if ticket.waiting_since is not None:
        begun["first_reply" if ticket.first_replied_at is None else "next_reply"] = ticket.waiting_since
    rows = []
    for metric, since in begun.items():
        target = terms.target(metric, ticket.priority) if terms else None
        if target is None:
            continue
        # The shop keeps its promises: what is older than its limit was paused long enough. A few are over.
        share = 1.1 if late and metric != "solution" else 0.2 + (ticket.id * 37 % 60) / 100
        at = max(since, as_of - target.time * share)
        rows.append(begin(ticket, metric, terms, at))
    show(ticket, [row for row in rows if row])


def _plant_complaints(cast: Cast) -> None:
    sue = cast.agents["sue"]
    known = db.session.scalars(select(Ticket).where(Ticket.type == "complaint").order_by(Ticket.id)).all()
    for ticket in known:
        done = ticket.solved_at or ticket.closed_at
        db.session.add(
            Complaint(
                ticket_id=ticket.id,
                received_at=ticket.created_at,
                answered_at=ticket.first_replied_at,
                proposal_at=ticket.first_replied_at if done else None,
                agreed_at=done,
                followed_up_at=done + timedelta(days=1) if ticket.status == "closed" and done else None,
            )
        )
    db.session.flush()
    for ticket, (cause, lesson) in zip([one for one in known if one.status == "closed"], _LESSONS, strict=False):
        complaining.learn(ticket, cause=cause, lesson=lesson, by=sue)


_LESSONS = [
    ("delivery", "发货前短信告知预计送达日，遇延误当天主动联系。"),
    ("product", "The smell of a new cooker is in the article now, with what to do about it."),
]


def _plant_escalations(cast: Cast, active: list[Ticket]) -> None:
    sue, bob = cast.agents["sue"], cast.agents["bob"]
    owned = [ticket for ticket in active if ticket.assignee_id and ticket.spam_at is None][:12]
    for ticket, (reason, level, note, by) in zip(owned[2::4], _HANDED_UP, strict=False):
        row = escalating.escalate(ticket, reason=reason, level=level, note=note, by=bob if by else SYSTEM)
        if reason == "complaint":
            escalating.take(row, by=sue)


_HANDED_UP = [
    ("agent_asked", 1, "The customer wants the whole order refunded; more than I may give.", True),
    ("complaint", 2, "客户第二次投诉同一问题，要求主管回电。", True),
    ("vip_waiting", 1, "", False),
]
