"""Nightly: when the classifier learns anew, beside everything else: in a process of its own that ends afterwards."""

import os
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from flask import current_app
from sqlalchemy import func, select

from helpdesk import clock, jobs
from helpdesk.alone import alone
from helpdesk.db import db
from routing.classifying import progress
from routing.classifying.choices import choices
from routing.classifying.trained import TrainedModel
from tickets import Ticket

log = structlog.get_logger()
ROOT = Path(__file__).parent.parent.parent
NIGHT = range(1, 5)  # hours, UTC
EVERY, AT_THE_LATEST = timedelta(hours=20), timedelta(hours=30)
LONGEST = 3600  # seconds
_FROM_CONFIG = ("HELPDESK_DATA", "DATABASE_URL", "PUBLIC_URL", "ATTACHMENTS_URL")


def train_if_due(as_of: datetime | None = None) -> bool:
    """Ask for a training once a night; for the sweep."""
    as_of = as_of or clock.now()
    last = db.session.scalar(select(func.max(TrainedModel.trained_at)))
    age = as_of - last if last is not None else AT_THE_LATEST
    due = age >= AT_THE_LATEST or (age >= EVERY and as_of.hour in NIGHT)
    if due and choices().nightly:
        ask_for_training()
        return True
    return False


def ask_for_training() -> None:
    """Let a worker begin."""
    progress.asked()
    jobs.wake(train, queue="slow")


def train() -> None:
    """The job: it only begins. Learning takes minutes and much memory, and other jobs wait behind this one."""
    jobs.woken(train)
    app = current_app._get_current_object()
    threading.Thread(target=_train_alone, args=(app,), name="learning", daemon=True).start()


def _train_alone(app) -> None:
    with app.app_context(), alone("classifier") as mine:
        if mine and not told_too_little():
            _run(app)


def told_too_little() -> bool:
    """A young desk is told so here and now; a process for it would carry half the program to say no."""
    from routing.classifying.learning import FEWEST, retrain

    if db.session.scalar(select(func.count()).select_from(select(Ticket.id).limit(FEWEST).subquery())) >= FEWEST:
        return False
    retrain()
    return True


def _run(app) -> None:
    settings = {name: app.config[name] for name in _FROM_CONFIG if app.config.get(name)}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "classifier", "train"]
    if app.config.get("VALKEY_URL"):
        settings["REDIS_URL"] = app.config["VALKEY_URL"]
    try:
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, timeout=LONGEST, preexec_fn=_be_nice
        )
    except subprocess.TimeoutExpired:
        progress.failed()
        log.error("classifier took too long")
        return
    if done.returncode:
        progress.failed()
        log.error("classifier not trained", said=done.stderr[-500:].decode("utf-8", "replace"))


def _be_nice() -> None:
    os.nice(15)
