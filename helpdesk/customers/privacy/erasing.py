"""Erase a person: everything of theirs goes, and what might bring them back is remembered blindly."""

import secrets
import threading
import time

import structlog
from sqlalchemy import select

from helpdesk import clock, jobs
from helpdesk.alone import alone
from helpdesk.customers.belongings import Leaving, belongings, look_through
from helpdesk.customers.belongings import leaving as forgetters
from helpdesk.customers.customer import Customer
from helpdesk.customers.events import CUSTOMER_ERASED
from helpdesk.customers.identity import Identity
from helpdesk.customers.merging import family_of, root_of
from helpdesk.customers.privacy import erasure_log, graves
from helpdesk.customers.privacy.erasure import Erasure
from helpdesk.customers.privacy.forgetting import forget_rows
from helpdesk.customers.privacy.scrubbing import scrub
from helpdesk.db import db, on_commit, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import insert

log = structlog.get_logger()
_pause = threading.Event().wait
AT_ONCE = 500  # people between two looks through everything
PATIENCE = 120.0  # seconds at most between them, or twice what one takes: the second finds what came meanwhile


class Held(Exception):
    """A legal hold: nothing of this person may be deleted."""


@transaction()
def ask(customer: Customer, *, by, why: str = "asked_for") -> Erasure:
    """Note that this person is to be erased; a job does it at once. Asking twice is one. Raises Held."""
    customer = root_of(customer)
    if _held(customer):
        raise Held
    known = db.session.scalar(select(Erasure).where(Erasure.subject == customer.id, Erasure.state == "asked"))
    if known is None:
        known = insert(Erasure(key=secrets.token_hex(16), subject=customer.id, why=why, by_id=getattr(by, "id", None)))
        on_commit(lambda: jobs.wake(run_asked, queue="slow"))
    return known


def erase(customer: Customer, *, by, why: str = "asked_for") -> Erasure:
    """Erase this person now, and return what was done. Raises Held."""
    number = ask(customer, by=by, why=why).id
    while (row := db.session.get(Erasure, number, populate_existing=True)).state == "asked":
        if not run_asked(only=number):
            _pause(0.2)  # another process erases just now, perhaps this very person
    return row


def run_asked(only: int | None = None) -> int:
    """Do the erasures that were asked for; returns how many. A crash in between repeats the one it hit."""
    jobs.woken(run_asked)
    done = 0
    with alone("erasing") as mine:
        while mine and (rows := _next(only)):
            done += _run(rows)
    if done:
        scrub()
    return done


def erase_again(row_keys: list[bytes]) -> int:
    """Erase whom an older backup has brought back, without asking anybody; returns how many there were."""
    done = 0
    for start in range(0, len(row_keys), AT_ONCE):
        done += _erase_again(row_keys[start : start + AT_ONCE])
    if done:
        scrub()
    return done


def _erase_again(row_keys: list[bytes]) -> int:
    found = select(Customer.id).where(Customer.row_key.in_(row_keys), Customer.merged_into_id.is_(None))
    with transaction():
        rows = [
            insert(Erasure(key=secrets.token_hex(16), subject=number, why="restored"))
            for number in list(db.session.scalars(found))
        ]
    numbers, done = [row.id for row in rows], 0
    while rows := list(db.session.scalars(_asked().where(Erasure.id.in_(numbers)))):
        done += _run(rows)
    return done


def _asked():
    return select(Erasure).where(Erasure.state == "asked").order_by(Erasure.id)


def _next(only: int | None) -> list[Erasure]:
    waiting = _asked() if only is None else _asked().where(Erasure.id == only)
    return list(db.session.scalars(waiting.limit(AT_ONCE)))


def _run(rows: list[Erasure]) -> int:
    """Erase these, or as many of them as there is time for between two looks through everything; returns how many.

    What is sealed is opened once for all of them: once for each, the work would grow with the square of the people.
    """
    subjects, began = {row.id: row.subject for row in rows}, time.monotonic()
    people = {number: _leaving(subject) for number, subject in subjects.items()}
    look_through(list(people.values()))
    until = time.monotonic() + max(PATIENCE, 2 * (time.monotonic() - began))
    gone = []
    for number, known in people.items():
        gone.append(_erase_one(number, subjects[number], known))
        if time.monotonic() > until:
            break
    look_through(gone)
    return len(gone)


def _erase_one(number: int, subject: int, known: Leaving) -> Leaving:
    leaving = _leaving(subject)  # what came since everything was looked through is theirs, too
    leaving.notes = known.notes
    for forget in forgetters():
        forget(leaving)
    _forget(number, leaving)
    for forget in forgetters():
        forget(leaving)
    log.info("a person was erased", erasure=number)
    return leaving


@transaction()
def _forget(number: int, leaving: Leaving) -> None:
    row = db.session.get(Erasure, number)
    people = list(db.session.scalars(select(Customer.row_key).where(Customer.id.in_(leaving.customers))))
    stones = [*leaving.notes.get("graves", []), *((graves.PERSON, 0, graves.person_grave(one)) for one in people)]
    graves.bury(stones)
    counts = forget_rows(leaving) | leaving.notes.get("counts", {})
    db.session.expire_all()
    record(CUSTOMER_ERASED, by=SYSTEM, customer=None, subject=row.subject, counts=counts)
    row.state, row.done_at, row.counts = "done", clock.now(), counts
    # Before the commit: an erasure that is in the log and not in the database is done again, the other way round not.
    erasure_log.write(row.key, people, stones)


@transaction()
def _leaving(subject: int) -> Leaving:
    customer = db.session.get(Customer, subject)
    family = family_of(customer) if customer is not None else []
    rows = db.session.execute(select(Identity).where(Identity.customer_id.in_(family))).scalars().all()
    ticket = next(one.model for one in belongings() if one.table == "ticket")
    tickets = list(db.session.scalars(select(ticket.id).where(ticket.customer_id.in_(family))))
    messages = db.metadata.tables["message"]
    said = [
        number
        for start in range(0, len(tickets), 500)
        for number in db.session.scalars(
            select(messages.c.id).where(messages.c.ticket_id.in_(tickets[start : start + 500]))
        )
    ]
    return Leaving(family, [one.id for one in rows], tickets, said, [one.value for one in rows if one.value])


def _held(customer: Customer) -> bool:
    family = select(Customer.id).where(Customer.id.in_(family_of(customer)), Customer.held_at.is_not(None))
    return db.session.scalar(family.limit(1)) is not None
