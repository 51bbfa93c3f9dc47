"""Which open ticket does this message continue? A wrong answer would show one customer's words to another."""

from dataclasses import dataclass

from sqlalchemy import bindparam, literal_column, select

from helpdesk.db import db
from helpdesk.hot import Find, Look, get
from tickets.copying import copied
from tickets.flooding import flooded
from tickets.mention import tickets_naming
from tickets.message import Message
from tickets.ticket import Ticket


@dataclass(frozen=True)
class Place:
    """Where a message belongs: `ticket` it continues (None: a new one), `origin` it was written to before a merge,
    `follows` the closed ticket a new one shall be linked to, `claims` the ticket it names without proof."""

    ticket: Ticket | None = None
    origin: Ticket | None = None
    follows: Ticket | None = None
    claims: Ticket | None = None


def place_of(
    *,
    inbox,
    customer,
    identity,
    by_reference: bool,
    ticket_id: int | None = None,
    references: list[bytes] = (),
    number: int | None = None,
    proven: bool = False,
    refused: bool = False,
    conversation: bytes | None = None,
    answers: int | None = None,
    is_auto: bool = False,
    subject: str | None = None,
    index: bytes | None = None,
) -> Place:
    """Find the ticket that a message continues.

    `ticket_id`: proven by a signed token or chosen by the customer it belongs to; `answers`: a message of ours that
    it provably answers. `references`: blind indexes of the provider ids this message answers, the nearest last.
    `number`: a ticket number in the subject. `proven`: the sender's address is vouched for; `refused`: it is known to
    be forged. `by_reference`: the channel threads by references (mail); where it does not (chat), the newest ticket
    of the address that is not closed goes on, or the one it was answered from last. `index`: the message's own.
    """
    if ticket_id is not None or answers is not None:
        return _settled(proven_ticket(ticket_id, answers))
    if references and (found := _referred(inbox, references)):
        # Only who takes part may go on: knowing an id is not enough, and a forged sender is nobody.
        if not refused and takes_part(found, customer, identity):
            return _settled(found)
        return Place(claims=found)
    # It may have been overtaken by one that names it, or that names what it names.
    if by_reference and not refused and (found := _related(inbox, [*references, index], customer, identity)):
        return _settled(found)
    if number is not None and (found := get(Ticket, number)):
        if proven and takes_part(found, customer, identity):
            return _settled(found)
        return Place(claims=found)
    if by_reference or identity is None:
        return Place(ticket=flooded(inbox, identity, is_auto, subject))
    return _settled(
        _latest(inbox, identity, conversation) if conversation is not None else continued(inbox, identity, customer)
    )


def proven_ticket(ticket_id: int | None, answers: int | None) -> Ticket | None:
    """The ticket that a token names, or where the message of ours that is answered stands now."""
    if ticket_id is None and answers is not None:
        message = get(Message, answers)
        ticket_id = message.origin_ticket_id if message is not None and message.kind == "reply" else None
    return None if ticket_id is None else get(Ticket, ticket_id)


def continued(inbox, identity, customer) -> Ticket | None:
    """The ticket that goes on when this address writes: its own, or the one from which it was answered since.

    An agent may answer a ticket over another channel of its customer; what the customer says to that, there, belongs
    to that ticket. Only to one of the same customer: an address may have been given to somebody else since.
    """
    own = _LATEST.first(identity=identity.id, inbox=inbox.id)
    answer = _ANSWERED.first(identity=identity.id, inbox=inbox.id)
    if answer is None or (own is not None and answer[0] == own.id):
        return own
    other = get(Ticket, answer[0])
    root = root_of(other)
    if root.customer_id != customer.id or root.spam_at or root.trashed_at:
        return own
    heard = _HEARD.first(identity=identity.id, inbox=inbox.id)
    if heard is not None and heard[1] > answer[1] and heard[0] != other.id:
        return own  # something of its own was begun there since
    return own if root.status == "closed" and own is not None else other


def takes_part(ticket: Ticket, customer, identity) -> bool:
    """Whether this customer is the one of the ticket, or the address has written in it, or is copied in."""
    if ticket.customer_id == customer.id:
        return True
    if identity is None:
        return False
    if _WROTE.first(ticket=ticket.id, identity=identity.id):
        return True
    return identity.verified_at is not None and identity.value in copied(ticket)


def root_of(ticket: Ticket) -> Ticket:
    """The ticket that this one has been merged into, directly or by way of others, or itself."""
    passed = set()
    while ticket.merged_into_id is not None and ticket.id not in passed:
        passed.add(ticket.id)
        ticket = get(Ticket, ticket.merged_into_id)
    return ticket


def _settled(found: Ticket | None) -> Place:
    if found is None:
        return Place()
    root = root_of(found)
    if root.status == "closed" or root.trashed_at is not None:
        return Place(follows=root)
    return Place(ticket=root, origin=found if found.id != root.id else None)


def _referred(inbox, references: list[bytes]) -> Ticket | None:
    """The ticket of the reference that stands last: what is answered stands behind what that had answered."""
    wanted = list(references)[-50:]
    known = dict(
        map(
            tuple,
            db.session.execute(
                select(Message.external_index, Message.origin_ticket_id).where(
                    Message.inbox_id == inbox.id, Message.external_index.in_(wanted)
                )
            ),
        )
    )
    return next((get(Ticket, known[index]) for index in reversed(wanted) if index in known), None)


def _related(inbox, indexes: list[bytes | None], customer, identity) -> Ticket | None:
    for ticket_id in tickets_naming(inbox.id, [index for index in indexes if index]):
        if takes_part(found := get(Ticket, ticket_id), customer, identity):
            return found
    return None


_WROTE = Look(
    select(Message.id)
    .where(
        Message.origin_ticket_id == bindparam("ticket"),
        Message.kind == "inbound",
        Message.identity_id == bindparam("identity"),
    )
    .limit(1)
)
# Where an address has several (one was split off), it goes on in the one that something was last said in.
_OF_ADDRESS = (
    Ticket.identity_id == bindparam("identity"),
    Ticket.inbox_id == bindparam("inbox"),
    Ticket.spam_at.is_(None),
    Ticket.trashed_at.is_(None),
)
_LAST_SPOKEN = (Ticket.status == "closed", Ticket.last_message_at.desc(), Ticket.id.desc())
_LATEST = Find(Ticket, *_OF_ADDRESS, Ticket.conversation.is_(None), order_by=_LAST_SPOKEN)
_LATEST_OF_CONVERSATION = Find(
    Ticket, *_OF_ADDRESS, Ticket.conversation == bindparam("conversation"), order_by=_LAST_SPOKEN
)


_NOT_SENT = [literal_column(f"'{state}'") for state in ("cancelled", "scheduled", "failed")]
_AT_ADDRESS = (Message.inbox_id == bindparam("inbox"), Message.identity_id == bindparam("identity"))
_ANSWERED = Look(
    select(Message.origin_ticket_id, Message.at)
    .where(*_AT_ADDRESS, Message.kind == literal_column("'reply'"), Message.state.not_in(_NOT_SENT))
    .order_by(Message.at.desc(), Message.id.desc())
    .limit(1)
)
_HEARD = Look(
    select(Message.origin_ticket_id, Message.at)
    .where(*_AT_ADDRESS, Message.kind == literal_column("'inbound'"))
    .order_by(Message.at.desc(), Message.id.desc())
    .limit(1)
)


def _latest(inbox, identity, conversation) -> Ticket | None:
    if conversation is None:
        return _LATEST.first(identity=identity.id, inbox=inbox.id)
    return _LATEST_OF_CONVERSATION.first(identity=identity.id, inbox=inbox.id, conversation=conversation)
