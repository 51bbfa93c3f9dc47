"""Walking: a ticket's past as its events tell it, with each moment that could have set a rule going."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace

from routing.paper import Paper
from routing.triggers import trigger_of
from tickets import events as e

_SPEAKING = (e.MESSAGE_RECEIVED, e.REPLY_SENT, e.NOTE_ADDED, e.CALL_STARTED)
_COLUMN = {
    e.STATUS_CHANGED: "status",
    e.PRIORITY_CHANGED: "priority",
    e.TYPE_CHANGED: "type",
    e.TEAM_CHANGED: "team_id",
    e.TICKET_ASSIGNED: "assignee_id",
    e.TICKET_UNASSIGNED: "assignee_id",
}


@dataclass
class Occasion:
    """Something that could have set a rule going, and the ticket as it stood then, on paper."""

    trigger: str
    at: datetime
    paper: Paper
    event: SimpleNamespace
    message: object | None = None


@dataclass
class Past:
    """What was read of one ticket."""

    row: object
    events: list
    messages: dict[int, object]
    first_message: object | None = None


def occasions(past: Past, until: datetime, lasting: tuple[str, timedelta] | None = None) -> Iterator[Occasion]:
    """Every moment that sets rules going, in order; with `lasting` those in which a time has passed instead."""
    paper = _as_it_began(past)
    if not any(event.name in _SPEAKING for event in past.events):
        yield from _untold(past, paper, until, lasting)
        return
    watch = _Watch(lasting, paper)
    for event in past.events:
        yield from watch.until(event.at, paper)
        message = past.messages.get(event.message_id) if event.message_id else None
        _apply(paper, event, message)
        watch.note(event, paper)
        trigger = trigger_of(event.name, event.data or {}, paper.message_count)
        if trigger and lasting is None:
            yield Occasion(trigger, event.at, Paper(paper), _like(event), message)
    yield from watch.until(until, paper)


class _Watch:
    """Since when each thing has lasted, and whether its time has come."""

    def __init__(self, lasting, paper):
        self.lasting, self.fired, self.paused = lasting, None, paper.created_at
        self.status_since = self.spoken = paper.created_at

    def note(self, event, paper) -> None:
        if event.name == e.STATUS_CHANGED:
            self.status_since = event.at
        if event.name in _SPEAKING:
            self.spoken = event.at

    def until(self, at: datetime, paper: Paper) -> Iterator[Occasion]:
        if self.lasting is None:
            return
        name, duration = self.lasting
        since = self._since(name, paper)
        if since is None or since == self.fired or since + duration > at:
            return
        self.fired = since
        event = SimpleNamespace(name="", data={}, actor_kind="system", at=since + duration, message_id=None)
        yield Occasion(name, since + duration, Paper(paper), event)

    def _since(self, name: str, paper: Paper) -> datetime | None:
        active = paper.status in ("new", "open", "pending", "on_hold")
        return {
            "unanswered": paper.waiting_since if active else None,
            "unassigned_for": (paper.waiting_since or paper.created_at)
            if paper.assignee_id is None and paper.status in ("new", "open")
            else None,
            "waiting": self.status_since if paper.status in ("pending", "on_hold") else None,
            "quiet": self.spoken if active else None,
            "open": paper.created_at if active else None,
            "solved_for": paper.solved_at if paper.status == "solved" else None,
        }[name]


def _as_it_began(past: Past) -> Paper:
    """The row with all that its events tell undone, the last one first."""
    paper = Paper(past.row)
    paper.message_count, paper.waiting_since, paper.solved_at, paper.snoozed_until = 0, None, None, None
    for event in reversed(past.events):
        data = event.data or {}
        if event.name in _COLUMN and "from" in data:
            setattr(paper, _COLUMN[event.name], data["from"])
        elif event.name == e.TAGS_CHANGED:
            names = [name for name in paper.tag_names or [] if name not in data.get("added", [])]
            paper.tag_names = names + [name for name in data.get("removed", []) if name not in names]
        elif event.name == e.FIELDS_CHANGED:
            before = {**(paper.fields or {}), **{key: pair[0] for key, pair in data.items()}}
            paper.fields = {key: value for key, value in before.items() if value is not None}
    return paper


def _apply(paper: Paper, event, message) -> None:
    data = event.data or {}
    if event.name in _COLUMN:
        setattr(paper, _COLUMN[event.name], data.get("to"))
        if event.name == e.STATUS_CHANGED:
            paper.solved_at = event.at if data.get("to") == "solved" else None
            paper.waiting_since = None if data.get("to") in ("solved", "closed") else paper.waiting_since
    elif event.name == e.TAGS_CHANGED:
        names = [name for name in paper.tag_names or [] if name not in data.get("removed", [])]
        paper.tag_names = names + [name for name in data.get("added", []) if name not in names]
    elif event.name == e.FIELDS_CHANGED:
        after = {**(paper.fields or {}), **{key: pair[1] for key, pair in data.items()}}
        paper.fields = {key: value for key, value in after.items() if value is not None}
    elif event.name in _SPEAKING:
        _said(paper, event, message)


def _said(paper: Paper, event, message) -> None:
    paper.message_count += 1
    paper.last_message_id = event.message_id
    machine = message is not None and message.is_auto
    if event.name == e.MESSAGE_RECEIVED and not machine:
        paper.waiting_since = paper.waiting_since or (message.at if message is not None else event.at)
    elif event.name == e.REPLY_SENT and not machine:
        paper.waiting_since = None


def _untold(past: Past, paper: Paper, until, lasting) -> Iterator[Occasion]:
    """A ticket that was brought in from elsewhere: what is known is how it stands and with what it began."""
    paper.message_count = 1
    first = past.first_message
    event = SimpleNamespace(
        name=e.MESSAGE_RECEIVED,
        data={},
        actor_kind="customer",
        at=paper.created_at,
        message_id=first.id if first is not None else None,
    )
    if lasting is None:
        yield Occasion("opened", paper.created_at, paper, event, first)


def _like(event) -> SimpleNamespace:
    return SimpleNamespace(
        name=event.name, data=event.data or {}, actor_kind=event.actor_kind, at=event.at, message_id=event.message_id
    )
