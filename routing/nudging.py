"""Nudge: a pending ticket reminds its customer in business hours, twice at most, and is closed when nobody answers.

Off unless an inbox asks for it. What the customer writes, or any other status, ends the waiting.
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import change, get
from routing.calendars.asking import calendar_of, default_calendar_id
from routing.hours import NeverOpens, add
from routing.pending_wait import PendingWait
from tickets import NotAllowed, Ticket, close, tell
from tickets.events import CUSTOMER_NUDGED
from tickets.patience import Waiting, patience_of

BATCH = 500
_WORDS = {
    "en": (
        "We are still waiting for your answer about “{subject}”. Just reply here and we go on.",
        "We have not heard from you about “{subject}”. If you do not answer, we close this request soon;"
        " you can write to us again at any time.",
    ),
    "zh": (
        "关于“{subject}”，我们还在等待您的回复。您直接回复即可继续处理。",
        "关于“{subject}”，我们尚未收到您的回复。如果您不再回复，该请求将很快关闭；您随时可以再次联系我们。",
    ),
}


def wait_for_customer(event) -> None:
    """A reaction to a change of status: pending begins the waiting, anything else ends it."""
    if event.data.get("from") == "pending":
        _forget(event.ticket_id)
    if event.data.get("to") != "pending":
        return
    ticket = get(Ticket, event.ticket_id)
    patience = patience_of(ticket.inbox_id)
    if patience.nudges and ticket.identity_id is not None:
        _forget(ticket.id)
        db.session.add(PendingWait(ticket_id=ticket.id, due_at=_in_hours(clock.now(), patience.nudge_hours)))
        db.session.flush()


def answered_meanwhile(event) -> None:
    """A reaction to an answer of ours: the customer's time begins anew."""
    row = db.session.get(PendingWait, event.ticket_id)
    if row is not None and event.actor_kind == "agent":
        patience = patience_of(get(Ticket, event.ticket_id).inbox_id)
        change(row, said=0, since=clock.now(), due_at=_in_hours(clock.now(), patience.nudge_hours))


def nudge_due(as_of: datetime | None = None) -> int:
    """Remind and close what is due; for the sweep. Two sweeps at once remind nobody twice."""
    as_of = as_of or clock.now()
    due = db.session.scalars(
        select(PendingWait.ticket_id).where(PendingWait.due_at <= as_of).order_by(PendingWait.due_at).limit(BATCH)
    ).all()
    return sum(_nudge(number, as_of) for number in due)


@transaction()
def _nudge(number: int, as_of: datetime) -> bool:
    row = db.session.get(PendingWait, number, with_for_update=True, populate_existing=True)
    if row is None or row.due_at > as_of:
        return False
    ticket = get(Ticket, number)
    patience = patience_of(ticket.inbox_id)
    over = ticket.spam_at or ticket.trashed_at or ticket.merged_into_id
    if ticket.status != "pending" or over or not patience.nudges:
        _forget(number)
    elif ticket.snoozed_until is not None and ticket.snoozed_until > as_of:
        change(row, due_at=ticket.snoozed_until)  # somebody has put it aside until then
    elif row.said < patience.nudges:
        _remind(row, ticket, patience, as_of)
    else:
        _forget(number)
        _give_up(ticket)
    return True


def _remind(row: PendingWait, ticket: Ticket, patience: Waiting, as_of: datetime) -> None:
    said = row.said + 1
    last = said == patience.nudges and patience.nudges > 1
    hours = patience.close_hours if said == patience.nudges else patience.nudge_hours
    change(row, said=said, due_at=_in_hours(as_of, hours))
    words = _WORDS["zh" if ticket.language == "zh" else "en"][last]
    tell(
        ticket,
        text=words.format(subject=ticket.subject[:80] or f"#{ticket.id}"),
        inbox_id=ticket.inbox_id,
        identity_id=ticket.identity_id,
        client_id=f"nudge-{int(row.since.timestamp())}-{said}",
        envelope={"nudge": said},
    )
    record(CUSTOMER_NUDGED, ticket, by=SYSTEM, time=said)


def _give_up(ticket: Ticket) -> None:
    try:
        close(ticket, by=SYSTEM)
    except NotAllowed:  # it has changed meanwhile in a way that forbids it: people see it as it is
        return


def _forget(number: int) -> None:
    row = db.session.get(PendingWait, number)
    if row is not None:
        db.session.delete(row)
        db.session.flush()


def _in_hours(start: datetime, hours: int) -> datetime:
    """So many hours of business time later; round the clock where no calendar is kept, or it never opens."""
    length, calendar = timedelta(hours=hours), calendar_of(default_calendar_id())
    try:
        return start + length if calendar is None else add(calendar, start, length)
    except NeverOpens:
        return start + length
