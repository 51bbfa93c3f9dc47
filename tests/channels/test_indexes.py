"""What the schedule asks every second is answered from small indexes, however many answers were ever sent."""

import pytest
from sqlalchemy import event, text

from channels import claiming, dead_letters
from helpdesk import clock
from helpdesk.db import db


@pytest.mark.parametrize(
    ("ask", "wanted"),
    [
        (lambda: claiming.due_ids(1, clock.now()), "ix_outgoing_due"),
        (lambda: claiming.waiting(clock.now()), "ix_outgoing_due"),
        (lambda: claiming.recover(clock.now()), "ix_outgoing_"),
        (lambda: claiming.claim(1, clock.now()), "ix_outgoing_order"),
        (dead_letters.how_many, "ix_arrival_dead"),
        (lambda: dead_letters.replay_due(clock.now()), "ix_arrival_dead"),
    ],
)
def test_the_small_index_is_read(app, ask, wanted):
    seen = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        if ("outgoing" in statement or "arrival" in statement) and not statement.startswith("INSERT"):
            seen.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    statement, parameters = seen[0]
    explain = "EXPLAIN QUERY PLAN " if db.engine.dialect.name == "sqlite" else "EXPLAIN "
    connection = db.session.connection()
    if db.engine.dialect.name == "postgresql":  # whose planner reads an empty table whole, and rightly so
        connection.execute(text("SET enable_seqscan = off"))
    plan = str(connection.exec_driver_sql(explain + statement, parameters).all())
    assert wanted in plan
    assert "SCAN outgoing'" not in plan
