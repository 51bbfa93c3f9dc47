"""Arriving: a provider's request becomes messages, receipts and edits, committed together with the raw request."""

import structlog
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm.exc import StaleDataError

from channels import arrival, calls, consenting, receipts, remembering
from channels.channel import Broken, Call, Consent, Edit, Inbound, Memory, Pull, Reaction, Receipt, Request
from channels.inbox import Inbox, note_in
from channels.ingest import ingest, queue_up
from channels.reading import Malformed
from channels.register import adapter_of
from channels.renamed import Renamed, take_over
from channels.surveys.hearing import hear
from channels.up_to import UpTo, follow_up_to
from helpdesk.db import db, savepoint, transaction

log = structlog.get_logger()
# Not the request's fault: nothing is kept, the provider shall come again.
AWAY = (OperationalError, InterfaceError, NoConnection, OSError)


class NotUnderstood(ValueError):
    """The adapter could not read one item of several."""


def arrive(inbox: Inbox, request: Request) -> list:
    """Take in a verified request: what it became, without what had been received before.

    What cannot be understood, wholly or in part, becomes a dead letter. Raises Malformed for what is not even its
    own format, and one of AWAY when the database or the store of files is.
    """
    items = _understood(inbox, request)
    return take_in(inbox, request, items) if items else []


def arrive_together(inbox: Inbox, requests: list[Request]) -> None:
    """Take in several requests in one transaction, which costs less; nothing is kept where one of them stumbles."""
    understood = [(request, items) for request in requests if (items := _understood(inbox, request))]
    with transaction():
        for request, items in understood:
            _keep(inbox, request, _in_turn(items))


def _understood(inbox: Inbox, request: Request) -> list:
    adapter, number = adapter_of(inbox), inbox.id
    try:
        return adapter.parse(request, inbox.settings or {})
    except Malformed:
        raise
    except (RecursionError, MemoryError):
        raise Malformed("too deep or too large") from None
    except Exception as error:
        log.warning("not understood", inbox_id=number, error=type(error).__name__)
        _bury(number, request, error)
        return []


def take_in(inbox: Inbox, request: Request, items: list) -> list:
    """Keep these items, all in one transaction; a bad one alone becomes a dead letter."""
    number, items = inbox.id, _in_turn(items)
    for _ in range(0 if any(isinstance(item, Broken) for item in items) else 3):
        try:
            return _keep(inbox, request, items)
        except AWAY:
            raise
        except IntegrityError:  # another process received the same just now: look again
            continue
        except Exception as error:
            log.warning("not taken in", inbox_id=number, error=type(error).__name__)
            break
    return _keep_apart(inbox, request, items)


def apart(inbox: Inbox, items: list) -> tuple[list, list[Exception]]:
    """What became of each item, each for itself, and the errors of those that failed; called inside a transaction."""
    became, errors = [], []
    for item in _in_turn(items):
        try:
            with savepoint():
                became.append(_VERBS[type(item)](inbox, item))
        except (*AWAY, StaleDataError):  # the transaction as a whole is tried again
            raise
        except Exception as error:
            errors.append(error)
    return became, errors


@transaction()
def _keep(inbox: Inbox, request: Request, items: list) -> list:
    queue_up(inbox, [item for item in items if isinstance(item, Inbound)])
    became = [_VERBS[type(item)](inbox, item) for item in items]
    return _kept(inbox, request, became, [])


@transaction()
def _keep_apart(inbox: Inbox, request: Request, items: list) -> list:
    queue_up(inbox, [item for item in items if isinstance(item, Inbound)])
    return _kept(inbox, request, *apart(inbox, items))


def _kept(inbox: Inbox, request: Request, became: list, errors: list) -> list:
    became = [row for row in became if row]
    if became or errors:
        arrival.keep(inbox, request, errors)
        note_in(inbox)
    return became


@transaction()
def _bury(inbox_id: int, request: Request, error: Exception) -> None:
    arrival.keep(db.session.get(Inbox, inbox_id), request, [error])


def _in_turn(items: list) -> list:
    """The inbox's own row last: whoever holds it must not wait for an address."""
    return sorted(items, key=lambda item: isinstance(item, Memory | Pull))


def _refuse(_inbox: Inbox, broken: Broken):
    raise NotUnderstood(f"{broken.why}: {broken.raw[:500]}" if broken.raw else broken.why)


def _said(inbox: Inbox, inbound: Inbound):
    """An answer to a survey is a vote; anything else that a customer says is a message."""
    return hear(inbox, inbound) or ingest(inbox, inbound)


_VERBS = {
    Inbound: _said,
    Receipt: receipts.follow,
    Reaction: receipts.react,
    Edit: receipts.edit,
    Consent: consenting.take_in,
    Call: calls.take_in,
    Memory: remembering.keep,
    Pull: remembering.pull,
    Broken: _refuse,
    Renamed: take_over,
    UpTo: follow_up_to,
}
