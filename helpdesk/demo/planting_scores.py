"""Plant what customers answered when they were asked how it went: the scores that the tickets of the demo have."""

from datetime import datetime, timedelta

from sqlalchemy import select

from helpdesk.db import db
from helpdesk.demo import world
from helpdesk.demo.cast import Cast
from helpdesk.events import Event
from helpdesk.hot import write
from tickets import Message, Ticket, surveys
from tickets.events import RATED
from tickets.surveys import Response
from tickets.surveys.occasion import ask_when_solved

SILENT = {"voice", "api", "form"}  # inboxes over which nobody is asked


def plant_scores(cast: Cast, numbers: dict[str, int], as_of: datetime) -> None:
    """The usual surveys, which inbox asks with them, and the answers; `numbers` of tickets by their short names."""
    surveys.ship()
    csat = surveys.survey_of("csat")
    for channel, inbox in cast.inboxes.items():
        ask_when_solved(inbox.id, None if channel in SILENT else csat)
    for ticket in world.tickets():
        score = ticket.get("csat")
        row = db.session.get(Ticket, numbers[ticket["id"]]) if score else None
        if row is not None:
            _plant(row, csat, score, as_of)


def _plant(ticket: Ticket, csat, said: dict, as_of: datetime) -> None:
    ended = ticket.solved_at or _last_said(ticket)
    asked, answered = min(ended + timedelta(minutes=30), as_of), min(ended + timedelta(minutes=95), as_of)
    answers = {"score": said["score"], **({"comment": said["comment"]} if said.get("comment") else {})}
    write(
        Response(
            survey_id=csat.id,
            ticket_id=ticket.id,
            customer_id=ticket.customer_id,
            language=ticket.language,
            state="answered",
            created_at=ended,
            sent_at=asked,
            expires_at=asked + timedelta(days=csat.expires_days),
            inbox_id=ticket.inbox_id,
            identity_id=ticket.identity_id,
            agent_id=ticket.assignee_id,
            team_id=ticket.team_id,
            channel=ticket.channel,
            topic=(ticket.fields or {}).get("reason"),
            answers=answers,
            score=said["score"],
            low=said["score"] <= csat.low_at,
            comment=said.get("comment"),
            answered_at=answered,
            changed_at=answered,
        )
    )
    write(
        Event(
            name=RATED,
            at=answered,
            ticket_id=ticket.id,
            customer_id=ticket.customer_id,
            actor_kind="customer",
            actor_id=ticket.customer_id,
            data={"score": said["score"], "was": None, "low": said["score"] <= csat.low_at, "kind": "csat"},
            delivered_at=answered,
        )
    )


def _last_said(ticket: Ticket) -> datetime:
    at = db.session.scalar(
        select(Message.at).where(Message.ticket_id == ticket.id).order_by(Message.at.desc()).limit(1)
    )
    return at or ticket.created_at
