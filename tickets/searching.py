"""Search: newest first, and only as far as needed, so that a word in every message costs no more than a rare one."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import and_, func, select, text, union_all

from helpdesk.db import db
from helpdesk.snippets import marked, snippet
from tickets import cursor as cursors
from tickets.message import Message
from tickets.paging import Order
from tickets.search_filters import clauses, shows_hidden
from tickets.search_index import matching
from tickets.search_query import Query, parse
from tickets.ticket import SHOWN, Ticket

FIRST_READ, MOST_READ = 100, 50_000  # entries looked at for one page; what lies beyond is found on the next
FEW = 500  # messages
NEWEST = Order("last_message_at", True)


@dataclass
class Hit:
    """A ticket that was found, by which of its messages, and what of that to show."""

    ticket: Ticket
    message_id: int | None
    snippet: list[dict]
    title: list[dict] = field(default_factory=list)  # the subject in pieces, where words looked for stand in it


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
        self.only = _messages_of_customer(sight, query) if "customer" in query.filters else None
        self.batch, self.count, self.done, self.more = FIRST_READ, 0, False, True

    def read(self) -> list[tuple[int, int]]:
        """The next (ticket, message) pairs, none of a ticket that an earlier page has shown."""
        entries = select(self.id.label("id")).where(self.match).order_by(self.id.desc()).limit(self.batch)
        if self.below is not None:
            entries = entries.where(self.id < self.below)
        if self.only is not None:
            entries = entries.where(self.id.in_(self.only))
        entry = entries.cte("entry")
        seen = (
            select(Ticket.id, entry.c.id)
            .select_from(entry)
            .join(Message, Message.id == entry.c.id)
            .join(Ticket, Ticket.id == Message.ticket_id)
            .where(self.where)
        )
        # One row more says how far was read, however little of that may be seen.
        *found, (count, last) = db.session.execute(
            union_all(seen, select(func.count(), func.min(entry.c.id)).select_from(entry))
        ).all()
        self.count, self.more, self.below = self.count + count, count == self.batch, last
        self.batch = min(self.batch * 4, 10_000)
        self.done = not self.more or self.count >= MOST_READ
        told = self._told_before({ticket for ticket, _ in found})
        return sorted(((t, m) for t, m in found if t not in told), key=lambda pair: -pair[1])

    def _told_before(self, tickets: set[int]) -> set[int]:
        if self.started is None or not tickets:
            return set()
        newer = (Message.ticket_id.in_(tickets), Message.id >= self.started, self.match, self.where)
        return set(
            db.session.scalars(
                select(Message.ticket_id)
                .join(Ticket, Ticket.id == Message.ticket_id)
                .join(self.id.table, self.id == Message.id)
                .where(*newer)
            )
        )


def _messages_of_customer(sight, query: Query) -> list[int] | None:
    """All there is of somebody who has written little: better than all that was ever said with these words."""
    wanted = (
        select(Message.id)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(_where(sight, query, Message.at))
        .limit(FEW + 1)
    )
    found = list(db.session.scalars(wanted))
    return found if len(found) <= FEW else None


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
    texts = dict(
        map(tuple, db.session.execute(select(Message.id, Message.text).where(Message.id.in_(chosen.values()))))
    )
    return [
        Hit(tickets[ticket], message, snippet(texts[message], words), marked(tickets[ticket].subject, words))
        for ticket, message in chosen.items()
        if ticket in tickets and message in texts
    ]


def _number_first(sight, number: int, found: Found) -> None:
    try:
        ticket = sight.get(number)
    except LookupError:
        return
    others = [hit for hit in found.hits if hit.ticket.id != number]
    found.hits = [Hit(ticket, ticket.last_message_id, snippet(ticket.preview, set())), *others]
