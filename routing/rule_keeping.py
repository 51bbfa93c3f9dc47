"""Keeping rules: save one (each time a version), switch it, put all in order, drop one, take an old version again."""

import secrets

from sqlalchemy import func, select, update

from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record
from helpdesk.stamps import forget_stamps
from routing import actions, conditions
from routing.events import RULE_DROPPED, RULE_SAVED, RULE_SWITCHED, RULES_ORDERED
from routing.rule import Rule, RuleStamp, RuleVersion
from routing.triggers import LONGEST, SHORTEST, TRIGGERS

MOST = 1_000
KEPT = ("name", "description", "triggers", "conditions", "actions", "stops")


class BadRule(ValueError):
    """This is no rule; the text says what is wrong."""


def check_rule(*, name: str, triggers, conditions_, actions_) -> None:
    """Raises BadRule, BadConditions or BadAction."""
    if not 1 <= len(name.strip()) <= 200:
        raise BadRule("a name has 1 to 200 characters")
    _check_triggers(triggers)
    conditions.check(conditions_)
    actions.check(actions_)


class Overtaken(ValueError):
    """Somebody else has saved the rule since it was looked at; `newest` is what they saved."""

    def __init__(self, newest: RuleVersion):
        super().__init__(f"version {newest.version} was saved meanwhile")
        self.newest = newest


@transaction()
def save_rule(
    rule: Rule | None = None, *, by, seen: int | None = None, restored_from: int | None = None, **values
) -> Rule:
    """Make a rule (switched off), or write one anew; what it was stays as a version. `seen` is the version that was
    looked at. Raises BadRule and its like, and Overtaken where there is a newer one than that."""
    only_one("rules")
    if rule is not None and seen is not None:
        db.session.refresh(rule)
        if rule.version != seen:
            raise Overtaken(version_of(rule, rule.version))
    values = {name: values.get(name, _usual(name, rule)) for name in KEPT}
    check_rule(
        name=values["name"],
        triggers=values["triggers"],
        conditions_=values["conditions"],
        actions_=values["actions"],
    )
    if rule is None:
        rule = _new_row()
    else:
        rule.version += 1
    for name, value in values.items():
        setattr(rule, name, value.strip() if isinstance(value, str) else value)
    rule.updated_at, rule.trouble, rule.trouble_at = clock.now(), None, None
    db.session.add(rule)
    db.session.flush()
    kept = {name: getattr(rule, name) for name in KEPT}
    agent_id = getattr(by, "id", None)
    db.session.add(
        RuleVersion(rule_id=rule.id, version=rule.version, agent_id=agent_id, restored_from=restored_from, **kept)
    )
    _note(RULE_SAVED, by, rule=rule.id, version=rule.version)
    return rule


def restore_version(rule: Rule, version: int, *, by) -> Rule:
    """The rule as it was then, as its newest version. Raises LookupError."""
    old = version_of(rule, version)
    return save_rule(rule, by=by, restored_from=version, **{name: getattr(old, name) for name in KEPT})


@transaction()
def switch(rule: Rule, on: bool, *, by) -> None:
    """Let it work, or not; the same again changes nothing."""
    only_one("rules")
    if rule.enabled != on:
        rule.enabled = on
        _note(RULE_SWITCHED, by, rule=rule.id, on=on)


@transaction()
def drop_rule(rule: Rule, *, by) -> None:
    """It works no more and is not listed; what it did stays told."""
    only_one("rules")
    rule.enabled, rule.dropped_at = False, clock.now()
    _note(RULE_DROPPED, by, rule=rule.id)


@transaction()
def put_in_order(numbers: list[int], *, by) -> None:
    """These first, in this order; those not named keep their order behind them."""
    only_one("rules")
    rows = rules()
    known = {row.id: row for row in rows}
    wanted = [known[number] for number in dict.fromkeys(numbers) if number in known]
    before = [row.id for row in rows]
    after = [*wanted, *(row for row in rows if row not in wanted)]
    for place, row in enumerate(after):
        row.position = place
    if [row.id for row in after] != before:
        _note(RULES_ORDERED, by, order=[row.id for row in after][:200])


def rules() -> list[Rule]:
    """All there are, in the order in which they are looked at."""
    query = select(Rule).where(Rule.dropped_at.is_(None)).order_by(Rule.position, Rule.id)
    return list(db.session.scalars(query.limit(MOST)))


def rule_of(number: int) -> Rule:
    """The rule of this number. Raises LookupError."""
    rule = db.session.get(Rule, number)
    if rule is None or rule.dropped_at is not None:
        raise LookupError(f"no rule {number}")
    return rule


def versions_of(rule: Rule, limit: int = 100) -> list[RuleVersion]:
    """The rule as it has been, the newest first."""
    query = select(RuleVersion).where(RuleVersion.rule_id == rule.id)
    return list(db.session.scalars(query.order_by(RuleVersion.version.desc()).limit(limit)))


def version_of(rule: Rule, version: int) -> RuleVersion:
    """One of them. Raises LookupError."""
    row = db.session.scalar(select(RuleVersion).where(RuleVersion.rule_id == rule.id, RuleVersion.version == version))
    if row is None:
        raise LookupError(f"rule {rule.id} has no version {version}")
    return row


def _usual(name: str, rule: Rule | None):
    if rule is not None:
        return getattr(rule, name)
    return {"name": "", "description": "", "conditions": {"all": []}, "stops": False}.get(name, [])


def _new_row() -> Rule:
    count, last = db.session.execute(
        select(func.count(), func.max(Rule.position)).where(Rule.dropped_at.is_(None))
    ).one()
    if count >= MOST:
        raise BadRule(f"there are {MOST} rules already")
    return Rule(position=0 if last is None else last + 1, version=1, enabled=False)


def _check_triggers(triggers) -> None:
    if not isinstance(triggers, list) or not 0 < len(triggers) <= len(TRIGGERS):
        raise BadRule("a rule needs something that sets it going")
    for one in triggers:
        known = TRIGGERS.get(one.get("on")) if isinstance(one, dict) and isinstance(one.get("on"), str) else None
        if known is None:
            raise BadRule(f"{one!r} sets nothing going")
        if known.is_time:
            minutes = one.get("minutes")
            if len(triggers) > 1:
                raise BadRule("a time stands alone")
            if not isinstance(minutes, int) or isinstance(minutes, bool) or not SHORTEST <= minutes <= LONGEST:
                raise BadRule("a time is 1 to 525600 minutes")


def _note(name: str, by, **data) -> None:
    """The event, and the stamp by which every process knows of it."""
    stamp = secrets.randbits(48)  # never one that was there: a database may be put back to an earlier state
    changed = db.session.execute(update(RuleStamp).values(stamp=stamp).execution_options(synchronize_session=False))
    if not changed.rowcount:
        db.session.add(RuleStamp(id=1, stamp=stamp))
    db.session.flush()
    forget_stamps()
    record(name, by=by, **data)
