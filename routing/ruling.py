"""Ruling: when something happens to a ticket, the rules are looked at, and what they say is done, in the same
transaction. What they do may set off others, a rule none that acted before it: no rule can wake itself."""

from datetime import datetime

from helpdesk.customers.events import CUSTOMERS_MERGED
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.hot import get
from routing import rulebook
from routing.carrying_out import carry_out
from routing.facts import Facts
from routing.held import held
from routing.of_a_customer import open_tickets_of
from routing.paper import Paper
from routing.planning import plan
from routing.rulebook import Ready
from routing.triggers import trigger_of
from routing.troubles import note_trouble
from routing.writing_down import write_down
from tickets import Ticket
from tickets.events import MESSAGE_RECEIVED

DEEPEST = 5
_QUEUE, _ACTED = "rule_queue", "rule_acted"


def run(event: Event) -> None:
    """A reaction: what this event sets going. Within the work of rules it waits until they are through."""
    info = db.session().info
    if _QUEUE in info:
        info[_QUEUE].append(event)
        return
    info[_QUEUE], info[_ACTED] = [event], set()
    try:
        _rounds(info, event.name == MESSAGE_RECEIVED)
    finally:
        del info[_QUEUE], info[_ACTED]


def act_on_time(ticket: Ticket, rule: Ready, *, since: datetime, now: datetime) -> list[int]:
    """Let a rule on time act, and then what that sets going; returns its number if it matched."""
    info = db.session().info
    info[_QUEUE], info[_ACTED] = [], set()
    try:
        found = act_on(ticket, [rule], rule.lasting[0], None, acted=info[_ACTED], now=now, since=since)
        _rounds(info, False, depth=1)
    finally:
        del info[_QUEUE], info[_ACTED]
    return found


def _rounds(info: dict, is_arrival: bool, depth: int = 0) -> None:
    while info[_QUEUE]:
        # The same list all along: a savepoint that fails takes off what was put on it meanwhile.
        events = list(info[_QUEUE])
        info[_QUEUE].clear()
        for event in events:
            for ticket in _about(event):
                _look(ticket, event, depth, info[_ACTED], is_arrival)
        depth += 1


def _about(event: Event) -> list[Ticket]:
    if event.name == CUSTOMERS_MERGED:
        return open_tickets_of(event.customer_id) if rulebook.rules_of("merged") else []
    return [get(Ticket, event.ticket_id)] if event.ticket_id is not None else []


def _look(ticket: Ticket, event: Event, depth: int, acted: set, is_arrival: bool) -> None:
    trigger = trigger_of(event.name, event.data or {}, ticket.message_count)
    rules = rulebook.rules_of(trigger) if trigger else []
    if not rules or ticket.spam_at or ticket.trashed_at or ticket.merged_into_id:
        return
    free = [rule for rule in rules if (rule.id, ticket.id) not in acted] if acted else rules
    act_on(ticket, free, trigger, event, depth=depth, acted=acted, is_arrival=is_arrival)


def act_on(
    ticket: Ticket,
    rules: list[Ready],
    trigger: str,
    event: Event | None,
    *,
    acted: set,
    depth: int = 0,
    is_arrival: bool = False,
    now: datetime | None = None,
    since: datetime | None = None,
) -> list[int]:
    """Look at these rules for this ticket and do what they say; returns the numbers of those that matched."""
    facts = Facts(Paper(ticket), event, now=now)
    facts.is_arrival = is_arrival
    made = plan(rules, facts, held)
    for rule in made.slow:
        note_trouble(rule.id, "too_slow", ticket.id)
    cut = bool(made.matched) and depth >= DEEPEST
    if cut:
        for match in made.matched:
            note_trouble(match.rule.id, "too_deep", ticket.id)
    acted |= {(match.rule.id, ticket.id) for match in made.matched}
    done = [] if cut else carry_out(ticket, made, facts)
    for one in done:
        if one["refused"]:
            note_trouble(one["rule"], "refused", ticket.id, {"actions": one["refused"][:3]})
    write_down(ticket, trigger, event, made, done, facts.now, depth=depth, cut=cut, since=since)
    return [match.rule.id for match in made.matched]
