"""Listening: the long-lived loop that gives every inbox with an open connection (IMAP IDLE) a thread of its own."""

import threading

import structlog
from flask import Flask

from channels import polling
from helpdesk.db import db

log = structlog.get_logger()
LOOK_AGAIN = 5.0  # seconds until a new or mended inbox is noticed
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0


def listen(app: Flask, stop: threading.Event) -> None:
    """Listen to every inbox that can be listened to, until `stop`; a broken one is tried again, the others go on."""
    threads: dict[int, tuple[threading.Thread, threading.Event]] = {}
    while not stop.is_set():
        wanted = _wanted(app, otherwise=set(threads))
        for number in wanted - threads.keys():
            over = threading.Event()
            thread = threading.Thread(
                target=_keep_hearing, args=(app, number, over), daemon=True, name=f"listen:{number}"
            )
            threads[number] = (thread, over)
            thread.start()
        for number in threads.keys() - wanted:
            threads.pop(number)[1].set()
        stop.wait(LOOK_AGAIN)
    for _, over in threads.values():
        over.set()
    for thread, _ in threads.values():
        thread.join(2)


def _wanted(app: Flask, otherwise: set[int]) -> set[int]:
    try:
        with app.app_context():
            return set(polling.listening())
    except Exception as error:  # the database is away: those who listen go on listening
        log.warning("inboxes unknown", error=type(error).__name__)
        return otherwise


def _keep_hearing(app: Flask, inbox_id: int, over: threading.Event) -> None:
    wait = FIRST_WAIT
    while not over.is_set():
        try:
            with app.app_context():
                heard = polling.hear(inbox_id, over)
                db.session.remove()
        except Exception as error:
            log.warning("not heard", inbox_id=inbox_id, error=type(error).__name__)
            heard = False
        wait = FIRST_WAIT if heard else min(wait * 2, LONGEST_WAIT)
        over.wait(wait)
