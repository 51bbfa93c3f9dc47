"""One verb, one transaction: nested ones join, a failure undoes the whole, what follows waits for the commit."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from helpdesk.db import db, on_commit, savepoint, transaction
from helpdesk.events import Event, drain, record, when
from helpdesk.hot import insert
from helpdesk.people import Team


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def test_nested_transactions_commit_once_at_the_end(app):
    told = []
    with transaction():
        with transaction():
            insert(Team(name="Orders"))
            on_commit(lambda: told.append(count(Team)))
        assert told == []
    assert told == [1]


def test_a_failure_inside_undoes_the_whole_even_if_somebody_catches_it(app):
    with pytest.raises(RuntimeError), transaction():
        insert(Team(name="Orders"))
        try:
            with transaction():
                raise ValueError("no")
        except ValueError:
            pass
    assert count(Team) == 0


def test_nothing_follows_a_transaction_that_failed(app):
    told = []
    with pytest.raises(ValueError), transaction():
        on_commit(lambda: told.append(1))
        raise ValueError("no")
    assert told == []


def test_an_event_cannot_be_recorded_without_a_change(app):
    with pytest.raises(RuntimeError):
        record("something", by=None)


def test_a_reaction_that_fails_is_kept_and_the_others_go_on(app, monkeypatch):
    from helpdesk import events

    monkeypatch.setattr(events, "_later", {**{k: [*v] for k, v in events._later.items()}, "*": []})
    monkeypatch.setattr(events, "_later", events.defaultdict(list))
    heard = []

    def fails(event):
        raise ValueError("away")

    when("thing", later=[fails, lambda event: heard.append(event.id)])
    with transaction():
        event = record("thing", by=None)
    assert drain() == 1
    assert heard == [event.id]
    assert db.session.scalar(select(events.Retry.reaction)).endswith("fails")
    assert db.session.get(Event, event.id).delivered_at is not None


def test_a_part_may_fail_alone_and_nothing_of_it_is_told_or_kept(app):
    told = []
    with transaction():
        insert(Team(name="Orders"))
        with pytest.raises(ValueError), savepoint(), transaction():
            record("thing", by=None, team=insert(Team(name="Returns")).id)
            on_commit(lambda: told.append("Returns"))
            raise ValueError("no")
        # SQLite gives the number of the row that was undone again.
        insert(Team(name="Repairs"))
        on_commit(lambda: told.append("Repairs"))
    assert told == ["Repairs"]
    assert db.session.scalars(select(Team.name).order_by(Team.id)).all() == ["Orders", "Repairs"]
    assert count(Event) == 0


def test_events_of_a_transaction_that_failed_are_told_to_nobody_and_the_next_ones_are(app, monkeypatch):
    from helpdesk import events

    heard = []
    monkeypatch.setattr(events, "_listeners", [lambda recorded: heard.append([e.name for e in recorded])])
    with pytest.raises(ValueError), transaction():
        record("first", by=None)
        raise ValueError("no")
    with transaction():
        record("second", by=None)
    assert heard == [["second"]]


def test_a_connection_that_is_lost_at_the_end_does_not_spoil_the_answer(app, monkeypatch):
    """As when the database restarts between the answer and the tidying up behind it."""

    def lost():
        raise OperationalError("ROLLBACK", {}, Exception("the connection is lost"))

    with app.app_context():
        session = db.session()
        session.execute(db.text("SELECT 1"))
        monkeypatch.setattr(session, "close", lost)
    monkeypatch.undo()
    session.close()
    with app.app_context():
        assert db.session() is not session
        assert db.session.execute(db.text("SELECT 1")).scalar() == 1
