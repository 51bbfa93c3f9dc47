"""Every list is read from an index in its own order: what SQLite would do else makes a list grow with the desk."""

import pytest
from sqlalchemy import event

from helpdesk.db import db
from tickets import finding, make_view, views_of

INDEXES = {
    "mine": "ix_ticket_active_assignee",
    "mine_waiting": "ix_ticket_active_assignee",
    "mine_snoozed": "ix_ticket_active_assignee",
    "unassigned": "ix_ticket_waiting",
    "open": "ix_ticket_active",
    "waiting": "ix_ticket_active",
    "solved": "ix_ticket_solved",
    "spam": "ix_ticket_spam",
    "trash": "ix_ticket_trash",
}


@pytest.fixture
def plan_of(app):
    """plan_of(task): how SQLite would read the tickets that the task asks for."""

    def plan(task) -> str:
        asked = []
        hear = event.listens_for(db.engine, "before_cursor_execute")
        hear(lambda _c, _cursor, statement, parameters, *_: asked.append((statement, parameters)))
        task()
        (statement, parameters) = next(one for one in asked if "FROM ticket " in one[0].replace("\n", " "))
        steps = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return " / ".join(step[-1] for step in steps)

    if db.engine.dialect.name != "sqlite":
        return lambda _task: None
    return plan


@pytest.mark.parametrize("who", ["ann", "sue"])
def test_the_lists_that_everybody_has(app, plan_of, request, who):
    agent = request.getfixturevalue(who)
    for view in views_of(agent):
        plan = plan_of(lambda v=view: finding.visible_to(agent).list(v))
        if plan is not None and view.key in INDEXES:
            assert f"USING INDEX {INDEXES[view.key]}" in plan and "TEMP B-TREE FOR ORDER BY" not in plan, view.key


def test_a_list_goes_on_from_the_same_index(app, opened, plan_of, sue):
    for n in range(3):
        opened(f"ticket {n}")
    view = next(view for view in views_of(sue) if view.key == "open")
    page = finding.visible_to(sue).list(view, limit=1)
    plan = plan_of(lambda: finding.visible_to(sue).list(view, after=page.next))
    assert plan is None or "ix_ticket_active (last_message_at<?" in plan


def test_a_list_of_what_is_done_is_read_in_order_too(app, plan_of, sue):
    view = make_view(name="Closed", conditions={"field": "status", "op": "is", "value": "closed"}, by=sue)
    plan = plan_of(lambda: finding.visible_to(sue).list(view))
    assert plan is None or ("ix_ticket_recent" in plan and "TEMP B-TREE" not in plan)


def test_the_counts_read_no_table_from_end_to_end(app, plan_of, sue):
    plan = plan_of(lambda: finding.visible_to(sue).counts(views_of(sue)))
    assert plan is None or ("SCAN ticket /" not in f"{plan} /" and "ix_ticket_merged" not in plan)
