"""The shape of a ticket, for one or for many: a fixed number of questions, however many they are."""

from collections.abc import Sequence

from sqlalchemy import func, select

from helpdesk import clock
from helpdesk.api import numbers
from helpdesk.api.door import me, url
from helpdesk.customers import masked_text
from helpdesk.db import db
from helpdesk.hot import Look
from tickets import Message, Ticket
from tickets.field import TicketField
from tickets.follower import Follower
from tickets.link import Link

STATUS_OUT = {"on_hold": "hold"}
STATUS_IN = {"hold": "on_hold"}
_ANY_FIELD = Look(select(TicketField.id).limit(1))
CHANNEL = {"webchat": "chat", "form": "web"}


def shape_all(tickets: list[Ticket]) -> list[dict]:
    """The tickets as the API says them."""
    beside = _Beside([ticket.id for ticket in tickets])
    return [shape(ticket, beside) for ticket in tickets]


def shape_one(ticket: Ticket) -> dict:
    """One ticket."""
    return shape_all([ticket])[0]


def shape_new(ticket: Ticket, description: str, followers: Sequence[int], field_numbers: dict[str, int]) -> dict:
    """A ticket that was opened a moment ago: nothing has to be looked up."""
    return shape(ticket, _Known(description, list(followers), field_numbers))


def shape(ticket: Ticket, beside) -> dict:
    """The ticket with what stands beside it."""
    fields = [{"id": number, "value": (ticket.fields or {}).get(key)} for key, number in beside.field_numbers.items()]
    subject = masked_text(ticket.subject, me())
    return {
        "url": url(f"tickets/{ticket.id}.json"),
        "id": ticket.id,
        "external_id": None,
        "via": via(ticket.channel),
        "created_at": clock.iso(ticket.created_at),
        "updated_at": clock.iso(ticket.updated_at),
        "type": ticket.type,
        "subject": subject,
        "raw_subject": subject,
        "description": beside.descriptions.get(ticket.id, ""),
        "priority": ticket.priority,
        "status": STATUS_OUT.get(ticket.status, ticket.status),
        "recipient": None,
        "requester_id": numbers.of_customer(ticket.customer_id),
        "submitter_id": numbers.of_customer(ticket.customer_id),
        "assignee_id": numbers.of_agent(ticket.assignee_id),
        "organization_id": None,
        "group_id": ticket.team_id,
        "collaborator_ids": [],
        "follower_ids": [numbers.of_agent(n) for n in beside.followers.get(ticket.id, ())],
        "email_cc_ids": [],
        "forum_topic_id": None,
        "problem_id": ticket.parent_id,
        "has_incidents": ticket.id in beside.parents,
        "is_public": True,
        "due_at": None,
        "tags": ticket.tag_names or [],
        "custom_fields": fields,
        "fields": fields,
        "satisfaction_rating": None,
        "sharing_agreement_ids": [],
        "followup_ids": beside.follow_ups.get(ticket.id, []),
        "brand_id": None,
        "allow_channelback": False,
        "allow_attachments": True,
        "inbox_id": ticket.inbox_id,
        "language": ticket.language,
        "merged_into_id": ticket.merged_into_id,
        "snoozed_until": clock.iso(ticket.snoozed_until),
    }


def via(channel: str | None) -> dict:
    """By what it came."""
    return {"channel": CHANNEL.get(channel, channel or "api"), "source": {"from": {}, "to": {}, "rel": None}}


class _Known:
    """Beside a new ticket."""

    def __init__(self, description: str, followers: list[int], field_numbers: dict[str, int]):
        self.descriptions, self.followers = _Always(description), _Always(followers)
        self.parents, self.follow_ups, self.field_numbers = (), {}, field_numbers


class _Always:
    def __init__(self, value):
        self.value = value

    def get(self, _number, _default=None):
        return self.value


class _Beside:
    """Beside many tickets."""

    def __init__(self, ids: list[int]):
        self.descriptions = _descriptions(ids)
        self.followers = _gathered(select(Follower.ticket_id, Follower.agent_id).where(Follower.ticket_id.in_(ids)))
        self.parents = set(db.session.scalars(select(Ticket.parent_id).where(Ticket.parent_id.in_(ids)).distinct()))
        self.follow_ups = _gathered(
            select(Link.other_id, Link.ticket_id).where(Link.other_id.in_(ids), Link.kind == "follow_up")
        )
        self.field_numbers = field_numbers()


def field_numbers() -> dict[str, int]:
    """The numbers of the company's own fields."""
    if _ANY_FIELD.first() is None:
        return {}
    rows = db.session.execute(
        select(TicketField.key, TicketField.id).where(TicketField.enabled.is_(True)).order_by(TicketField.id)
    )
    return {key: number for key, number in rows}


def _descriptions(ids: list[int]) -> dict[int, str]:
    first = (
        select(func.min(Message.id))
        .where(Message.origin_ticket_id.in_(ids), Message.kind != "note")
        .group_by(Message.origin_ticket_id)
    )
    rows = db.session.execute(select(Message.origin_ticket_id, Message.text).where(Message.id.in_(first)))
    return {number: text for number, text in rows}


def _gathered(query) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for key, value in db.session.execute(query):
        found.setdefault(key, []).append(value)
    return found
