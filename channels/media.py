"""Media: files that a message only names are fetched by a job, each with its own patience, beside everything else."""

import hashlib
import secrets
from datetime import datetime, timedelta

import structlog
from sqlalchemy import or_, select, update

from channels.channel import File, Later, Refused
from channels.fetch_row import Fetch
from channels.inbox import Inbox
from channels.register import adapter_of
from helpdesk import clock, files, jobs, lanes
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import change, get, insert
from tickets import Attachment, Message, Ticket
from tickets.attaching import attach, sniffed, too_large
from tickets.events import FILE_FETCHED
from tickets.file_names import NAMELESS, clean_name
from tickets.thumbnails import small_of

log = structlog.get_logger()
LEASE = timedelta(seconds=180)  # longer than the adapter may take
MOST_TRIES = 8  # some three quarters of an hour
LONGEST_WAIT = 1800.0


def plan(inbox: Inbox, message: Message, given: list[File]) -> list[Attachment]:
    """Keep the files that are here and note those to fetch; called inside the verb that takes the message in."""
    named = [file for file in given if file.data is None and file.fetch is not None]
    kept = attach(message, given)
    for file in named:
        row = insert(
            Attachment(
                message_id=message.id,
                ticket_id=message.ticket_id,
                filename=clean_name(file.filename),
                content_type=file.content_type,
                content_id=file.content_id,
                inline=file.inline,
                state="fetching",
            )
        )
        fetch = Fetch(inbox_id=inbox.id, attachment_id=row.id)
        fetch.how = file.fetch
        insert(fetch)
        kept.append(row)
    if named:
        jobs.wake(fetch_files, inbox.id, queue="media")
    return kept


@transaction()
def retry(attachment: Attachment) -> bool:
    """An agent wants it tried again; False when it is here or on its way."""
    row = db.session.scalar(select(Fetch).where(Fetch.attachment_id == attachment.id, Fetch.state == "failed"))
    if row is not None:
        row.state, row.tries, row.due_at = "waiting", 0, clock.now()
        change(attachment, state="fetching", error=None)
        _tell(attachment)
        jobs.wake(fetch_files, row.inbox_id, queue="media")
    return row is not None


def fetch_files(inbox_id: int) -> None:
    """The job: fetch what is due in this inbox, beside the others."""
    jobs.woken(fetch_files, inbox_id)
    lanes.run(f"media:{inbox_id}", fetch_now, inbox_id)


def fetch_now(inbox_id: int, as_of: datetime | None = None) -> int:
    """Fetch what is due in this inbox; returns how many were tried."""
    tried: set[int] = set()
    while fresh := [n for n in _due_ids(inbox_id, as_of or clock.now()) if n not in tried]:
        for number in fresh:
            tried.add(number)
            if (row := _claim(number, as_of or clock.now())) is not None:
                _fetch(row)
    return len(tried)


def waiting(as_of: datetime) -> list[tuple[int, datetime]]:
    """The inboxes in which something is to be fetched, and since when."""
    rows = db.session.execute(
        select(Fetch.inbox_id, Fetch.due_at)
        .where(Fetch.state == "waiting", Fetch.due_at <= as_of)
        .order_by(Fetch.due_at)
        .limit(1000)
    )
    found: dict[int, datetime] = {}
    for inbox_id, due_at in rows:
        found.setdefault(inbox_id, due_at)
    return list(found.items())


@transaction()
def recover(as_of: datetime) -> int:
    """Queue again what a process had in hand when it died."""
    return db.session.execute(
        update(Fetch)
        .where(Fetch.state == "fetching", or_(Fetch.lease_until.is_(None), Fetch.lease_until < as_of))
        .values(state="waiting", due_at=clock.now())
        .execution_options(synchronize_session=False)
    ).rowcount


def _due_ids(inbox_id: int, as_of: datetime, limit: int = 20) -> list[int]:
    return list(
        db.session.scalars(
            select(Fetch.id)
            .where(Fetch.inbox_id == inbox_id, Fetch.state == "waiting", Fetch.due_at <= as_of)
            .order_by(Fetch.id)
            .limit(limit)
        )
    )


@transaction()
def _claim(number: int, as_of: datetime) -> Fetch | None:
    taken = db.session.execute(
        update(Fetch)
        .where(Fetch.id == number, Fetch.state == "waiting", Fetch.due_at <= as_of)
        .values(state="fetching", lease_until=clock.now() + LEASE, tries=Fetch.tries + 1)
        .execution_options(synchronize_session=False)
    ).rowcount
    return db.session.get(Fetch, number, populate_existing=True) if taken else None


def _fetch(row: Fetch) -> None:
    number, attachment, tries = row.id, get(Attachment, row.attachment_id), row.tries
    try:
        inbox = db.session.get(Inbox, row.inbox_id)
        adapter, settings, how = adapter_of(inbox), inbox.settings or {}, row.how
        db.session.rollback()  # no connection is held while the provider takes its time
        file = adapter.fetch(settings, **how)
        if too_large(len(file.data)):
            raise Refused("larger than files may be here")
        _keep(number, attachment.id, file)
    except Refused as why:
        _fail(number, str(why))
    except Exception as error:
        log.warning("file not fetched", fetch_id=number, error=type(error).__name__)
        why = error if isinstance(error, Later) else Later(type(error).__name__)
        _fail(number, str(why)) if tries >= MOST_TRIES else _again(number, tries, why)


def _keep(number: int, attachment_id: int, file: File) -> None:
    """The bytes and the small picture first: what the row promises is there."""
    row, data = get(Attachment, attachment_id), file.data
    kind = sniffed(data, file.content_type or row.content_type)[:100]
    files.put(row.storage_key, data)
    thumbnail, small = None, small_of(data, kind)
    if small is not None:
        thumbnail = secrets.token_hex(20)
        files.put(thumbnail, small)
    with transaction():
        if _settle(number, state="done", how_sealed=None):
            row = get(Attachment, attachment_id)
            change(
                row,
                state=None,
                error=None,
                content_type=kind,
                size=len(data),
                thumbnail_key=thumbnail,
                sha256=hashlib.sha256(data).digest(),
                filename=clean_name(file.filename if row.filename == NAMELESS else row.filename),
            )
            _tell(row)


@transaction()
def _again(number: int, tries: int, why: Later) -> None:
    wait = why.seconds if why.seconds is not None else min(5.0 * 2**tries, LONGEST_WAIT)
    _settle(number, state="waiting", due_at=clock.now() + timedelta(seconds=wait), error=str(why)[:300])


@transaction()
def _fail(number: int, why: str) -> None:
    if row := _settle(number, state="failed", error=why[:300]):
        attachment = get(Attachment, row.attachment_id)
        change(attachment, state="failed", error=why[:300])
        _tell(attachment)


def _settle(number: int, **values) -> Fetch | None:
    done = db.session.execute(
        update(Fetch).where(Fetch.id == number, Fetch.state == "fetching").values(lease_until=None, **values)
    ).rowcount
    return db.session.get(Fetch, number, populate_existing=True) if done else None


def _tell(attachment: Attachment) -> None:
    message = get(Message, attachment.message_id)
    record(
        FILE_FETCHED,
        get(Ticket, message.ticket_id),
        by=SYSTEM,
        message=message,
        file=attachment.id,
        state=attachment.state or "here",
    )
