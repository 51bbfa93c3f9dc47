"""Statements that are compiled once and then run on the driver's cursor: what the hot door is made of."""

from sqlalchemy import Float, Numeric
from sqlalchemy.exc import DBAPIError


def compiled(statement, dialect) -> tuple:
    """(SQL, its parameters' names, what makes them fit, whether they go by place, those that are fixed)."""
    made = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    names = made.positiontup or list(made.binds)
    fixed = {name: bind.effective_value for name, bind in made.binds.items() if not bind.required}
    found = enumerate(made._bind_processors.get(name) for name in names)
    processors = [(place, processor) for place, processor in found if processor is not None]
    return str(made), names, processors, made.positional, fixed


def reading(columns, dialect) -> list[tuple]:
    """What makes values of a row of these columns; [(place, processor)], for read()."""
    processors = enumerate(c.type._cached_result_processor(dialect, _told_by_psycopg(c.type)) for c in columns)
    return [(place, processor) for place, processor in processors if processor is not None]


def _told_by_psycopg(kind) -> int | None:
    """PostgreSQL's number for a type of figures, without which its dialect refuses to read one."""
    return 701 if isinstance(kind, Float) else 1700 if isinstance(kind, Numeric) else None


def run(connection, statement, values: dict, result):
    """Run what compiled() gave; `result` is what to take from the cursor: one, many, count or number."""
    sql, parameters = statement[0], _parameters(statement, values)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(sql, parameters)
        return result(cursor)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _said(connection, sql, error) from error
    finally:
        cursor.close()


def run_many(connection, statement, rows: list[dict]) -> list[int]:
    """Run it for each of these rows; the numbers they were given, in their order."""
    sql, parameters = statement[0], [_parameters(statement, row) for row in rows]
    cursor = connection.connection.cursor()
    try:
        if connection.dialect.name == "sqlite":  # there is no way to and fro that could be saved
            return [cursor.execute(sql, some).lastrowid for some in parameters]
        cursor.executemany(sql, parameters, returning=True)
        numbers = [number(cursor)]
        while cursor.nextset():
            numbers.append(number(cursor))
        return numbers
    except connection.dialect.loaded_dbapi.Error as error:
        raise _said(connection, sql, error) from error
    finally:
        cursor.close()


def _said(connection, sql: str, error) -> DBAPIError:
    return DBAPIError.instance(sql, None, error, connection.dialect.loaded_dbapi.Error, hide_parameters=True)


def _parameters(statement, values: dict):
    _, names, processors, positional, fixed = statement
    try:
        parameters = [values[n] for n in names]
    except KeyError:
        parameters = [values[n] if n in values else fixed[n] for n in names]
    for place, processor in processors:
        parameters[place] = processor(parameters[place])
    return parameters if positional else dict(zip(names, parameters, strict=True))


def read(row, processors) -> tuple:
    """The values of one row of the driver."""
    values = list(row)
    for place, processor in processors:
        if values[place] is not None:
            values[place] = processor(values[place])
    return tuple(values)


def one(cursor):
    """The first row, or None."""
    return cursor.fetchone()


def many(cursor):
    """Every row."""
    return cursor.fetchall()


def count(cursor):
    """How many rows it changed."""
    return cursor.rowcount


def number(cursor):
    """The number that the new row was given."""
    return cursor.fetchone()[0] if cursor.description else getattr(cursor, "lastrowid", None)
