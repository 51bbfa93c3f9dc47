"""Checks: what can be wrong, each asked of the thing itself and answered in a sentence.

An essential one that fails means that the program cannot work; any other that somebody should look.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import redis
import structlog
from flask import Flask
from sqlalchemy import text

from channels import polling
from helpdesk import heartbeat, jobs
from helpdesk.db import db
from helpdesk.health import backlog
from knowledge_base import indexing as articles

log = structlog.get_logger()
LATE_SECONDS = 45  # the longest that anything may wait before a check turns red
LEAST_FREE_MB = 200


@dataclass(frozen=True)
class Finding:
    """One check's answer; `value` is what was measured, in the unit that `name` ends with."""

    name: str
    ok: bool
    says: str
    value: float | None = None
    essential: bool = False


def examine(app: Flask) -> list[Finding]:
    """Ask every check; needs the app's context. Without the database the checks that read it are left out."""
    findings = list(_asked(app, (database, valkey, disk)))
    if findings[0].ok:
        findings += _asked(app, OF_THE_ROWS)
    db.session.rollback()  # hold no snapshot: on SQLite it would keep the log file from shrinking
    return findings


def database(_app: Flask) -> Iterator[Finding]:
    """Whether it can be read."""
    db.session.execute(text("SELECT 1"))
    yield Finding("database", True, "The database answers.", essential=True)


def migrations(app: Flask) -> Iterator[Finding]:
    """Whether the tables are those of this version."""
    from alembic.script import ScriptDirectory

    there = set(db.session.scalars(text("SELECT version_num FROM alembic_version")))
    wanted = set(ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config()).get_heads())
    says = "The tables are those of this version." if there == wanted else "Run: flask --app wsgi db upgrade"
    yield Finding("migrations", there == wanted, says, essential=True)


def valkey(_app: Flask) -> Iterator[Finding]:
    """Whether jobs can be queued and live events passed on."""
    connection = jobs.connection()
    if connection is None:
        yield Finding("valkey", False, "There is none: no REDIS_URL, none in the data directory.", essential=True)
        return
    try:
        connection.ping()
        yield Finding("valkey", True, "Valkey answers.", essential=True)
    except redis.RedisError as why:
        yield Finding("valkey", False, f"Valkey does not answer ({type(why).__name__}).", essential=True)


def disk(app: Flask) -> Iterator[Finding]:
    """Whether there is room left for attachments and the database."""
    free = shutil.disk_usage(app.config["HELPDESK_DATA"]).free // 2**20
    yield Finding("disk_free_mb", free >= LEAST_FREE_MB, f"{free} MB are free in the data directory.", free)


def schedule(_app: Flask) -> Iterator[Finding]:
    """Whether what is due is looked for."""
    seconds = heartbeat.seconds_since("schedule")
    if seconds is None:
        yield Finding("sweep_lag_seconds", False, "The schedule has never run.", None, essential=True)
        return
    says = f"The schedule last ran {seconds:.0f} s ago."
    yield Finding("sweep_lag_seconds", seconds < LATE_SECONDS, says, seconds, essential=True)


def reactions(_app: Flask) -> Iterator[Finding]:
    """Whether what follows from events follows."""
    yield _waiting("oldest_event_seconds", "event", backlog.oldest_event())


def given_up(_app: Flask) -> Iterator[Finding]:
    """Reactions that failed ten times."""
    yield _none("reactions_given_up", backlog.given_up(), "reactions that failed for good; the log says why")


def incoming(_app: Flask) -> Iterator[Finding]:
    """What came and is not in a ticket."""
    yield _waiting("oldest_incoming_seconds", "arrival", backlog.oldest_incoming())
    yield _none("dead_letters", backlog.dead_letters(), "dead letters; to try them again: flask --app wsgi replay")


def outgoing(_app: Flask) -> Iterator[Finding]:
    """Answers that should have left by now."""
    yield _waiting("oldest_unsent_seconds", "answer", backlog.oldest_unsent())


def unsure(_app: Flask) -> Iterator[Finding]:
    """Answers of which nobody knows whether they left."""
    yield _none("unsure_answers", backlog.unsure(), "answers that may or may not have left; a person has to check")


def index(_app: Flask) -> Iterator[Finding]:
    """Whether what is published can be found."""
    seconds = articles.behind()
    says = f"Articles changed {seconds:.0f} s ago are not in the search index yet; to make it anew: flask kb reindex"
    on_time = seconds < LATE_SECONDS
    yield Finding(
        "index_lag_seconds", on_time, "The search index of articles is up to date." if not seconds else says, seconds
    )


def inboxes(_app: Flask) -> Iterator[Finding]:
    """Inboxes in trouble with their provider."""
    troubled = backlog.troubled_inboxes()
    says = f"In trouble: {', '.join(troubled)}." if troubled else "All inboxes get through to their providers."
    yield Finding("inboxes_in_trouble", not troubled, says, len(troubled))


def fetching(_app: Flask) -> Iterator[Finding]:
    """When each mailbox was last looked into, and whether that went well."""
    for inbox in backlog.fetched_inboxes():
        seconds = backlog.seconds_since(inbox.polled_at or inbox.created_at)
        late = seconds > polling.interval_of(inbox).total_seconds() + LATE_SECONDS and not backlog.is_connected(inbox)
        says = f"{inbox.name} was last fetched {seconds:.0f} s ago."
        if inbox.last_error is not None:
            says = f"{inbox.name} cannot be fetched: {inbox.last_error}"
        yield Finding(f"fetch_seconds:{inbox.key}", not late and inbox.last_error is None, says, seconds)


def _waiting(name: str, noun: str, seconds: float | None) -> Finding:
    if seconds is None:
        return Finding(name, True, f"No {noun} is waiting.", 0.0)
    return Finding(name, seconds < LATE_SECONDS, f"The oldest waiting {noun} has waited {seconds:.0f} s.", seconds)


def _none(name: str, count: int, what: str) -> Finding:
    return Finding(name, count == 0, f"{count} {what}." if count else f"No {what.partition(';')[0]}.", count)


OF_THE_ROWS = (migrations, schedule, reactions, given_up, incoming, outgoing, unsure, index, inboxes, fetching)


def _asked(app: Flask, checks: Sequence[Callable]) -> Iterator[Finding]:
    for check in checks:
        try:
            yield from check(app)
        except Exception as why:
            log.exception("check failed", check=check.__name__)
            db.session.rollback()
            essential = check in (database, migrations, schedule)
            yield Finding(check.__name__, False, f"Cannot be told: {type(why).__name__}.", None, essential)
