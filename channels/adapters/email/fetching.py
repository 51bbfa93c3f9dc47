"""Fetching: every mail is taken in and committed before the server is told, so that nothing can be lost in between.

What comes twice is one message: the Message-ID is unique in an inbox. So this may always look again.
"""

import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta

import structlog
from imap_tools import BaseMailBox

from channels.adapters.email import mailbox, options
from channels.arriving import arrive, arrive_together
from channels.channel import Request
from channels.inbox import Inbox
from channels.remembering import recall, remember
from helpdesk import clock
from helpdesk.db import db, let_go

log = structlog.get_logger()
BATCH, BATCH_BYTES = 25, 8 * 2**20
TOGETHER = 5  # mails a transaction: whoever else writes shall not wait longer than for one large one
IDLE_SECONDS = 9 * 60  # servers hang up after half an hour, and some middlemen after ten minutes
LOOK_SECONDS = 1.0
HUNG_UP = 5  # so many empty answers at once in a row: a piece of a line over TLS is one now and then
WITHOUT_IDLE = 20
OVERLAP = timedelta(days=2)


def poll(inbox) -> None:
    """Fetch what is new in every folder. Raises mailbox.Unreachable."""
    number, settings = inbox.id, inbox.settings or {}
    if settings.get("imap_host"):
        with mailbox.connected(settings) as box:
            for folder in options.folders(settings):
                take_new(number, box, folder)


def listen(inbox, stop: threading.Event) -> None:
    """Stay connected and fetch what comes at once, until `stop`; raises or returns when the connection breaks."""
    number, settings = inbox.id, inbox.settings or {}
    if not settings.get("imap_host"):
        stop.wait(60)
        return
    with mailbox.connected(settings) as box:
        while not stop.is_set():
            for folder in reversed(options.folders(settings)):
                take_new(number, box, folder)
            db.session.remove()  # nothing is held while nothing happens
            _await_mail(box, stop)


def _await_mail(box: BaseMailBox, stop: threading.Event) -> None:
    if not mailbox.can_idle(box):
        stop.wait(WITHOUT_IDLE)
        box.client.noop()
        return
    deadline, at_once = clock.now() + timedelta(seconds=IDLE_SECONDS), 0
    box.idle.start()
    try:
        while not stop.is_set() and clock.now() < deadline:
            asked = time.monotonic()
            if box.idle.poll(timeout=LOOK_SECONDS):
                return
            # imap_tools says nothing of a server that hung up: it answers "nothing" at once, for as long as one asks.
            at_once = at_once + 1 if time.monotonic() - asked < LOOK_SECONDS / 2 else 0
            if at_once == HUNG_UP:
                raise ConnectionError("the mail server has closed the connection")
    finally:
        box.idle.stop()


def take_new(inbox_id: int, box: BaseMailBox, folder: str) -> int:
    """Take in what is new in this folder; returns how many mails were fetched."""
    validity, following = mailbox.open_folder(box, folder)
    known, taken = recall(inbox_id, folder), 0
    let_go()
    for uids in _batches(box, _candidates(box, known, validity)):
        taken += _take(inbox_id, box, uids)
        following = max(following, uids[-1] + 1)
    if (known.get("validity"), known.get("next")) != (validity, following):
        since = known.get("since") or clock.now().date().isoformat()
        remember(inbox_id, folder, {"validity": validity, "next": following, "since": since})
    return taken


def _batches(box: BaseMailBox, uids: list[int]) -> Iterator[list[int]]:
    """Several small mails at a time, for every journey to the server takes its time; large ones alone."""
    for start in range(0, len(uids), BATCH):
        some = uids[start : start + BATCH]
        sizes = mailbox.sizes(box, some) if len(some) > 1 else {}
        if sum(sizes.values()) <= BATCH_BYTES:
            yield some
        else:
            yield from ([uid] for uid in some)


def _take(inbox_id: int, box: BaseMailBox, uids: list[int]) -> int:
    """These mails: fetched, each kept, and only then marked."""
    kept: list[int] = []
    try:
        found = mailbox.fetch(box, uids)
        for start in range(0, len(found), TOGETHER):
            _keep(inbox_id, found[start : start + TOGETHER], kept)
    finally:
        if kept:
            mailbox.mark_kept(box, kept)
    return len(kept)


def _keep(inbox_id: int, found: list[mailbox.Found], kept: list[int]) -> None:
    inbox = db.session.get(Inbox, inbox_id)
    try:
        arrive_together(inbox, [_request(inbox, one) for one in found])
        kept += [one.uid for one in found]
    except Exception:  # one of them: each for itself, so that it holds back none before it
        db.session.remove()
        for one in found:
            inbox = db.session.get(Inbox, inbox_id)
            arrive(inbox, _request(inbox, one))
            kept.append(one.uid)
    finally:
        db.session.remove()


def _request(inbox: Inbox, found: mailbox.Found) -> Request:
    received = {"received-at": clock.iso(found.received_at)} if found.received_at else {}
    return Request("IMAP", f"imap:{inbox.key}/{found.uid}", received, {}, found.raw)


def _candidates(box: BaseMailBox, known: dict, validity: int) -> list[int]:
    """New is what is unread; and whatever came since we last looked, even if somebody has opened it already."""
    found = set(mailbox.unseen(box))
    if known.get("validity") == validity:
        found.update(mailbox.from_number(box, known["next"]))
    elif known:
        # The server has numbered its mails anew. Look back a little; what we have already is recognised.
        log.warning("mails were numbered anew", validity=validity)
        day = max(clock.now().date() - OVERLAP, date.fromisoformat(known["since"]))
        found.update(mailbox.since(box, day))
    return sorted(found)
