"""Writing down which rules were looked at, which matched and on what: what the ticket's story is told from."""

from helpdesk.hot import write
from routing.planning import Plan
from routing.rule_run import MOST_MISSED, RuleMatch, RuleRun

ALWAYS = ("opened",)  # here it is told too that no rule matched


def write_down(ticket, trigger, event, made: Plan, done: list[dict], at, *, depth: int, cut: bool, since=None) -> None:
    """One row for the ticket, and one for each rule that matched; none where nothing happened that anybody asks for."""
    if not made.matched and trigger not in ALWAYS:
        return
    matched = [
        {
            "rule": match.rule.id,
            "version": match.rule.version,
            "name": match.rule.name,
            "on": match.on,
            **({"did": one["did"], "refused": one["refused"]} if one else {"did": [], "refused": []}),
        }
        for match, one in zip(made.matched, done or [None] * len(made.matched), strict=True)
    ]
    write(
        RuleRun(
            ticket_id=ticket.id,
            event_id=event.id if event is not None else None,
            at=at,
            trigger=trigger,
            looked_at=made.looked_at,
            matched=matched,
            missed=[[rule.id, rule.version, leaf] for rule, leaf in made.missed[:MOST_MISSED]],
            depth=depth,
            cut=cut,
        )
    )
    for match in made.matched:
        write(RuleMatch(rule_id=match.rule.id, ticket_id=ticket.id, at=at, since=since))
