"""Dial: the console asks the telephone system to call the agent first and then the customer."""

from dataclasses import dataclass

from channels.calls import dialled
from channels.channel import Later, Refused, Unsure
from channels.inbox import Inbox
from channels.register import adapter_of
from helpdesk.db import db


class CannotDial(Exception):
    """Nobody was called; the sentence says why, in the reader's two languages."""

    def __init__(self, en: str, zh: str):
        super().__init__(en)
        self.en, self.zh = en, zh


@dataclass(frozen=True)
class Dialling:
    """`open`: an address for the agent's own device (tel:…); None when the telephone system does the rest."""

    open: str | None = None


NO_PHONE = (
    "Enter your telephone number in your profile first: it is called before the customer.",
    "请先在个人资料中填写您的电话：系统会先呼叫您，再接通客户。",
)


def dial(inbox: Inbox, ticket, identity, *, by, hook: str) -> Dialling:
    """Call this number about this ticket. `hook` is our webhook's address. Raises CannotDial."""
    adapter, settings = adapter_of(inbox), inbox.settings or {}
    if adapter.dials_from_agent(settings) and not (by.phone or by.extension):
        raise CannotDial(*NO_PHONE)
    row = dialled.intend(inbox, ticket, identity, by=by)
    number, value, phone = row.id, identity.value, by.phone or ""
    db.session.rollback()  # no connection is held while the telephone system takes its time
    try:
        call_id, address = adapter.dial(
            settings, to=value, phone=phone, extension=by.extension or "", agent=by.email, hook=hook
        )
    except (Refused, Later) as why:
        dialled.give_up(number)
        raise CannotDial(f"The telephone system did not call: {why}", f"电话系统未能呼叫：{why}") from None
    except Unsure:
        return Dialling()  # it may ring in a moment
    if call_id:
        dialled.name(number, call_id)
    return Dialling(address)
