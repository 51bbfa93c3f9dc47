"""The door of the hot verbs: rows read and written by statements that are compiled once, without the unit of work.

What comes out are ordinary rows of the session: they can be changed, refreshed and joined like any other.
"""

import functools

from sqlalchemy import Select, bindparam, inspect, select
from sqlalchemy.orm.attributes import instance_state, set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from helpdesk import statements
from helpdesk.db import connection_now, connection_of, db


def insert(row):
    """Write this new row now and keep it in the session as if it had been loaded; foreign keys go in as numbers."""
    session = db.session()
    session.info.setdefault("inserted", []).append(row)  # should it be undone
    return _keep(session, _write(session, row))


def write(row):
    """Write this new row now, without keeping it in the session: for rows nobody will change in this transaction."""
    return _write(db.session(), row)


def insert_many(rows: list) -> list:
    """Write these new rows of one model in their order, by one statement, and keep them as insert() does."""
    session = db.session()
    session.info.setdefault("inserted", []).extend(rows)
    if rows:
        write_many(type(rows[0]), [row.__dict__ for row in rows])
    return [_keep(session, row) for row in rows]


def write_many(model, rows: list[dict]) -> list[int]:
    """Write these new rows of a model, given as {name: value}, in their order and by one statement; their numbers.

    What is not given is filled in. For rows that nobody will change in this transaction.
    """
    plan = _plan(model)
    for row in rows:
        plan.fill(row)
    connection = connection_now()
    numbers = statements.run_many(connection, plan.insert(connection.dialect), rows) if rows else []
    for row, number in zip(rows, numbers, strict=True):
        if plan.key and row.get(plan.key) is None:
            row[plan.key] = number
    return numbers


def _write(session, row):
    plan = _plan(type(row))
    state = row.__dict__
    plan.fill(state)
    connection = connection_of(session)
    number = statements.run(connection, plan.insert(connection.dialect), state, statements.number)
    if plan.key and state.get(plan.key) is None:
        state[plan.key] = number
    return row


def change(row, **values):
    """Write these columns of this row now. Raises StaleDataError if another transaction changed the row first."""
    plan = _plan(type(row))
    given = {**values, **{f"_{name}": getattr(row, name) for name in plan.keys}}
    if plan.versioned:
        given["_version"] = row.version
        values["version"] = given["version"] = given["_version"] + 1
    connection = connection_now()
    if statements.run(connection, plan.update(connection.dialect, tuple(sorted(values))), given, statements.count) != 1:
        raise StaleDataError(f"{plan.table.name} {given} was changed in between")
    for name, value in values.items():
        set_committed_value(row, name, value)
    return row


class Look:
    """A SELECT that is asked often. `first(**parameters)` gives its first row as a tuple, or None; `all` every row."""

    def __init__(self, statement: Select):
        self.statement = statement

    def first(self, **parameters):
        found, processors = self._ask(parameters, statements.one)
        return found and statements.read(found, processors)

    def all(self, **parameters) -> list[tuple]:
        found, processors = self._ask(parameters, statements.many)
        return [statements.read(row, processors) for row in found]

    def _ask(self, parameters: dict, result) -> tuple:
        connection = connection_now()
        statement, processors = self._prepared(connection.dialect)
        return statements.run(connection, statement, parameters, result), processors

    # There are a dozen of them and a plan a model, for ever: what is cached here leaks nothing.
    @functools.cache  # noqa: B019
    def _prepared(self, dialect):
        columns = self.statement.selected_columns
        return statements.compiled(self.statement, dialect), statements.reading(columns, dialect)


class Find:
    """A SELECT of whole rows of one model that is asked often. `first(**parameters)` gives the row, or None."""

    def __init__(self, model, *where, order_by=()):
        self.model, self.where, self.order_by = model, where, order_by

    def first(self, **parameters):
        session = db.session()
        values = self._look.first(**parameters)
        if values is None:
            return None
        plan = _plan(self.model)
        known = session.identity_map.get(plan.identity(values))
        if known is not None:
            return known
        row = plan.manager.new_instance()
        row.__dict__.update(zip(plan.names, values, strict=True))
        return _keep(session, row)

    @functools.cached_property
    def _look(self):
        plan = _plan(self.model)
        return Look(select(*plan.names.values()).where(*self.where).order_by(*self.order_by).limit(1))


def get(model, number: int):
    """The row of this number, or None; from the session when it is there and fresh."""
    plan = _plan(model)
    known = db.session().identity_map.get(plan.mapper.identity_key_from_primary_key((number,)))
    if known is not None and not inspect(known).expired:
        return known
    return db.session.get(model, number) if known is not None else plan.by_key.first(key=number)


def plan_of(model) -> "_Plan":
    """How the rows of this model are read and written."""
    return _plan(model)


class _Plan:
    """How the rows of one model are read and written."""

    def __init__(self, model):
        self.mapper = inspect(model)
        self.manager = self.mapper.class_manager
        self.table = self.mapper.local_table
        self.names = {a.key: a.columns[0] for a in self.mapper.column_attrs}
        self.keys = [name for name, column in self.names.items() if column.primary_key]
        self.key = self.keys[0] if len(self.keys) == 1 else None
        self.versioned = self.mapper.version_id_col is not None
        self.defaults = [
            (name, _default(column))
            for name, column in self.names.items()
            if name != self.key or column.default is not None
        ]
        self.key_places = [list(self.names).index(name) for name in self.keys]
        if self.key:
            self.by_key = Find(model, self.names[self.key] == bindparam("key"))

        self.by_keys = Look(select(*self.names.values()).where(*(self.names[n] == bindparam(n) for n in self.keys)))

    def fill(self, state: dict) -> None:
        """Give what is not given its usual value."""
        for name, default in self.defaults:
            if name not in state:
                state[name] = default() if default is not None else None

    def read_again(self, session, key: tuple) -> tuple | None:
        """The values of the row of this key as they are now."""
        connection = connection_of(session)
        statement, processors = self.by_keys._prepared(connection.dialect)
        found = statements.run(connection, statement, dict(zip(self.keys, key, strict=True)), statements.one)
        return found and statements.read(found, processors)

    def identity(self, values):
        return self.mapper.identity_key_from_primary_key(tuple(values[i] for i in self.key_places))

    def identity_of(self, state: dict):
        return self.mapper.identity_key_from_primary_key(tuple(state[name] for name in self.keys))

    @functools.cache  # noqa: B019
    def insert(self, dialect):
        generated = self.key is not None and self.names[self.key].default is None
        columns = {n: c for n, c in self.names.items() if not (generated and n == self.key)}
        statement = self.table.insert().values({c: bindparam(n, type_=c.type) for n, c in columns.items()})
        by_returning = generated and dialect.name != "sqlite"
        statement = statement.returning(self.table.c[self.key]) if by_returning else statement.inline()
        return statements.compiled(statement, dialect)

    @functools.cache  # noqa: B019
    def update(self, dialect, names):
        where = [self.names[n] == bindparam(f"_{n}", type_=self.names[n].type) for n in self.keys]
        if self.versioned:
            where.append(self.names["version"] == bindparam("_version"))
        sets = {self.names[n]: bindparam(n, type_=self.names[n].type) for n in names}
        return statements.compiled(self.table.update().where(*where).values(sets), dialect)


_plan = functools.cache(_Plan)


def _keep(session, row):
    """What make_transient_to_detached() and add() come to for a row with all its columns; five times as fast."""
    state = instance_state(row)
    state.key = _plan(type(row)).identity_of(row.__dict__)
    state._commit_all(row.__dict__)
    state.session_id = session.hash_key
    session.identity_map.add(state)
    return row


def _default(column):
    if column.default is None:
        return None
    argument = column.default.arg
    return functools.partial(argument, None) if callable(argument) else lambda: argument
