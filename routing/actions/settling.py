"""How a ticket stands: solved, waiting, out of sight, junk."""

from datetime import timedelta

import tickets
from routing.actions.action import Action, BadAction, among
from routing.facts import words

LONGEST = 525_600
_STATUSES = {name: said for name, said in words.STATUSES.items() if name not in ("new", "closed")}


def _check_minutes(value) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= LONGEST:
        raise BadAction("a number of minutes, a year at most")


def _stands(paper, status, facts) -> None:
    paper.status = status
    if status == "solved":
        paper.solved_at, paper.waiting_since, paper.snoozed_until = paper.solved_at or facts.now, None, None


def _asleep(paper, minutes, facts) -> None:
    paper.snoozed_until = facts.now + timedelta(minutes=minutes)


def _junk(paper, value, facts) -> None:
    paper.spam_at = facts.now


ACTIONS = (
    Action(
        "status",
        "word",
        "Set the status",
        "设置状态",
        lambda ticket, value, by, facts: tickets.set_status(ticket, value, by=by),
        _stands,
        among(_STATUSES),
        alone=True,
        values=_STATUSES,
        forgets=("status", "category", "unanswered"),
    ),
    Action(
        "snooze",
        "minutes",
        "Snooze for",
        "稍后处理，时长",
        lambda ticket, value, by, facts: tickets.snooze(ticket, until=facts.now + timedelta(minutes=value), by=by),
        _asleep,
        _check_minutes,
        alone=True,
    ),
    Action(
        "spam",
        "yes",
        "Mark as spam",
        "标记为垃圾",
        lambda ticket, value, by, facts: tickets.mark_spam(ticket, by=by),
        _junk,
        alone=True,
        forgets=("spam",),
    ),
)
