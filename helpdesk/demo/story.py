"""Story: what happened to one ticket, step by step, at true past times. Pure: no database."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from helpdesk.demo.offsets import moment, moments

CLOSES_AFTER = timedelta(days=4)
AT_ONCE = timedelta(seconds=3)
LONG = timedelta(hours=2)
ENDINGS = {"pending": "pending", "on-hold": "on_hold", "closed": "solved", "solved": "solved"}


@dataclass(frozen=True)
class Step:
    """`do` is a method of Chronicle, `by` a customer, an agent's short name, or None for the program itself."""

    at: datetime
    do: str
    by: str | None = None
    data: dict = field(default_factory=dict)


def steps_of(ticket: dict, *, zone: str, as_of: datetime) -> list[Step]:
    """Everything that happened to the ticket until now, in order."""
    messages = ticket["messages"]
    times = moments([m["at"] for m in messages], as_of=as_of, zone=zone)
    steps = [Step(times[0], "open", "customer")]
    if old := ticket.get("split_from"):
        steps.append(Step(times[0], "split_off", ticket["assignee"], {"other": old}))
    if ticket["assignee"]:
        steps.append(Step(_noticed(messages, times), "assign", None, {"to": ticket["assignee"]}))
    for message, at in zip(messages, times, strict=True):
        steps += _told(message, at)
    steps += _ending(ticket, times[-1], as_of)
    return sorted((step for step in steps if step.at <= as_of), key=lambda step: step.at)


def _noticed(messages: list[dict], times: list[datetime]) -> datetime:
    """When it was given to somebody: at once, or in the morning when nobody was here."""
    for (_, before), (message, at) in pairwise(zip(messages, times, strict=True)):
        if message["by"] != "customer":
            waited = at - before > LONG
            return max(before, at - timedelta(minutes=7)) if waited else times[0] + AT_ONCE
    return times[0] + AT_ONCE


def _told(message: dict, at: datetime) -> list[Step]:
    if "set" in message:
        return [
            Step(at, {"status": "set_status", "team": "hand_over"}[what], message["by"], {"to": to})
            for what, to in message["set"].items()
        ]
    do = "receive" if message["by"] == "customer" else "note" if message.get("note") else "reply"
    return [Step(at, do, message["by"], message)]


def _ending(ticket: dict, last: datetime, as_of: datetime) -> list[Step]:
    by = ticket["assignee"]
    if ticket.get("spam"):
        return [Step(last + timedelta(minutes=50), "mark_spam", "ann")]
    if into := ticket.get("merged_into"):
        return [Step(min(last + timedelta(minutes=4), as_of), "merge", by, {"other": into})]
    status = ENDINGS.get(ticket["status"])
    if status == "solved":
        return _solved(ticket, last, as_of)
    steps = [Step(last + timedelta(seconds=20), "set_status", by, {"to": status})] if status else []
    if until := ticket.get("snoozed_until"):
        until = moment(until, as_of=as_of, after=as_of)
        steps.append(Step(last + timedelta(seconds=40), "snooze", by, {"until": until}))
    return steps


def _solved(ticket: dict, last: datetime, as_of: datetime) -> list[Step]:
    """Solved some minutes after the last word unless it was said before; closed four days later."""
    final = ticket["messages"][-1]
    minutes = 2 + int(ticket["id"][1:]) % 17
    at = last if "set" in final else min(last + timedelta(minutes=minutes), as_of)
    solved = [] if "set" in final else [Step(at, "set_status", ticket["assignee"], {"to": "solved"})]
    return [*solved, Step(at + CLOSES_AFTER, "set_status", None, {"to": "closed"})]
