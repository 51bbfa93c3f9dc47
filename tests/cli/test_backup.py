"""`backup` and `restore`, as an admin types them, on both databases."""

import os
import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select

from channels.inbox import Inbox
from helpdesk import clock, crypto, files, heartbeat, keyring
from helpdesk.customers import Customer
from helpdesk.customers.privacy import erasing
from helpdesk.db import bare, db, transaction
from helpdesk.hot import insert
from tests.support.cast import *  # noqa: F403
from tickets import Message, Ticket
from tickets.surveys import Response, Survey

pytestmark = pytest.mark.both_databases
FILE = "a" * 32


@pytest.fixture
def typed(app):
    """typed("backup", folder): what the command prints; `fails=True` where it shall refuse."""

    def runs(*words, fails: bool = False) -> str:
        done = app.test_cli_runner().invoke(args=[str(word) for word in words])
        db.session.rollback()
        db.session.expire_all()
        assert (done.exit_code != 0) == fails, done.output
        return done.output

    return runs


@pytest.fixture
def backup(typed, tmp_path, ticket):
    """The one backup of a desk with a ticket and a file."""
    files.put(FILE, b"a picture of the parcel")
    typed("backup", tmp_path / "backups")
    [made] = (tmp_path / "backups").iterdir()
    return made


def test_all_is_as_it_was_and_what_came_since_is_gone(typed, backup, opened):
    assert backup.stat().st_mode & 0o077 == 0
    later = "b" * 32
    opened("Written after the backup")
    files.put(later, b"sent after the backup")
    files.remove(FILE)
    said = typed("restore", backup, "--yes")
    assert "1 files" in said and "1 messages indexed" in said
    assert list(db.session.scalars(select(Ticket.subject))) == ["My parcel is late"]
    assert files.get(FILE) == b"a picture of the parcel"
    with pytest.raises(FileNotFoundError):
        files.get(later)
    assert opened("Works as before").id > 1


@pytest.mark.parametrize("spoiled", ["cut short", "changed", "no backup"])
def test_a_spoiled_file_is_refused_in_words_and_changes_nothing(typed, backup, opened, spoiled):
    data = backup.read_bytes()
    backup.write_bytes(
        {"cut short": data[:-7], "changed": data[:90] + b"!" + data[91:], "no backup": b"PK\3\4" + data}[spoiled]
    )
    opened("Written after the backup")
    assert "backup" in typed("restore", backup, "--yes", fails=True)
    assert db.session.scalar(select(func.count()).select_from(Ticket)) == 2


def test_with_other_keys_it_does_not_open(typed, backup, opened, monkeypatch):
    opened("Written after the backup")
    with monkeypatch.context() as other:
        other.setattr(crypto, "_ring", keyring.parse(keyring.new()))
        assert "other keys" in typed("restore", backup, "--yes", fails=True)
    assert db.session.scalar(select(func.count()).select_from(Ticket)) == 2


def test_nobody_comes_back_who_was_erased_since(typed, backup, carol, mia):
    number = carol.id
    erasing.ask(carol, by=mia)
    erasing.run_asked()
    assert "1 erased again" in typed("restore", backup, "--yes")
    assert db.session.scalar(select(func.count()).select_from(Message)) == 0
    assert db.session.scalar(select(Customer.name_sealed).where(Customer.id == number)) is None


def test_a_line_of_the_log_that_a_crash_cut_short_costs_no_other(typed, backup, carol, mia, app):
    with open(app.config["ERASURE_LOG"], "a") as log:
        log.write('{"key": "half a li')
    erasing.ask(carol, by=mia)
    erasing.run_asked()
    assert "1 erased again" in typed("restore", backup, "--yes")


def test_tables_of_a_newer_version_do_not_stand_in_the_way(typed, backup):
    bare("CREATE TABLE of_a_newer_version (id INTEGER PRIMARY KEY, agent_id BIGINT REFERENCES agent (id))")
    typed("restore", backup, "--yes")
    assert not inspect(db.engine).has_table("of_a_newer_version")


def test_what_may_have_been_sent_since_is_not_sent_again(typed, tmp_path, ticket, orders):
    with transaction():
        inbox = insert(Inbox(name="Shop", channel="webchat", key="shop", team_id=orders.id))
        asked = {
            "survey_id": insert(Survey(key="after", name="After", questions=[])).id,
            "customer_id": ticket.customer_id,
        }
        insert(Response(ticket_id=ticket.id, **asked, inbox_id=inbox.id, due_at=clock.now() - timedelta(minutes=1)))
    typed("backup", tmp_path)
    [made] = tmp_path.glob("*.backup")
    assert "1 answers wait" in typed("restore", made, "--yes")
    assert db.session.execute(select(Response.state, Response.why)).one() == ("dropped", "restored")


def test_beside_a_program_that_runs_it_is_refused(typed, backup, app, monkeypatch):
    over = threading.Event()

    def beats():
        with app.app_context():
            while not over.wait(0.2):
                heartbeat.beat("schedule")

    heart = threading.Thread(target=beats)
    heartbeat.beat("schedule")
    heart.start()
    try:
        assert "Stop it first" in typed("restore", backup, "--yes", fails=True)
    finally:
        over.set()
        heart.join()


def test_a_database_that_cannot_take_it_is_left_as_it_is(typed, backup, opened, database, monkeypatch, tmp_path):
    """The disk is full, a tool fails half-way: the desk of before is still there."""
    opened("Written after the backup")
    if db.engine.dialect.name == "sqlite":
        monkeypatch.setattr("helpdesk.restoring.shutil.move", _full)
    else:
        monkeypatch.setenv("PATH", f"{_psql_that_fails_late(tmp_path)}{os.pathsep}{os.environ['PATH']}")
    assert typed("restore", backup, "--yes", fails=True)
    db.engine.dispose()
    assert db.session.scalar(select(func.count()).select_from(Ticket)) == 2


def _full(*_):
    raise OSError(28, "No space left on device")


def _psql_that_fails_late(folder: Path) -> Path:
    """The real one, given one statement more at the end that cannot be done."""
    real, bad, ours = shutil.which("psql"), folder / "bad.sql", folder / "bin"
    bad.write_text("SELECT 1 / 0;")
    ours.mkdir()
    (ours / "psql").write_text(f'#!/bin/sh\nexec {real} "$@" --file={bad}\n')
    (ours / "psql").chmod(0o755)
    return ours
