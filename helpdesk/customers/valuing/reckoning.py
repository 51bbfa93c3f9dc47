"""Reckoning: read all that a customer's worth depends on, and write what has changed; many customers at a time."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime

import structlog
from sqlalchemy import bindparam, func, select, update
from sqlalchemy.exc import IntegrityError

from helpdesk import clock
from helpdesk.customers.choices import choose, chosen
from helpdesk.customers.customer import Customer
from helpdesk.customers.organizing.organization import OrganizationMember
from helpdesk.customers.segmenting import keeping
from helpdesk.customers.valuing import scoring
from helpdesk.customers.valuing.buying import bought_by, current_cuts
from helpdesk.customers.valuing.scoring import NOTHING, Bought, Cuts
from helpdesk.customers.valuing.sources import Some, source, sources
from helpdesk.customers.valuing.thresholds import Thresholds, thresholds
from helpdesk.customers.worth import CustomerValue
from helpdesk.db import db, in_transaction, let_go, transaction
from helpdesk.inserting import insert_new

log = structlog.get_logger()
AT_ONCE = 4000  # so many in a transaction: a tenth of a second in which nobody else writes to SQLite
CUTS = "value_cuts"
_BOUGHT = (
    "orders spend orders_365d spend_365d first_order_at last_order_at recency frequency monetary rfm value stage "
    "lifetime_value"
).split()
_TABLE = CustomerValue.__table__
_USUAL = {column.key: column.default.arg if column.default else None for column in _TABLE.c}


def reckon(customer_ids: Iterable[int], now: datetime | None = None) -> None:
    """Reckon these anew, and which segments they belong to. Whoever was merged into another has no worth of their own.

    The cuts are those of last night: one more order moves nobody else.
    """
    numbers = sorted(set(customer_ids))
    now, lines, cuts = now or clock.now(), thresholds(), kept_cuts()
    for start in range(0, len(numbers), 500):
        _reckon_some(Some(ids=tuple(numbers[start : start + 500])), lines, cuts, now)


def reckon_all(now: datetime | None = None, told=lambda number: None) -> int:
    """Draw the cuts anew and reckon everybody, in small transactions; how many there are."""
    now, lines = now or clock.now(), thresholds()
    cuts = current_cuts(lines, now)
    let_go()
    keep_cuts(cuts, now)
    last, number, done = db.session.scalar(select(func.max(Customer.id))) or 0, 0, 0
    while number < last:
        done += _reckon_some(Some(low=number + 1, high=number + AT_ONCE), lines, cuts, now)
        number += AT_ONCE
        told(min(number, last))
    keeping.count_all()
    log.info("customers valued", customers=done)
    return done


def reckon_newcomers(as_of: datetime | None = None) -> int:
    """Give a row to whoever came past the verbs, such as from an import."""
    newest = db.session.scalar(select(func.max(CustomerValue.customer_id))) or 0
    fresh = select(Customer.id).where(Customer.id > newest, Customer.merged_into_id.is_(None)).order_by(Customer.id)
    numbers = list(db.session.scalars(fresh.limit(AT_ONCE)))
    reckon(numbers)
    return len(numbers)


def kept_cuts() -> Cuts:
    """The cuts of last night; as they would be drawn now when there are none yet."""
    kept = chosen(CUTS, {})
    if not kept:
        return current_cuts(thresholds(), clock.now())
    return Cuts(*(tuple(kept[name]) for name in ("recency", "frequency", "monetary")))


def keep_cuts(cuts: Cuts, at: datetime) -> None:
    """Score by these until the next night."""
    choose(CUTS, {**asdict(cuts), "at": clock.iso(at)})


@dataclass
class _Outcome:
    """What is to be written of some customers, and of whom it was made: {number: when their worth was written last}."""

    here: dict[int, datetime | None]
    fresh: list[dict] = field(default_factory=list)
    changed: dict[tuple, list[dict]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)


def _reckon_some(some: Some, lines: Thresholds, cuts: Cuts, now: datetime) -> int:
    """Worked out before the turn to write is taken, for which others wait.

    Who is erased after it was read who is here makes the database refuse the whole; the next time they are gone.
    """
    made = None if in_transaction() else _outcome(some, lines, cuts, now)
    for _ in range(2):
        try:
            return _keep(made, some, lines, cuts, now)
        except IntegrityError:
            if in_transaction():
                raise
            made = None
    return _keep(None, some, lines, cuts, now)


def _keep(made: _Outcome | None, some: Some, lines: Thresholds, cuts: Cuts, now: datetime) -> int:
    number = _keep_worth(made, some, lines, cuts, now)
    keeping.keep_some(some, now)
    return number


@transaction()
def _keep_worth(made: _Outcome | None, some: Some, lines: Thresholds, cuts: Cuts, now: datetime) -> int:
    if made is None or made.here != _here(some):  # somebody has come, gone or been reckoned in the meantime
        made = _outcome(some, lines, cuts, now)
    _write(made.fresh, made.changed, now)
    _forget(made.gone)
    return len(made.here)


def _outcome(some: Some, lines: Thresholds, cuts: Cuts, now: datetime) -> _Outcome:
    made = _Outcome(_here(some))
    bought = bought_by(some, lines, now)
    more = [({name: _USUAL[name] for name in one.columns}, one.read(some, now)) for one in sources()]
    rows = db.session.execute(select(*_TABLE.c).where(some.among(_TABLE.c.customer_id)))
    known = {row[0]: dict(zip(_USUAL, row, strict=True)) for row in rows}
    for number in made.here:
        values = _value_of(bought.get(number, NOTHING), lines, cuts, now)
        for usual, read in more:
            values |= {**usual, **read.get(number, {})}
        if number not in known:
            made.fresh.append({**_USUAL, **values, "customer_id": number, "valued_at": now})
        elif difference := _difference(known[number], values):
            made.changed.setdefault(tuple(difference), []).append({"_number": number, **difference})
    made.gone = known.keys() - made.here.keys()
    return made


def _here(some: Some) -> dict[int, datetime | None]:
    """Those of them who are customers by themselves, and when their worth was written last."""
    worth = _TABLE.c.customer_id == Customer.id
    found = select(Customer.id, _TABLE.c.valued_at).select_from(Customer).outerjoin(_TABLE, worth)
    return dict(map(tuple, db.session.execute(found.where(some.among(Customer.id), Customer.merged_into_id.is_(None)))))


def _difference(before: dict, values: dict) -> dict:
    return {name: value for name, value in values.items() if before[name] != value}


def _value_of(bought: Bought, lines: Thresholds, cuts: Cuts, now: datetime) -> dict:
    recency, frequency, monetary = scoring.scores_of(bought, cuts)
    stage, rfm = scoring.stage_of(bought, lines, now), recency + frequency + monetary
    level, lifetime = scoring.level_of(rfm, lines), scoring.lifetime_of(bought, stage, lines)
    told = bought.orders, bought.spend, bought.orders_365d, bought.spend_365d, bought.first_at, bought.last_at
    return dict(zip(_BOUGHT, (*told, recency, frequency, monetary, rfm, level, stage, lifetime), strict=True))


def _write(fresh: list[dict], changed: dict[tuple, list[dict]], now: datetime) -> None:
    """What changed alike is written together: a statement for each set of columns."""
    if fresh:
        db.session.connection().execute(insert_new(_TABLE), fresh)
    statement = update(_TABLE).where(_TABLE.c.customer_id == bindparam("_number"))
    for rows in changed.values():
        db.session.connection().execute(statement, [row | {"valued_at": now} for row in rows])


def _forget(numbers: set[int]) -> None:
    if numbers:
        gone = list(numbers)
        db.session.execute(_TABLE.delete().where(_TABLE.c.customer_id.in_(gone)))
        keeping.forget(gone)


def _organizations(some: Some, now: datetime) -> dict[int, dict]:
    found = db.session.execute(
        select(OrganizationMember.customer_id, func.min(OrganizationMember.organization_id))
        .where(some.among(OrganizationMember.customer_id))
        .group_by(OrganizationMember.customer_id)
    )
    return {number: {"organization_id": organization} for number, organization in found}


source(("organization_id",), _organizations)
