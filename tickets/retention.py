"""Retention: what is older than a rule allows is deleted for good; tried first without deleting anything.

Tickets count from when they were last touched after being solved, files from their message, customers from the last
word in any of their tickets. A legal hold goes before every rule.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Select, exists, func, select, update

from helpdesk import clock, files
from helpdesk.customers import Customer
from helpdesk.customers.belongings import Leaving, look_through
from helpdesk.customers.belongings import leaving as forgetters
from helpdesk.customers.privacy import erasing, graves
from helpdesk.customers.privacy.forgetting import forget_rows
from helpdesk.customers.privacy.retention_rule import KEPT, RetentionRule
from helpdesk.customers.privacy.scrubbing import scrub
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from tickets.attachment import Attachment
from tickets.message import Message
from tickets.tag import Tag, Tagging
from tickets.ticket import DONE, Ticket

log = structlog.get_logger()
AT_ONCE, MOST_A_RUN = 200, 20_000
EXPIRED = "deleted by a retention rule"
LEAST_DAYS, MOST_DAYS = 1, 36_500


@dataclass(frozen=True)
class Trial:
    """What a rule would delete now, what a legal hold keeps from it, and the oldest of it."""

    count: int
    held: int
    oldest: datetime | None


@transaction()
def add_rule(*, what: str, days: int, channel: str | None = None, tag: str | None = None, by) -> RetentionRule:
    """A new rule, switched off. Raises ValueError."""
    if what not in KEPT or not LEAST_DAYS <= days <= MOST_DAYS:
        raise ValueError(f"what is one of {', '.join(KEPT)}; days are {LEAST_DAYS} to {MOST_DAYS}")
    narrowed = what != "customers"
    return insert(
        RetentionRule(
            what=what,
            days=days,
            channel=(channel or None) if narrowed else None,
            tag=(tag or None) if narrowed else None,
            created_by_id=getattr(by, "id", None),
        )
    )


@transaction()
def switch(rule: RetentionRule, *, on: bool) -> None:
    """It works by itself from now on, or no more."""
    rule.enabled = on


@transaction()
def drop_rule(rule: RetentionRule) -> None:
    """It is no more; what it deleted stays deleted."""
    db.session.delete(rule)


def try_out(rule: RetentionRule, as_of: datetime | None = None) -> Trial:
    """What it would delete, without deleting anything."""
    numbers, at = _due(rule, as_of or clock.now(), held=False)
    held, _ = _due(rule, as_of or clock.now(), held=True)
    return Trial(
        _count(numbers), _count(held), db.session.scalar(numbers.with_only_columns(func.min(at)).order_by(None))
    )


def run_due(as_of: datetime) -> int:
    """Let every rule that is switched on delete what is due; returns how many it was."""
    done = 0
    for rule in list(db.session.scalars(select(RetentionRule).where(RetentionRule.enabled.is_(True)))):
        count = _run(rule, as_of)
        _note(rule.id, count)
        done += count
    if done:
        scrub()
    return done


def _run(rule: RetentionRule, as_of: datetime) -> int:
    forget = {"tickets": _forget_tickets, "customers": _forget_customers}.get(rule.what, _forget_files)
    done = 0
    while done < MOST_A_RUN:
        numbers = list(db.session.scalars(_due(rule, as_of, held=False)[0].limit(AT_ONCE)))
        if not numbers:
            break
        forget(numbers)
        done += len(numbers)
    return done


@transaction()
def _note(number: int, count: int) -> None:
    db.session.execute(
        update(RetentionRule)
        .where(RetentionRule.id == number)
        .values(ran_at=clock.now(), last_count=count)
        .execution_options(synchronize_session=False)
    )


def _due(rule: RetentionRule, as_of: datetime, *, held: bool) -> tuple[Select, object]:
    """The numbers of what is due, and the column of its age; `held`: what a hold keeps instead."""
    before = as_of - timedelta(days=rule.days)
    hold = Customer.held_at.is_not(None) if held else Customer.held_at.is_(None)
    if rule.what == "customers":
        later = exists(select(Ticket.id).where(Ticket.customer_id == Customer.id, Ticket.last_message_at >= before))
        query = select(Customer.id).where(Customer.created_at < before, Customer.merged_into_id.is_(None), hold, ~later)
        return query.order_by(Customer.id), Customer.created_at
    tickets = select(Ticket.id).join(Customer, Customer.id == Ticket.customer_id).where(hold, *_narrowed(rule))
    if rule.what == "tickets":
        return tickets.where(Ticket.status.in_(DONE), Ticket.updated_at < before).order_by(Ticket.id), Ticket.updated_at
    query = (
        select(Attachment.id)
        .join(Message, Message.id == Attachment.message_id)
        .join(Ticket, Ticket.id == Message.origin_ticket_id)
        .join(Customer, Customer.id == Ticket.customer_id)
        .where(hold, *_narrowed(rule), Message.created_at < before, Attachment.state.is_(None))
    )
    if rule.what == "recordings":
        query = query.where(Message.kind == "call")
    return query.order_by(Attachment.id), Message.created_at


def _narrowed(rule: RetentionRule) -> list:
    found = [Ticket.channel == rule.channel] if rule.channel else []
    if rule.tag:
        tagged = select(Tagging.ticket_id).join(Tag, Tag.id == Tagging.tag_id).where(Tag.name == rule.tag)
        found.append(Ticket.id.in_(tagged))
    return found


def _count(query: Select) -> int:
    return db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery()))


def _forget_tickets(numbers: list[int]) -> None:
    said = db.session.scalars(select(Message.id).where(Message.origin_ticket_id.in_(numbers)))
    leaving = Leaving([], [], numbers, list(said), [])
    look_through([leaving])
    for forget in forgetters():
        forget(leaving)
    with transaction():
        graves.bury(leaving.notes.get("graves", []))
        forget_rows(leaving)
        db.session.expire_all()


def _forget_customers(numbers: list[int]) -> None:
    for number in numbers:
        erasing.erase(db.session.get(Customer, number), by=None, why="retention")


def _forget_files(numbers: list[int]) -> None:
    rows = db.session.scalars(select(Attachment).where(Attachment.id.in_(numbers))).all()
    for row in rows:
        for key in filter(None, (row.storage_key, row.thumbnail_key)):
            files.remove(key)
    with transaction():
        db.session.execute(
            update(Attachment)
            .where(Attachment.id.in_(numbers))
            .values(state="failed", error=EXPIRED, thumbnail_key=None, sha256=None)
            .execution_options(synchronize_session="fetch")
        )
