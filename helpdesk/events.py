"""Events: record() writes one row inside the transaction, when() says what follows, drain() lets it follow."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Index, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.alone import alone
from helpdesk.db import BigId, Row, db, id_column, in_transaction, on_commit, transaction
from helpdesk.hot import write

log = structlog.get_logger()
ANYTHING = "*"
BATCH = 500
SYSTEM = None  # by=SYSTEM: nobody did it, the program itself did


class Event(Row):
    """What happened: timeline, audit log, live update, outbox and webhook body at once."""

    __tablename__ = "event"
    id: Mapped[int] = id_column()
    name: Mapped[str]
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    ticket_id: Mapped[int | None] = mapped_column(BigId)
    customer_id: Mapped[int | None] = mapped_column(BigId)
    message_id: Mapped[int | None] = mapped_column(BigId)
    actor_kind: Mapped[str] = mapped_column(default="system")
    actor_id: Mapped[int | None] = mapped_column(BigId)
    data: Mapped[dict] = mapped_column(default=dict)
    delivered_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    __table_args__ = (
        Index("ix_event_ticket", "ticket_id", "id"),
        Index("ix_event_customer", "customer_id", "id"),
        Index(
            "ix_event_undelivered",
            "id",
            sqlite_where=text("delivered_at IS NULL"),
            postgresql_where=text("delivered_at IS NULL"),
        ),
    )


class Retry(Row):
    """A reaction that failed and shall be tried again by itself."""

    __tablename__ = "event_retry"
    id: Mapped[int] = id_column()
    event_id: Mapped[int] = mapped_column(BigId)
    reaction: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=1)
    due_at: Mapped[datetime | None] = mapped_column(clock.Instant, index=True)
    error: Mapped[str] = mapped_column(default="")


_now: dict[str, list[Callable]] = defaultdict(list)
_later: dict[str, list[Callable]] = defaultdict(list)
_together: dict[str, list[Callable]] = defaultdict(list)
_listeners: list[Callable[[list[Event]], None]] = []


def when(name: str, *, now: list[Callable] = (), later: list[Callable] = (), together: list[Callable] = ()) -> None:
    """Name what follows an event: `now` in the same transaction, `later` after it, each failing alone.

    `together` is like `later`, but follows once for many events at a time; it is given the last of them.
    """
    _now[name].extend(now)
    _later[name].extend(later)
    _together[name].extend(together)


def when_committed(listener: Callable[[list[Event]], None]) -> None:
    """Tell this listener the events of every transaction right after its commit."""
    if listener not in _listeners:
        _listeners.append(listener)


def forget_reactions() -> None:
    """Empty the register; for a process that assembles the app anew."""
    _now.clear()
    _later.clear()
    _together.clear()
    _listeners.clear()


def record(name: str, ticket=None, *, by, customer=None, message=None, **data) -> Event:
    """Write the event of this change and run its `now` reactions. `by` is an agent, a customer, a bot or SYSTEM."""
    if not in_transaction():
        raise RuntimeError(f"{name} was recorded outside a transaction")
    event = write(
        Event(
            name=name,
            at=clock.now(),
            ticket_id=ticket.id if ticket is not None else None,
            customer_id=customer.id if customer is not None else getattr(ticket, "customer_id", None),
            message_id=message.id if message is not None else None,
            actor_kind=getattr(by, "actor_kind", "system"),
            actor_id=getattr(by, "id", None),
            data=data,
        )
    )
    session = db.session()
    recorded = session.info.setdefault("recorded", [])
    if not recorded:
        on_commit(lambda: _announce(session))
    recorded.append(event)
    for reaction in (*_now[name], *_now[ANYTHING]):
        reaction(event)
    return event


def _announce(session) -> None:
    events = session.info.pop("recorded", [])
    for listener in _listeners:
        try:
            listener(events)
        except Exception:
            log.exception("listener failed", listener=listener.__qualname__)


def oldest_undelivered() -> datetime | None:
    """When the oldest event happened whose reactions have not followed."""
    return db.session.scalar(select(Event.at).where(Event.delivered_at.is_(None)).order_by(Event.id).limit(1))


def drain(limit: int = 20_000) -> int | None:
    """Let the `later` reactions of undelivered events run, oldest first; returns how many events were handled.

    The tick comes last: a crash repeats reactions and never loses one, so each looks before it acts. None while
    another process drains: two would react to the same event. Who is told so comes again, for the other may have
    looked for the last time.
    """
    with alone("drain") as mine:
        done = _drain_some(limit) if mine else None
    db.session.rollback()  # no snapshot of the past is held: SQLite's log could not be emptied
    return done


def _drain_some(limit: int) -> int:
    done = 0
    while done < limit:
        events = db.session.scalars(
            select(Event).where(Event.delivered_at.is_(None)).order_by(Event.id).limit(BATCH)
        ).all()
        db.session.expunge_all()  # else every transaction of a reaction would have each event read anew
        _follow(events)
        if events:
            _tick([event.id for event in events])
        done += len(events)
        db.session.expunge_all()
        if len(events) < BATCH:
            break
    return done


def _follow(events: list[Event]) -> None:
    together: dict[Callable, Event] = {}
    for event in events:
        for reaction in (*_later[event.name], *_later[ANYTHING]):
            _react(event, reaction)
        together |= dict.fromkeys((*_together[event.name], *_together[ANYTHING]), event)
    for reaction, event in together.items():
        _react(event, reaction)


@transaction()
def _tick(numbers: list[int]) -> None:
    db.session.execute(
        update(Event)
        .where(Event.id.in_(numbers))
        .values(delivered_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def retry_due(as_of: datetime | None = None) -> int:
    """Run again the reactions whose time to be retried has come; gives up after ten attempts, visibly."""
    due = db.session.scalars(select(Retry).where(Retry.due_at <= (as_of or clock.now())).limit(BATCH)).all()
    for row in due:
        event, reaction = db.session.get(Event, row.event_id), _named(row.reaction)
        if event is None or reaction is None or _react(event, reaction, row):
            with transaction():
                db.session.delete(db.session.get(Retry, row.id))
    return len(due)


def _react(event: Event, reaction: Callable, row: Retry | None = None) -> bool:
    try:
        reaction(event)
        return True
    except Exception as error:
        log.exception("reaction failed", reaction=_name(reaction), event_id=event.id)
        db.session.rollback()
        with transaction():
            attempts = row.attempts + 1 if row is not None else 1
            row = db.session.get(Retry, row.id) if row is not None else Retry(event_id=event.id)
            row.reaction, row.attempts, row.error = _name(reaction), attempts, f"{type(error).__name__}"
            row.due_at = clock.now() + timedelta(seconds=min(2**attempts * 5, 3600)) if attempts < 10 else None
            db.session.add(row)
        return False


def _name(reaction: Callable) -> str:
    return f"{reaction.__module__}.{reaction.__qualname__}"


def _named(name: str) -> Callable | None:
    known = (*_later.values(), *_together.values())
    return next((r for reactions in known for r in reactions if _name(r) == name), None)
