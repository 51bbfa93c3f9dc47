"""Changes: what happens to a ticket's clocks when something happens to the ticket. All in its own transaction."""

from datetime import datetime

from helpdesk.hot import get
from routing.sla.firing import settle
from routing.sla.policies import Terms, all_terms, policy_for
from routing.sla.running import begin, end, go_on, last_clock, open_clocks, open_metrics, pause, rests, retarget, revive
from routing.sla.showing import show
from routing.sla.sla_clock import SlaClock
from tickets import Message, Ticket
from tickets.ticket import DONE

REPLIES = ("first_reply", "next_reply")
# After the ticket is solved these go on: the promise is to come back to the customer.
OUTLIVING = ("call_back",)


def start_clocks(event) -> None:
    """A ticket was opened: what is promised for it begins to run."""
    ticket = get(Ticket, event.ticket_id)
    terms = policy_for(ticket)
    if terms is None or ticket.status in DONE:
        return
    metrics = ["solution"]
    metrics += ["first_reply"] if event.actor_kind == "customer" else []
    metrics += ["proposal"] if ticket.type == "complaint" else []
    show(ticket, [row for row in (begin(ticket, metric, terms, event.at) for metric in metrics) if row])


def customer_wrote(event) -> None:
    """The customer waits for an answer from now on, if they did not already."""
    if not all_terms():
        return
    ticket, message = get(Ticket, event.ticket_id), get(Message, event.message_id)
    if message.is_auto:
        return _nobody_waits(ticket, event.at) if ticket.message_count == 1 else None
    if ticket.waiting_since == message.at and not open_metrics(ticket.id) & {*REPLIES}:
        _add(ticket, _reply_metric(ticket), event.at)
    return None


def answered(event) -> None:
    """An agent has answered; a machine's words keep no promise."""
    message = get(Message, event.message_id)
    if message.author_kind == "agent" and not message.is_auto:
        _spoken_to(get(Ticket, event.ticket_id), event.at)


def called(event) -> None:
    """Somebody talks with the customer on the telephone."""
    if event.data.get("state") == "talking":
        _spoken_to(get(Ticket, event.ticket_id), event.at)


def status_changed(event) -> None:
    """Clocks pause, go on, end or come back, as the status is."""
    ticket = get(Ticket, event.ticket_id)
    was_done, is_done = event.data["from"] in DONE, ticket.status in DONE
    if is_done and not was_done:
        _finish(ticket, event.at)
    elif was_done and not is_done:
        _reopen(ticket, event.at)
    elif not is_done:
        adjust(event)


def adjust(event) -> None:
    """The ticket is out of sight or back, or its status is another: clocks rest or run accordingly."""
    ticket = get(Ticket, event.ticket_id)
    rows = settled(ticket, event.at)
    for row in rows:
        terms = terms_of(row)
        if rests(ticket, row.metric, terms):
            pause(row, event.at)
        else:
            go_on(row, terms, event.at)
    show(ticket, rows)


def reconsider(event) -> None:
    """The ticket is another now (priority, type, team, …): perhaps other promises hold. What was used stays used."""
    if not all_terms():
        return
    ticket = get(Ticket, event.ticket_id)
    show(ticket, reconsidered(ticket, settled(ticket, event.at), event.at))


def reconsidered(ticket, rows: list[SlaClock], at: datetime) -> list[SlaClock]:
    """These clocks, and what is added to them, as the policies have it now."""
    terms = policy_for(ticket)
    for row in rows:
        retarget(row, ticket, terms, at) if terms else end(row, at, "dropped")
    if terms is not None and ticket.status not in DONE:
        rows = rows + _missing(ticket, terms, {row.metric for row in rows}, at)
    return rows


def settled(ticket, at: datetime) -> list[SlaClock]:
    """The open clocks, after what was broken by now has been said."""
    if not open_metrics(ticket.id):
        return []
    rows = open_clocks(ticket.id)
    settle(ticket, rows, terms_of, at)
    return rows


def terms_of(row: SlaClock) -> Terms | None:
    """The policy this clock keeps, if it is still in force."""
    return all_terms().get(row.policy_id)


def _spoken_to(ticket, at: datetime) -> None:
    rows = settled(ticket, at)
    terms = policy_for(ticket) if rows or ticket.status not in DONE else None
    for row in rows:
        if row.metric in (*REPLIES, "periodic_update") or (row.metric in OUTLIVING and ticket.status in DONE):
            end(row, at, "met")
    if ticket.status not in DONE:
        rows += filter(None, [begin(ticket, "periodic_update", terms, at)])
    show(ticket, rows)


def _finish(ticket, at: datetime) -> None:
    rows = settled(ticket, at)
    for row in rows:
        if row.metric not in OUTLIVING:
            end(row, at, "met" if row.metric in ("solution", "proposal") else "solved")
    if ticket.status == "solved" and not any(row.ended_at is None for row in rows):
        rows += filter(None, [begin(ticket, "call_back", policy_for(ticket), at)])
    show(ticket, rows)


def _reopen(ticket, at: datetime) -> None:
    rows, terms = settled(ticket, at), policy_for(ticket)
    for row in rows:
        if row.metric in OUTLIVING:
            end(row, at, "dropped")
    if terms is not None:
        rows += filter(None, [_solution_again(ticket, terms, at)])
        if ticket.waiting_since is not None and not {row.metric for row in rows if row.ended_at is None} & {*REPLIES}:
            rows += filter(None, [begin(ticket, _reply_metric(ticket), terms, ticket.waiting_since)])
        if ticket.first_replied_at is not None:
            rows += filter(None, [begin(ticket, "periodic_update", terms, at)])
    show(ticket, rows)


def _solution_again(ticket, terms: Terms, at: datetime) -> SlaClock | None:
    last = last_clock(ticket.id, "solution")
    if last is None or terms.reopening == "restart":
        return begin(ticket, "solution", terms, at)
    revive(last, ticket, terms, at, counting=terms.reopening == "count")
    return last


def _missing(ticket, terms: Terms, there: set[str], at: datetime) -> list[SlaClock]:
    """What this policy promises and the one before did not: it counts from when it would have begun."""
    begun = {"solution": ticket.created_at}
    if ticket.waiting_since is not None and not there & {*REPLIES}:
        begun[_reply_metric(ticket)] = ticket.waiting_since
    if ticket.type == "complaint":
        begun["proposal"] = at
    wanted = [metric for metric in begun if metric not in there and terms.target(metric, ticket.priority)]
    return [*filter(None, (_resumed(ticket, metric, terms, begun[metric], at) for metric in wanted))]


def _resumed(ticket, metric: str, terms: Terms, since: datetime, at: datetime) -> SlaClock | None:
    known = last_clock(ticket.id, metric) if metric not in REPLIES else None
    if known is None:
        return begin(ticket, metric, terms, since)
    if known.outcome == "dropped":
        revive(known, ticket, terms, at)
        return known
    return None  # it was kept, or it is open already


def _add(ticket, metric: str, at: datetime) -> None:
    row = begin(ticket, metric, policy_for(ticket), at)
    if row is not None:
        show(ticket, open_clocks(ticket.id))


def _nobody_waits(ticket, at: datetime) -> None:
    rows = settled(ticket, at)
    for row in rows:
        if row.metric in REPLIES:
            end(row, at, "dropped")
    show(ticket, rows)


def _reply_metric(ticket) -> str:
    return "first_reply" if ticket.first_replied_at is None else "next_reply"
