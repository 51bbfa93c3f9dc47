"""Begin a rehearsal, stop it, look it up."""

from datetime import timedelta

from sqlalchemy import select

from helpdesk import clock, jobs
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from routing.rehearsal import RUNNING, STOPPED, WAITING, Rehearsal, RehearsedMove
from routing.rehearsing import performing
from routing.rehearsing.other_subjects import TARGETS
from routing.rule_keeping import check_rule
from routing.strategies import all_strategies

MOST_DAYS = 366
KEPT = timedelta(days=90)
_RULE = ("id", "name", "description", "triggers", "conditions", "actions", "stops", "position", "version")


class BadRehearsal(ValueError):
    """This cannot be tried; the text says why."""


@transaction()
def begin(*, days: int, by, rule: dict | None = None, rule_id: int | None = None, **subject) -> Rehearsal:
    """Try this on the tickets of the last `days`, in a job. `rule` is what a rule would say (name, triggers,
    conditions, actions, stops); with `rule_id` in that rule's place. Else `threshold` (0 to 1, with `target`) or
    `strategy` (a kind, with `team_id`). Raises BadRehearsal, BadRule and its like."""
    if not isinstance(days, int) or not 1 <= days <= MOST_DAYS:
        raise BadRehearsal(f"1 to {MOST_DAYS} days")
    if rule is not None:
        check_rule(
            name=rule.get("name") or "draft",
            triggers=rule.get("triggers"),
            conditions_=rule.get("conditions"),
            actions_=rule.get("actions"),
        )
        subject = {"rule": {name: rule.get(name) for name in _RULE} | {"id": rule_id}}
    else:
        _check_other(subject)
    row = insert(
        Rehearsal(agent_id=getattr(by, "id", None), rule_id=rule_id, subject=subject, days=days, until=clock.now())
    )
    jobs.later(performing.run, row.id)
    return row


def _check_other(subject: dict) -> None:
    if "strategy" in subject:
        if subject["strategy"] not in all_strategies() or not isinstance(subject.get("team_id"), int | None):
            raise BadRehearsal("there is no such strategy")
    elif "threshold" in subject:
        value, target = subject["threshold"], subject.get("target", "team")
        if not isinstance(value, int | float) or not 0 <= value <= 1 or target not in TARGETS:
            raise BadRehearsal("a threshold is between 0 and 1, for team, priority or topic")
    else:
        raise BadRehearsal("nothing to try")


@transaction()
def stop(row: Rehearsal) -> None:
    """It goes on no further."""
    if row.state in (WAITING, RUNNING):
        row.state, row.ended_at = STOPPED, clock.now()


def rehearsal_of(number: int) -> Rehearsal:
    """The one of this number. Raises LookupError."""
    row = db.session.get(Rehearsal, number)
    if row is None:
        raise LookupError(f"no rehearsal {number}")
    return row


def rehearsals_of(rule=None, limit: int = 20) -> list[Rehearsal]:
    """Those of a rule, or all, the newest first."""
    query = select(Rehearsal).order_by(Rehearsal.id.desc()).limit(limit)
    return list(db.session.scalars(query if rule is None else query.where(Rehearsal.rule_id == rule.id)))


def moves_of(row: Rehearsal, after: int = 0, limit: int = 100) -> list[RehearsedMove]:
    """The tickets that would have gone elsewhere."""
    query = select(RehearsedMove).where(RehearsedMove.rehearsal_id == row.id, RehearsedMove.id > after)
    return list(db.session.scalars(query.order_by(RehearsedMove.id).limit(limit)))
