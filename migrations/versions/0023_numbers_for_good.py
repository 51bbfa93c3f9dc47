"""Numbers for good: SQLite gives the number of a row that others name to no other row once it is deleted.

Records of who saw and did what stay when a person is erased, and rules name a webhook or a segment by its number: both
would come to speak of a stranger. PostgreSQL's sequences never go back. Only what the schema says changes, not how a row
lies in the file, so nothing is copied, however large the tables are.
"""

from alembic import op

revision = "0023"
down_revision = "0022"

_SPOKEN_OF = ("ticket", "customer", "message")  # in events, which stay
_NAMED = ("webhook", "saved_reply", "macro", "sla_policy", "business_calendar", "organization", "segment")
_TABLES = (*_SPOKEN_OF, "identity", "attachment", *_NAMED)


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("CREATE TABLE numbers_for_good (id INTEGER PRIMARY KEY AUTOINCREMENT)")  # with it comes sqlite_sequence
    op.execute("DROP TABLE numbers_for_good")
    _write("PRIMARY KEY (id)", "PRIMARY KEY (id AUTOINCREMENT)")
    for table in _TABLES:
        spoken_of = f", (SELECT coalesce(max({table}_id), 0) FROM event)" if table in _SPOKEN_OF else ", 0"
        op.execute(
            "INSERT INTO sqlite_sequence (name, seq) "
            f"SELECT '{table}', max((SELECT coalesce(max(id), 0) FROM {table}){spoken_of})"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _write("PRIMARY KEY (id AUTOINCREMENT)", "PRIMARY KEY (id)")


def _write(old: str, new: str) -> None:
    connection = op.get_bind()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    for table in _TABLES:
        changed = connection.exec_driver_sql(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ? AND instr(sql, ?)",
            (old, new, table, old),
        )
        if changed.rowcount != 1:
            raise RuntimeError(f"The table {table} is not written as it was made.")
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")  # others that have it open read it anew
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")
    for table in _TABLES:
        connection.exec_driver_sql(f"SELECT id FROM {table} LIMIT 1").all()  # it can be read as it is written now
