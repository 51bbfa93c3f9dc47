"""Search: newest first, and only as far as needed, so that a word in every message costs no more than a rare one."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import and_, func, select, text

from helpdesk.db import db
from tickets import cursor as cursors
from tickets.message import Message
from tickets.paging import Order
from tickets.search_filters import clauses, shows_hidden
from tickets.search_index import matching
from tickets.search_query import Query, parse
from tickets.snippets import snippet
from tickets.ticket import SHOWN, Ticket

FIRST_READ, MOST_READ = 100, 50_000  # entries looked at for one page; what lies beyond is found on the next
NEWEST = Order("last_message_at", True)


@dataclass
class Hit:
    """A ticket that was found, by which of its messages, and what of that to show."""

    ticket: Ticket
    message_id: int | None
    snippet: list[dict]


@dataclass
class Found:
    """Hits, newest message first; `next` asks for older ones."""

    hits: list[Hit] = field(default_factory=list)
    next: str | None = None


def search(sight, typed: str, *, after: str | None = None, limit: int = 25, **filters: str) -> Found:
    """What this person can find. Raises BadFilter and BadCursor; nothing else that is typed is an error."""
    query = parse(typed)
    for name, value in filters.items():
        if value:
            query.filters.setdefault(name, []).append(value)
    if not query.terms:
        return _by_filters(sight, query, after, limit) if query.filters else Found()
    found = _by_words(sight, query, after, limit)
    if query.number is not None and not after:
        _number_first(sight, query.number, found)
    return found


def _by_words(sight, query: Query, after: str | None, limit: int) -> Found:
    reader = _Reader(sight, query, cursors.read(after, int)[0] if after else None)
    chosen: dict[int, int] = {}  # ticket → the newest of its messages that match
    while len(chosen) <= limit and not reader.done:
        for ticket, message in reader.read():
            chosen.setdefault(ticket, message)
    shown = dict(list(chosen.items())[:limit])
    last = list(shown.values())[-1] if len(chosen) > limit else reader.below if reader.more else None
    return Found(_hits(shown, query.words), cursors.write([last]) if last else None)


class _Reader:
    """Reads the entries from the newest down, in growing batches, and keeps what may be seen."""

    def __init__(self, sight, query: Query, started: int | None):
        self.id, self.match = matching(query.terms, query.without)
        self.where = _where(sight, query, Message.at)
        self.started = self.below = started
        self.batch, self.count, self.done, self.more = FIRST_READ, 0, False, True

    def read(self) -> list[tuple[int, int]]:
        """The next (ticket, message) pairs, none of a ticket that an earlier page has shown."""
        entries = select(self.id.label("id")).where(self.match).order_by(self.id.desc()).limit(self.batch)
        if self.below is not None:
            entries = entries.where(self.id < self.below)
        entry = entries.cte("entry")
        rows = db.session.execute(
            select(entry.c.id, Ticket.id).select_from(entry).outerjoin(Message, Message.id == entry.c.id)
            .outerjoin(Ticket, and_(Ticket.id == Message.ticket_id, self.where)).order_by(entry.c.id.desc())).all()
        self.count, self.more = self.count + len(rows), len(rows) == self.batch
        self.below = rows[-1][0] if rows else self.below
        self.batch = min(self.batch * 4, 10_000)
        self.done = not self.more or self.count >= MOST_READ
        found = [(ticket, message) for message, ticket in rows if ticket is not None]
        told = self._told_before({ticket for ticket, _ in found})
        return [(ticket, message) for ticket, message in found if ticket not in told]

    def _told_before(self, tickets: set[int]) -> set[int]:
        if self.started is None or not tickets:
            return set()
        newer = (Message.ticket_id.in_(tickets), Message.id >= self.started, self.match, self.where)
        return set(db.session.scalars(
            select(Message.ticket_id).join(Ticket, Ticket.id == Message.ticket_id)
            .join(self.id.table, self.id == Message.id).where(*newer)))


def _by_filters(sight, query: Query, after: str | None, limit: int) -> Found:
    # Not the index of the order: what a filter leaves may lie far down in it.
    by = [func.coalesce(column, column) for column in NEWEST.columns] if _narrows(query) else NEWEST.columns
    wanted = select(Ticket, *NEWEST.columns).where(_where(sight, query, Ticket.created_at))
    if after:
        wanted = wanted.where(NEWEST.after(after))
    rows = db.session.execute(wanted.order_by(*(column.desc() for column in by)).limit(limit + 1)).all()
    hits = [Hit(row[0], row[0].last_message_id, snippet(row[0].preview, set())) for row in rows[:limit]]
    return Found(hits, cursors.write(rows[limit - 1][1:]) if len(rows) > limit else None)


def _narrows(query: Query) -> bool:
    return "customer" in query.filters or "tag" in query.filters


def _where(sight, query: Query, at):
    hidden = () if shows_hidden(query.filters) else (text(SHOWN),)
    seen = () if sight.seen is None else (sight.seen,)
    return and_(Ticket.id.is_not(None), *hidden, *seen, *clauses(query.filters, sight.who, at))


def _hits(chosen: dict[int, int], words: set[str]) -> list[Hit]:
    tickets = {ticket.id: ticket for ticket in db.session.scalars(select(Ticket).where(Ticket.id.in_(chosen)))}
    texts = dict(map(tuple, db.session.execute(
        select(Message.id, Message.text).where(Message.id.in_(chosen.values())))))
    return [Hit(tickets[ticket], message, snippet(texts[message], words))
            for ticket, message in chosen.items() if ticket in tickets and message in texts]


def _number_first(sight, number: int, found: Found) -> None:
    try:
        ticket = sight.get(number)
    except LookupError:
        return
    others = [hit for hit in found.hits if hit.ticket.id != number]
    found.hits = [Hit(ticket, ticket.last_message_id, snippet(ticket.preview, set())), *others]
