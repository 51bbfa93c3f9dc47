"""Copy others in: addresses that get what is answered too. They are sealed; events count them and name none."""

from helpdesk import clock
from helpdesk.customers import normal
from helpdesk.db import transaction
from helpdesk.events import record
from tickets.events import CC_CHANGED
from tickets.refusals import NotAllowed, changeable

MOST = 50


def copied(ticket) -> list[str]:
    """The addresses that are copied in."""
    return ticket.cc or []


@transaction()
def copy_to(ticket, addresses: list[str], *, by) -> None:
    """From now on these and no others are copied in. Raises NotAllowed. Whom to believe is for the caller to decide."""
    wanted = list(dict.fromkeys(map(_address, addresses)))
    before = copied(ticket)
    if wanted == before:
        return
    changeable(ticket)
    if len(wanted) > MOST:
        raise NotAllowed("many_addresses")
    ticket.cc, ticket.updated_at = wanted or None, clock.now()
    record(CC_CHANGED, ticket, by=by, added=len(set(wanted) - set(before)), removed=len(set(before) - set(wanted)))


def copy_in(ticket, addresses: list[str], *, by) -> None:
    """Copy these in as well; what is no address, or too many, is left out (mail headers are full of it)."""
    fitting = [one for one in map(_address_or_none, addresses) if one]
    copy_to(ticket, list(dict.fromkeys([*copied(ticket), *fitting]))[:MOST], by=by)


def leave_out(ticket, *addresses: str, by) -> None:
    """These are not copied in any more."""
    gone = [_address_or_none(address) for address in addresses]
    copy_to(ticket, [one for one in copied(ticket) if one not in gone], by=by)


def _address(value: str) -> str:
    try:
        return normal("email", value)
    except ValueError:
        raise NotAllowed("bad_address") from None


def _address_or_none(value: str) -> str | None:
    try:
        return normal("email", value)
    except ValueError:
        return None
