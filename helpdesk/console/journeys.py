"""All journeys in sum: stages, channels, changes between them, and where they broke; each figure opens its tickets."""

from datetime import UTC, datetime, timedelta

from flask import jsonify, request
from sqlalchemy import select

from helpdesk import clock
from helpdesk.console.door import console
from helpdesk.console.said import wrong
from helpdesk.customers import masked_text
from helpdesk.customers.worth import STAGES
from helpdesk.db import db
from helpdesk.people import may
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal
from tickets import BrokenPoint, ChannelSwitch, Ticket
from tickets.journey import summing
from tickets.journey.broken_point import KINDS
from tickets.journey.targets import targets

DAYS = (7, 30, 90, 180)
MOST = 100
BEGUN = "begun"  # beside the kinds of broken points: tickets that began


@console.get("/journeys.json")
def journeys():
    """Figures of the last `days`; for whoever may see every ticket."""
    since, now = _since(), clock.now()
    routes, aims = summing.routes(since, now), targets()
    count, smooth = sum(one.count for one in routes), sum(one.smooth for one in routes)
    return jsonify(
        since=clock.iso(since),
        now=clock.iso(now),
        switches=count,
        smooth=smooth,
        routes=[vars(one) for one in routes[:20]],
        stages=_stages(),
        begun=_named(("day", "channel", "count"), summing.begun_by(since, now)),
        broken=[
            dict(zip(("day", "kind", "channel", "count"), row, strict=True)) for row in summing.broken_by(since, now)
        ],
        kinds=list(KINDS),
        targets={"wait_minutes": aims.wait_minutes, "repeat_days": aims.repeat_days},
    )


@console.get("/journeys/tickets.json")
def journey_tickets():
    """The tickets behind a figure: by kind of broken point (or `begun`), channel and day, or by change of channel."""
    chosen = _switched if request.args.get("from") else _begun if request.args.get("kind") == BEGUN else _broken
    query, column = chosen(), Ticket.id
    rows = db.session.execute(query.order_by(column.desc()).limit(MOST)).all()
    return jsonify(
        tickets=[
            {
                "id": row.Ticket.id,
                "subject": masked_text(row.Ticket.subject, me()),
                "status": row.Ticket.status,
                "channel": row.Ticket.channel,
                "customer_id": row.Ticket.customer_id,
                "at": clock.iso(row.at),
            }
            for row in rows
        ]
    )


def _since():
    if not may(me(), "tickets.see_all"):
        raise Refusal(404)
    days = request.args.get("days", 30, type=int)
    if days not in DAYS:
        raise wrong("days", choices=list(DAYS))
    return clock.now() - timedelta(days=days)


def _begun():
    query = select(Ticket, Ticket.created_at.label("at")).where(Ticket.spam_at.is_(None), Ticket.created_at >= _since())
    return _on_day(query, Ticket.created_at)


def _on_day(query, at):
    """With ?day=2026-11-22 what happened on this day, in UTC."""
    given = request.args.get("day")
    if not given:
        return query
    try:
        day = datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise wrong("day") from None
    return query.where(at >= day, at < day + timedelta(days=1))


def _broken():
    query = select(Ticket, BrokenPoint.at).join(BrokenPoint, BrokenPoint.ticket_id == Ticket.id)
    query = query.where(BrokenPoint.at >= _since())
    if kind := request.args.get("kind"):
        query = query.where(BrokenPoint.kind == kind)
    if channel := request.args.get("channel"):
        query = query.where(BrokenPoint.channel == channel)
    return _on_day(query, BrokenPoint.at)


def _switched():
    query = select(Ticket, ChannelSwitch.at).join(ChannelSwitch, ChannelSwitch.ticket_id == Ticket.id)
    query = query.where(ChannelSwitch.at >= _since(), ChannelSwitch.from_channel == request.args["from"])
    if to := request.args.get("to"):
        query = query.where(ChannelSwitch.channel == to)
    return query.where(ChannelSwitch.smooth.is_(False)) if "rough" in request.args else query


def _named(names: tuple[str, ...], rows: list[tuple]) -> list[dict]:
    return [dict(zip(names, row, strict=True)) for row in rows]


def _stages() -> list[dict]:
    found = summing.stages()
    return [{"stage": stage, "count": found.get(stage, 0)} for stage in STAGES]
