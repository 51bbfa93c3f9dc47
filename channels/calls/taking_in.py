"""Take in what a telephone system tells of a call: each event once, in any order, all of them one message."""

from sqlalchemy import bindparam

from channels import media
from channels.calls import dialled
from channels.calls.callers import caller_of, is_withheld
from channels.calls.phone_call import CAUSES, PhoneCall, advance, index_of
from channels.calls.placing import ticket_of_call
from channels.calls.words import SUBJECT, SUBJECT_OUT, WITHHELD, text_of
from channels.channel import Call
from channels.cleaning import storable
from helpdesk import clock, people
from helpdesk.customers import Customer
from helpdesk.customers.masking import mask
from helpdesk.customers.privacy import graves
from helpdesk.db import only_one, transaction
from helpdesk.events import SYSTEM
from helpdesk.hot import Find, get, insert
from helpdesk.people import Agent
from tickets import Message, Ticket, give_to_speaker, log_call, open_ticket, root_of, tell_call

_KNOWN = Find(PhoneCall, PhoneCall.inbox_id == bindparam("inbox"), PhoneCall.call_index == bindparam("index"))


@transaction()
def take_in(inbox, call: Call) -> Message | None:
    """The message of the call that this event changed; None when all of it was known."""
    at = min(call.at or clock.now(), clock.now())
    if graves.buried(graves.CALL, inbox.id, index_of(storable(call.call_id))):
        return None  # a late word of a call whose caller has been erased
    row, fresh = _row(inbox, call, at)
    learned = _learn(row, call, at)
    files = [file for file in call.files if _file_key(file) not in row.files]
    if row.message_id is None:
        _show(inbox, row, at)
    elif not (fresh or learned or files):
        return None
    ticket, message = thread_of(row)
    go_on(inbox, row, message, ticket, at)
    if files:
        row.files = [*row.files, *map(_file_key, files)]
        media.plan(inbox, message, files)
    return message


def _row(inbox, call: Call, at) -> tuple[PhoneCall, bool]:
    """What is known of this call; two events of it at once queue up here."""
    index = index_of(storable(call.call_id))
    only_one("phone_call", inbox.id, index.hex())
    row = _KNOWN.first(inbox=inbox.id, index=index)
    if row is not None:
        return row, False
    customer, identity = caller_of(inbox, call)
    if call.direction == "out" and (row := dialled.adopt(inbox, identity, index)) is not None:
        return row, True
    only_one("address", inbox.id, identity.kind, identity.value)
    ticket = ticket_of_call(inbox, identity, withheld=is_withheld(call), as_of=at)
    opened = ticket is None
    ticket = ticket or _opened(inbox, call, customer, identity)
    return insert(
        PhoneCall(
            inbox_id=inbox.id,
            call_index=index,
            ticket_id=ticket.id,
            identity_id=identity.id,
            direction=call.direction,
            state="dialling",
            opened=opened,
            started_at=at,
        )
    ), True


def _opened(inbox, call: Call, customer: Customer, identity) -> Ticket:
    zh = _language(inbox) == "zh"
    words = (SUBJECT if call.direction == "in" else SUBJECT_OUT)[zh]
    by = customer if call.direction == "in" else people.at_telephone(call.agent) or SYSTEM
    return open_ticket(
        customer,
        by=by,
        identity=identity,
        inbox=inbox,
        language=customer.language,
        subject=words.format(_caller(identity, zh)),
    )


def _caller(identity, zh: bool) -> str:
    """The subject is read by everybody and lies in the clear: the number is masked in it, the name is not there."""
    if identity.kind == "withheld":
        return WITHHELD[zh]
    return mask("phone", identity.value) if identity.kind == "phone" else identity.value


def _learn(row: PhoneCall, call: Call, at) -> bool:
    """Add these facts to what is known; False when they are nothing new."""
    known = _facts(row)
    row.started_at = min(row.started_at, at)
    who = people.at_telephone(call.agent)
    if call.event == "ringing":
        row.rings_at_id = row.rings_at_id or (who.id if who and call.direction == "in" else None)
    if call.event == "answered":
        row.answered_at = min(row.answered_at or at, at)
    if call.event == "ended":
        row.ended_at = max(row.ended_at or at, at)
        row.cause = max(row.cause, call.cause, key=CAUSES.index)
    if call.event == "voicemail":
        row.voicemail = True
    if who and (call.direction == "out" or call.event == "answered" or call.cause == "answered"):
        row.agent_id = row.agent_id or who.id
    if call.seconds is not None and call.event in ("ended", "voicemail"):
        row.seconds = max(row.seconds or 0, min(call.seconds, 86_400))
    return _facts(row) != known


def _facts(row: PhoneCall) -> tuple:
    # The exact moments are no facts: a delivery that is repeated later must not look like news.
    return (
        row.rings_at_id,
        row.answered_at is None,
        row.ended_at is None,
        row.cause,
        row.voicemail,
        row.agent_id,
        row.seconds,
    )


def _show(inbox, row: PhoneCall, at) -> None:
    """Put the call into its thread, ringing; what more is known of it follows at once."""
    ticket = root_of(get(Ticket, row.ticket_id))
    customer = get(Customer, ticket.customer_id)
    by = customer if row.direction == "in" else _agent(row) or SYSTEM
    advance(row, "ringing")
    message = log_call(
        ticket,
        customer,
        by=by,
        state="ringing",
        at=at,
        inbox_id=inbox.id,
        identity_id=row.identity_id,
        text=text_of(row.direction, "ringing", None, _language(inbox)),
        envelope=_envelope(row),
    )
    row.message_id = message.id


def go_on(inbox, row: PhoneCall, message: Message, ticket: Ticket, at) -> None:
    """Let the message and the ticket follow what is known now."""
    advance(row, row.outcome())
    text = text_of(row.direction, row.state, row.seconds, _language(inbox))
    envelope = _envelope(row)
    if (message.state, message.text, message.envelope) != (row.state, text, envelope):
        tell_call(message, ticket, state=row.state, text=text, envelope=envelope, at=at, by=_agent(row) or SYSTEM)
    speaker = _agent(row)
    if speaker is not None and speaker.disabled_at is None and row.state in ("talking", "ended"):
        give_to_speaker(ticket, speaker, opened_by_call=row.opened)


def _envelope(row: PhoneCall) -> dict:
    return {
        "call": {
            "direction": row.direction,
            "seconds": row.seconds,
            "agent": row.agent_id,
            "rings_at": row.rings_at_id,
            "answered_at": clock.iso(row.answered_at),
        }
    }


def thread_of(row: PhoneCall) -> tuple[Ticket, Message]:
    """The ticket that shows the call now, and its message."""
    message = get(Message, row.message_id)
    return root_of(get(Ticket, message.ticket_id)), message


def _agent(row: PhoneCall) -> Agent | None:
    return get(Agent, row.agent_id) if row.agent_id else None


def _language(inbox) -> str:
    return (inbox.settings or {}).get("language") or "en"


def _file_key(file) -> str:
    return file.filename[:200]
