"""Carrying: clocks go along when tickets are merged, taken apart again, or split."""

from datetime import datetime

from helpdesk.hot import change, get
from routing.sla.changes import REPLIES, settled, terms_of
from routing.sla.policies import policy_for
from routing.sla.running import begin, end, go_on, merged_clocks, open_clocks, pause, rests, used_us
from routing.sla.showing import show
from routing.sla.sla_clock import SlaClock
from tickets import Ticket
from tickets.ticket import DONE


def merged(event) -> None:
    """One thread, one clock of a kind: it has used what the longer of the two had used, and is broken if one was."""
    root, source = get(Ticket, event.ticket_id), get(Ticket, event.data["from"])
    mine = {row.metric: row for row in settled(root, event.at)}
    for row in settled(source, event.at):
        end(row, event.at, "merged")
        if root.status not in DONE:
            _join(row, _kind_on(root, row.metric), mine, root, event.at)
    show(source, [])
    show(root, open_clocks(root.id))


def unmerged(event) -> None:
    """The ticket that stands by itself again has its clocks back; they went on meanwhile."""
    ticket = get(Ticket, event.ticket_id)
    rows = [row for row in merged_clocks(ticket.id) if ticket.status not in DONE]
    for row in rows:
        since = row.ended_at
        change(row, ended_at=None, outcome=None)
        if row.metric in REPLIES and ticket.waiting_since is None:
            end(row, event.at, "met")
        elif not rests(ticket, row.metric, terms_of(row)):
            go_on(row, terms_of(row), since)
    if rows:
        show(ticket, open_clocks(ticket.id))


def split(event) -> None:
    """What was split off waits as long as it did before; what stays waits only if something in it does."""
    old, new = get(Ticket, event.ticket_id), get(Ticket, event.data["into"])
    rows = settled(old, event.at)
    terms = policy_for(new)
    for row in rows:
        if row.metric in REPLIES and new.waiting_since is not None:
            begin(new, _kind_on(new, row.metric), terms, event.at, **_carried(row, event.at))
        if row.metric in REPLIES and old.waiting_since is None:
            end(row, event.at, "dropped")
        if row.metric == "solution":
            for other in open_clocks(new.id):
                if other.metric == "solution":
                    _take_over(other, row, event.at)
    show(old, rows)
    show(new, open_clocks(new.id))


def _join(row: SlaClock, metric: str, mine: dict[str, SlaClock], root, at: datetime) -> None:
    if metric in mine:
        _take_over(mine[metric], row, at)
    else:
        fresh = begin(root, metric, policy_for(root), at, **_carried(row, at))
        if fresh is not None:
            mine[metric] = fresh


def _take_over(row: SlaClock, other: SlaClock, at: datetime) -> None:
    terms, running = terms_of(row), row.running_since is not None
    pause(row, at)
    change(
        row,
        used_us=max(row.used_us, _carried(other, at)["used_us"]),
        started_at=min(row.started_at, other.started_at),
        warned_at=row.warned_at or other.warned_at,
        breached_at=min(filter(None, (row.breached_at, other.breached_at)), default=None),
        level=max(row.level, other.level),
    )
    if running:
        go_on(row, terms, at)


def _carried(row: SlaClock, at: datetime) -> dict:
    return {
        "used_us": used_us(row, at),
        "started_at": row.started_at,
        "warned_at": row.warned_at,
        "breached_at": row.breached_at,
        "level": row.level,
    }


def _kind_on(ticket, metric: str) -> str:
    if metric not in REPLIES:
        return metric
    return "first_reply" if ticket.first_replied_at is None else "next_reply"
