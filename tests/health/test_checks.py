"""Each fault turns its own check red, and nothing else does."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from channels.arrival import Arrival
from channels.inbox import Inbox
from helpdesk import clock, heartbeat, jobs, lease, valkey
from helpdesk.db import db, transaction
from helpdesk.events import Event, Retry
from helpdesk.health import backlog, checks, examine
from knowledge_base import indexing

pytestmark = pytest.mark.both_databases


@pytest.fixture(autouse=True)
def running(app):
    heartbeat.beat("schedule")


def red(app):
    return {finding.name for finding in examine(app) if not finding.ok}


def add(row):
    with transaction():
        db.session.add(row)
    return row


def ago(seconds):
    return clock.now() - timedelta(seconds=seconds)


def test_all_is_well_on_an_empty_desk(app):
    assert red(app) == set()


def test_a_schedule_that_stopped(app):
    with transaction():
        db.session.get(heartbeat.Heartbeat, "schedule").at = ago(60)
    assert red(app) == {"sweep_lag_seconds"}


def test_events_from_which_nothing_follows(app):
    add(Event(name="ticket.opened", at=ago(5)))
    assert red(app) == set()
    with transaction():
        db.session.query(Event).update({"at": ago(50)})
    assert red(app) == {"oldest_event_seconds"}


def test_a_reaction_that_failed_for_good(app):
    add(Retry(event_id=1, reaction="channels.delivery.hurry", due_at=None, attempts=10))
    assert red(app) == {"reactions_given_up"}


def test_a_dead_letter_and_an_arrival_nobody_looked_at(app):
    inbox = add(Inbox(name="Form", channel="api"))
    add(Arrival(inbox_id=inbox.id, state="dead", error="ValueError"))
    assert red(app) == {"dead_letters"}
    add(Arrival(inbox_id=inbox.id, state="new", at=ago(50)))
    assert red(app) == {"dead_letters", "oldest_incoming_seconds"}


def test_an_inbox_whose_provider_is_in_trouble_is_named(app):
    add(Inbox(name="Support mail", channel="api", paused_until=clock.now() + timedelta(minutes=1)))
    [finding] = [finding for finding in examine(app) if not finding.ok]
    assert finding.name == "inboxes_in_trouble"
    assert "Support mail" in finding.says
    assert not finding.essential


def test_a_mailbox_that_is_not_looked_into_or_refuses(app, monkeypatch):
    monkeypatch.setattr(backlog, "all_adapters", lambda: {"mailbox": SimpleNamespace(poll=None)})
    mail = add(Inbox(name="Support mail", channel="mailbox", polled_at=ago(200)))
    assert red(app) == {f"fetch_seconds:{mail.key}"}
    lease.take(f"fetch:{mail.id}", 30)  # somebody is connected and listens
    assert red(app) == set()
    with transaction():
        mail.polled_at, mail.last_error = clock.now(), "error: Authentication failed"
    [finding] = [finding for finding in examine(app) if not finding.ok]
    assert finding.says == "Support mail cannot be fetched: error: Authentication failed"


def test_tables_of_another_version(app):
    with transaction():
        db.session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    try:
        assert red(app) == {"migrations"}
    finally:
        with transaction():
            db.session.execute(text("DELETE FROM alembic_version"))
        from flask_migrate import stamp

        stamp()


def test_a_valkey_that_is_away_is_said_and_takes_no_time(app, monkeypatch):
    monkeypatch.setattr(jobs, "_connection", valkey.client("redis://127.0.0.1:1/0"))
    assert red(app) == {"valkey"}
    monkeypatch.setattr(jobs, "_connection", None)
    assert red(app) == {"valkey"}


def test_a_full_disk(app, monkeypatch):
    monkeypatch.setattr(checks, "LEAST_FREE_MB", 10**9)
    assert red(app) == {"disk_free_mb"}


def test_a_database_that_is_away_is_the_one_thing_said_about_rows(app, monkeypatch):
    def refuse(*_arguments, **_options):
        raise ConnectionError("away")

    monkeypatch.setattr(db.session, "execute", refuse)
    findings = {finding.name: finding for finding in examine(app)}
    assert set(findings) == {"database", "valkey", "disk_free_mb"}
    assert not findings["database"].ok
    assert findings["database"].essential


def test_articles_that_wait_for_the_index_turn_it_red(app):
    from knowledge_base.article import Article
    from knowledge_base.change import ArticleChange

    article = add(Article(source_language="en"))
    assert "index_lag_seconds" not in red(app)
    add(ArticleChange(article_id=article.id, at=ago(90)))
    assert red(app) == {"index_lag_seconds"}
    indexing.catch_up()
    assert red(app) == set()
