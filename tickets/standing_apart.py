"""Standing apart: two customers turned out to be two. No thread may show the words of one to the other.

Their rows went home already (customers/merging.py). Left are threads that were merged across the two, and messages
that one of them wrote into a ticket of the other while they counted as one.
"""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import aliased

from helpdesk.customers import Customer, Identity
from helpdesk.db import db
from helpdesk.events import SYSTEM, Event, record
from helpdesk.hot import get
from tickets.calling import call_for_person
from tickets.copying import copied
from tickets.events import TICKET_SPLIT
from tickets.linking import link
from tickets.merging import take_out
from tickets.message import Message
from tickets.opening import open_ticket
from tickets.splitting import move_to
from tickets.summing import sum_up
from tickets.ticket import Ticket


def stand_apart(event: Event) -> None:
    """The `now` reaction to customers who were un-merged; told of both, it acts on the one who spoke for them."""
    if event.customer_id != event.data["root"]:
        return
    db.session.flush()
    root, gone = event.customer_id, event.data["other"]
    _part_merged((root, gone))
    since = datetime.fromisoformat(event.data["since"])
    _name_writers(root, gone, since)
    for ticket, messages in _misplaced((root, gone), since).items():
        _give_back(ticket, messages)


def _part_merged(two: tuple[int, int]) -> None:
    """Take tickets out of those of the other customer that they had been merged into."""
    into = aliased(Ticket)
    across = (
        select(Ticket)
        .join(into, into.id == Ticket.merged_into_id)
        .where(Ticket.customer_id.in_(two), into.customer_id != Ticket.customer_id)
        .order_by(Ticket.id)
    )
    for ticket in list(db.session.scalars(across)):
        take_out(ticket, by=SYSTEM)


def _name_writers(root: int, gone: int, since: datetime) -> None:
    """What was signed by who spoke for both was said by whose address it came from, or whose ticket it is."""
    address = select(Identity.id).where(Identity.id == Message.identity_id, Identity.customer_id == gone)
    thread = select(Ticket.id).where(Ticket.id == Message.ticket_id, Ticket.customer_id == gone)
    db.session.execute(
        update(Message)
        .where(
            Message.author_kind == "customer",
            Message.author_id == root,
            Message.created_at >= since,
            or_(address.exists(), and_(Message.identity_id.is_(None), thread.exists())),
            Message.ticket_id.in_(select(Ticket.id).where(Ticket.customer_id.in_((root, gone)))),
        )
        .values(author_id=gone)
        .execution_options(synchronize_session=False)
    )
    db.session.expire_all()


def _misplaced(two: tuple[int, int], since: datetime) -> dict[Ticket, list[Message]]:
    """What was said from or to an address of the one in a ticket of the other, while they counted as one."""
    rows = db.session.execute(
        select(Ticket, Message, Identity)
        .join(Message, Message.ticket_id == Ticket.id)
        .join(Identity, Identity.id == Message.identity_id)
        .where(
            Ticket.customer_id.in_(two),
            Identity.customer_id.in_(two),
            Identity.customer_id != Ticket.customer_id,
            Message.kind.in_(("inbound", "reply", "call")),
            Message.created_at >= since,
        )
        .order_by(Message.id)
    ).all()
    found: dict[Ticket, list[Message]] = defaultdict(list)
    for ticket, message, identity in rows:
        if identity.value not in copied(ticket):
            found[ticket].append(message)
    return found


def _give_back(ticket: Ticket, messages: list[Message]) -> None:
    """A ticket of their own for what its writer said here."""
    first = messages[0]
    identity = get(Identity, first.identity_id)
    same = {name: getattr(ticket, name) for name in ("language", "team_id", "assignee_id", "priority", "type")}
    new = open_ticket(
        get(Customer, identity.customer_id),
        by=SYSTEM,
        subject=ticket.subject,
        identity=identity,
        status=ticket.status if ticket.status != "new" else "open",
        inbox_id=first.inbox_id,
        channel=ticket.channel,
        **same,
    )
    numbers = {message.id for message in messages}
    move_to(numbers, new)
    for one in (ticket, new):
        sum_up(one)
    link(new, ticket, kind="split", by=SYSTEM)
    record(TICKET_SPLIT, ticket, by=SYSTEM, into=new.id, messages=sorted(numbers))
    _close_like(new, ticket)
    call_for_person(new, by=SYSTEM)


def _close_like(new: Ticket, ticket: Ticket) -> None:
    db.session.execute(
        update(Ticket)
        .where(Ticket.id == new.id)
        .values(solved_at=ticket.solved_at, closed_at=ticket.closed_at, spam_at=ticket.spam_at)
        .execution_options(synchronize_session="fetch")
    )
