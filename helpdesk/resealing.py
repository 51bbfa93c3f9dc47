"""Resealing: what was sealed with an earlier key is sealed with the present one, while the program goes on."""

from collections.abc import Iterator

from sqlalchemy import Table, func, select, update

from helpdesk import crypto
from helpdesk.db import Row, db, transaction

BATCH = 200  # rows a transaction: others write in between


def places() -> Iterator[tuple[Table, str]]:
    """Every sealed column there is: its table, its name."""
    models = {mapper.class_ for mapper in Row.registry.mappers}
    for model in sorted(models, key=lambda one: one.__tablename__):
        for value in vars(model).values():
            if isinstance(value, crypto.Sealed):
                yield model.__table__, value.column


def reseal() -> int:
    """Seal everything with the present key; returns how many values. What changes meanwhile has it anyway."""
    return sum(_reseal(table, column) for table, column in places())


def used() -> dict[str, int]:
    """How many values are sealed with which key, by the key's name; "?" are those whose key is not here."""
    counts = dict.fromkeys([*crypto.key_names(), "?"], 0)
    for table, column in places():
        for name, count in _used(table.c[column]):
            counts[name] += count
    return counts


def _used(column) -> Iterator[tuple[str, int]]:
    left = db.session.scalar(select(func.count()).where(column.is_not(None)))
    for name in crypto.key_names():
        head = crypto.head_of(name)
        count = db.session.scalar(select(func.count()).where(func.substr(column, 1, len(head)) == head))
        yield name, count
        left -= count
    yield "?", left


def _reseal(table: Table, column: str) -> int:
    (key,) = table.primary_key.columns
    done, last = 0, None
    while rows := _some(table, column, key, last):
        done += _change(table, table.c[column], key, [row for row in rows if _is_old(row[-1])])
        last = rows[-1][0]
    return done


def _some(table: Table, column: str, key, last) -> list:
    asked = select(key, table.c.row_key, table.c[column]).where(table.c[column].is_not(None)).order_by(key).limit(BATCH)
    rows = db.session.execute(asked if last is None else asked.where(key > last)).all()
    db.session.rollback()
    return list(rows)


def _is_old(envelope: bytes) -> bool:
    return crypto.sealed_with(envelope) != crypto.present_key()


@transaction()
def _change(table: Table, column, key, rows: list) -> int:
    done = 0
    for number, row_key, envelope in rows:
        bound_to = f"{table.name}|{column.name}|{row_key.hex()}"
        sealed = crypto.seal(crypto.unseal(envelope, bound_to=bound_to), bound_to=bound_to)
        # Only while it is what was read: who has changed it in between has sealed it anew.
        same = update(table).where(key == number, column == envelope)
        done += db.session.execute(same.values({column.name: sealed})).rowcount
    return done
