"""A file is begun, and carried on here as its job would."""

import csv
import io

import pytest

from helpdesk import importing
from helpdesk.db import db
from helpdesk.importing import ImportRun
from tests.support.cast import *  # noqa: F403

USUAL = {"trusted": True, "existing": "fill", "region": "CN", "time_zone": "UTC"}


@pytest.fixture
def bring(app, mia):
    """bring(rows, "customers", try_only=False, **options): the run after all of it."""

    def brought(rows, subject="customers", *, filename="file.csv", until="running", **options):
        data = rows if isinstance(rows, bytes) else as_csv(rows)
        run = importing.begin(filename=filename, data=data, subject=subject, by=mia, options={**USUAL, **options})
        importing.work(run.id)
        if until != "mapping" and now(run).state == "mapping":
            importing.start(now(run), until)
            importing.work(run.id)
        return now(run)

    return brought


def now(run) -> ImportRun:
    """The run as it is in the database."""
    db.session.expire_all()
    return db.session.get(ImportRun, run.id)


def as_csv(rows: list[dict]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def counts(run) -> tuple[int, int, int, int]:
    """Made, changed, as they were, refused."""
    return run.made, run.changed, run.same, run.refused
