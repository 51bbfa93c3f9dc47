"""Promise results: of what was owed in some days, how much was kept, by agent and team; reading only."""

from datetime import datetime

from sqlalchemy import and_, case, func, select

from helpdesk import clock
from helpdesk.db import db
from tickets.promise import Promise
from tickets.ticket import Ticket

BY = {"agent": Promise.agent_id, "team": Promise.team_id}
MOST_GROUPS, MOST_ROWS = 200, 50
STATES = ("kept", "late", "overdue", "open", "dropped")


def tally(since: datetime, until: datetime, by: str | None = None, narrowed: dict | None = None) -> list[dict]:
    """{key, due, kept, late, overdue, open, dropped, share} of promises due in these days; one row, or one a group.

    kept: in time · late: kept after that · overdue: still owed · share: kept in time, of all but dropped and open ones.
    """
    column = BY[by] if by else None
    query = select(*([column] if by else []), func.count(), *(func.sum(case((_is(s), 1), else_=0)) for s in STATES))
    query = query.where(*_where(since, until, narrowed or {}))
    rows = db.session.execute(query.group_by(column).limit(MOST_GROUPS) if by else query).all()
    found = [_row(None if not by else row[0], row if not by else row[1:]) for row in rows]
    return sorted(found, key=lambda row: -row["due"])


def newest(since: datetime, until: datetime, sees, *, narrowed: dict | None = None) -> list[tuple[Promise, Ticket]]:
    """The last of them with their tickets, as far as who looks sees those (`sees`: a condition, None for all)."""
    narrowed = dict(narrowed or {})
    state = narrowed.pop("state", None)
    query = select(Promise, Ticket).join(Ticket, Ticket.id == Promise.ticket_id)
    query = query.where(*_where(since, until, narrowed), *([_is(state)] if state in STATES else []))
    if sees is not None:
        query = query.where(sees)
    rows = db.session.execute(query.order_by(Promise.due_at.desc(), Promise.id.desc()).limit(MOST_ROWS))
    return [(promise, ticket) for promise, ticket in rows]


def state_of(row: Promise) -> str:
    """One of STATES, as of now."""
    if row.outcome == "dropped":
        return "dropped"
    if row.done_at is not None:
        return "late" if row.done_at > row.due_at else "kept"
    return "overdue" if row.due_at <= clock.now() else "open"


def _is(state: str):
    return {
        "kept": and_(Promise.outcome == "kept", Promise.done_at <= Promise.due_at),
        "late": and_(Promise.outcome == "kept", Promise.done_at > Promise.due_at),
        "overdue": and_(Promise.done_at.is_(None), Promise.due_at <= clock.now()),
        "open": and_(Promise.done_at.is_(None), Promise.due_at > clock.now()),
        "dropped": Promise.outcome == "dropped",
    }[state]


def _where(since: datetime, until: datetime, narrowed: dict) -> list:
    chosen = [BY[name] == value for name, value in narrowed.items() if name in BY]
    return [Promise.due_at >= since, Promise.due_at < until, *chosen]


def _row(key, counts) -> dict:
    due, *rest = counts
    found = {"key": key, "due": due, **{name: int(count or 0) for name, count in zip(STATES, rest, strict=True)}}
    owed = found["kept"] + found["late"] + found["overdue"]
    return found | {"share": round(100 * found["kept"] / owed) if owed else None}
