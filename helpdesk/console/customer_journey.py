"""The journey of one customer: everything in one line of time, and the picture of it with its broken points."""

from collections import defaultdict
from datetime import datetime, timedelta

from flask import jsonify, request
from sqlalchemy import select

from helpdesk import clock
from helpdesk.console.customer_panel import find_customer
from helpdesk.console.door import console, sight
from helpdesk.console.said import wrong
from helpdesk.console.worth_said import order_said
from helpdesk.customers import Customer, Order, masked_text
from helpdesk.customers.buying.order import COUNT_NOTHING
from helpdesk.customers.valuing.stages import stages_over
from helpdesk.customers.valuing.thresholds import thresholds
from helpdesk.db import db
from helpdesk.people.sessions import me
from tickets import BrokenPoint, ChannelSwitch, Ticket
from tickets.promise import Promise
from tickets.surveys.response import Response

PAGE, MOST = 30, 300
BACK = timedelta(days=365)


@console.get("/customers/<number:customer_id>/timeline.json")
def timeline(customer_id: int):
    """Tickets, orders, scores and promises in one line of time, newest first; `before` is where the last page ended."""
    customer, before = find_customer(customer_id), _before()
    found = [*_tickets(customer, before), *_orders(customer, before), *_said_about_us(customer, before)]
    found = sorted(found, key=lambda one: one["at"], reverse=True)
    return jsonify(entries=found[:PAGE], before=found[PAGE - 1]["at"] if len(found) > PAGE else None)


@console.get("/customers/<number:customer_id>/journey.json")
def journey(customer_id: int):
    """Stages, tickets by channel, orders, changes of channel and broken points of the last year."""
    customer, now = find_customer(customer_id), clock.now()
    since = max(now - BACK, min(customer.created_at, now - timedelta(days=1)))
    tickets = _seen(customer, Ticket.last_message_at >= since).order_by(Ticket.id.desc()).limit(MOST)
    stations = {one.id: one for one in db.session.scalars(tickets)}
    return jsonify(
        since=clock.iso(since),
        now=clock.iso(now),
        stages=[{"at": clock.iso(at), "stage": stage} for at, stage in _stages(customer, since, now)],
        orders=[order_said(one) for one in _placed(customer, since)],
        stations=[_station(one) for one in sorted(stations.values(), key=lambda one: one.id)],
        switches=[_switch(one) for one in _rows(ChannelSwitch, stations)],
        broken=[_broken(one) for one in _rows(BrokenPoint, stations)],
    )


def _before() -> datetime:
    told = request.args.get("before")
    try:
        at = datetime.fromisoformat(told) if told else clock.now() + timedelta(days=1)
        if at.tzinfo is None:
            raise ValueError
    except (ValueError, OverflowError):
        raise wrong("before") from None
    return at


def _seen(customer: Customer, *more):
    found = select(Ticket).where(Ticket.customer_id == customer.id, Ticket.trashed_at.is_(None), *more)
    return found if sight().seen is None else found.where(sight().seen)


def _tickets(customer: Customer, before: datetime) -> list[dict]:
    found = _seen(customer, Ticket.created_at < before).order_by(Ticket.created_at.desc(), Ticket.id.desc())
    rows = list(db.session.scalars(found.limit(PAGE + 1)))
    broken = defaultdict(list)
    for one in db.session.scalars(select(BrokenPoint).where(BrokenPoint.ticket_id.in_([row.id for row in rows]))):
        broken[one.ticket_id].append(one.kind)
    return [
        {
            "kind": "ticket",
            "at": clock.iso(row.created_at),
            **_station(row),
            "preview": masked_text(row.preview, me()),
            "messages": row.message_count,
            "type": row.type,
            "assignee_id": row.assignee_id,
            "broken": sorted(set(broken[row.id])),
        }
        for row in rows
    ]


def _orders(customer: Customer, before: datetime) -> list[dict]:
    found = select(Order).where(Order.customer_id == customer.id, Order.placed_at < before)
    rows = db.session.scalars(found.order_by(Order.placed_at.desc()).limit(PAGE + 1))
    return [{"kind": "order", "at": clock.iso(row.placed_at), **order_said(row)} for row in rows]


def _said_about_us(customer: Customer, before: datetime) -> list[dict]:
    """Scores they gave and promises they were given, in tickets that the reader may see."""
    mine = _seen(customer).with_only_columns(Ticket.id)
    scores = select(Response).where(Response.customer_id == customer.id, Response.answered_at < before)
    scores = scores.where(Response.ticket_id.in_(mine)).order_by(Response.answered_at.desc()).limit(PAGE + 1)
    promises = select(Promise).where(Promise.ticket_id.in_(mine), Promise.created_at < before)
    promises = promises.order_by(Promise.created_at.desc()).limit(PAGE + 1)
    return [
        *(
            {
                "kind": "score",
                "at": clock.iso(one.answered_at),
                "ticket_id": one.ticket_id,
                "score": one.score,
                "low": one.low,
                "comment": masked_text(one.comment, me()),
            }
            for one in db.session.scalars(scores)
        ),
        *(
            {
                "kind": "promise",
                "at": clock.iso(one.created_at),
                "ticket_id": one.ticket_id,
                "text": masked_text(one.text, me()),
                "due_at": clock.iso(one.due_at),
                "done_at": clock.iso(one.done_at),
            }
            for one in db.session.scalars(promises)
        ),
    ]


def _stages(customer: Customer, since: datetime, now: datetime) -> list[tuple[datetime, str]]:
    counted = select(Order.placed_at).where(Order.customer_id == customer.id, Order.status.not_in(COUNT_NOTHING))
    placed = list(db.session.scalars(counted.order_by(Order.placed_at.desc()).limit(1000)))
    return stages_over(placed, thresholds(), since, now)


def _placed(customer: Customer, since: datetime) -> list[Order]:
    found = select(Order).where(Order.customer_id == customer.id, Order.placed_at >= since)
    return list(db.session.scalars(found.order_by(Order.placed_at.desc()).limit(MOST)))


def _station(ticket: Ticket) -> dict:
    return {
        "id": ticket.id,
        "subject": masked_text(ticket.subject, me()),
        "channel": ticket.channel,
        "status": ticket.status,
        "created_at": clock.iso(ticket.created_at),
        "until": clock.iso(ticket.solved_at or ticket.last_message_at),
    }


def _rows(model, stations: dict[int, Ticket]) -> list:
    found = select(model).where(model.ticket_id.in_(stations)).order_by(model.at).limit(2 * MOST)
    return list(db.session.scalars(found)) if stations else []


def _switch(one: ChannelSwitch) -> dict:
    return {"from": one.from_ticket_id, "to": one.ticket_id, "at": clock.iso(one.at), "smooth": one.smooth}


def _broken(one: BrokenPoint) -> dict:
    return {"kind": one.kind, "ticket_id": one.ticket_id, "channel": one.channel, "at": clock.iso(one.at)}
