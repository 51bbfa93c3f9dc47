"""Facts: what conditions ask about a ticket, each read when it is first asked for, and once.

facts_of(ticket, event) is a mapping; CATALOGUE holds every field there is; `field.KEY` is a field of the company's own,
`was.KEY` what it held before.
"""

from datetime import datetime
from functools import cached_property

from helpdesk import clock
from helpdesk.hot import get
from routing.facts import of_change, of_customer, of_guess, of_message, of_orders, of_ticket, of_time
from routing.facts.field import Field
from tickets.message import Message

# Group: key, its fields, and its name in both languages.
GROUPS = (
    ("ticket", of_ticket.FIELDS, ("Ticket", "工单")),
    ("message", of_message.FIELDS, ("Message", "消息")),
    ("customer", of_customer.FIELDS, ("Customer", "客户")),
    ("orders", of_orders.FIELDS, ("Orders", "订单")),
    ("guess", of_guess.FIELDS, ("What the classifier thinks", "分类器判断")),
    ("time", of_time.FIELDS, ("Time", "时间")),
    ("change", of_change.FIELDS, ("What just happened", "刚刚发生的变更")),
)
CATALOGUE: dict[str, Field] = {field.name: field for _, fields, _ in GROUPS for field in fields}
OWN = "field."  # of the company: field.order_number
WAS = "was."  # what such a field held before the change: was.order_number
_READERS = {name: field.read for name, field in CATALOGUE.items()} | of_customer.READERS | of_orders.READERS
_READERS |= of_guess.READERS


def own_key(name: str) -> str:
    """The key of the company's own field that this condition asks about; empty for any other."""
    return next((name.removeprefix(prefix) for prefix in (OWN, WAS) if name.startswith(prefix)), "")


class Facts(dict):
    """A mapping from a field's name to what is so. Whoever changes the ticket forgets what hangs on it."""

    def __init__(self, ticket, event=None, *, message=None, now: datetime | None = None):
        super().__init__()
        self.ticket, self.event, self.given_message = ticket, event, message
        self.now = now or (event.at if event is not None else None) or clock.now()
        self.event_name = event.name if event is not None else ""
        self.data = (event.data or {}) if event is not None else {}
        self.is_arrival = False  # a person is asked for when all rules are through

    def __missing__(self, name: str):
        reader = _READERS.get(name)
        value = reader(self) if reader is not None else self._own(name)
        self[name] = value
        return value

    def _own(self, name: str):
        if name.startswith(WAS):
            return of_change.field_before(self, name.removeprefix(WAS))
        return (self.ticket.fields or {}).get(name.removeprefix(OWN))

    @cached_property
    def message(self) -> Message | None:
        """The message of the event, or else the last one of the ticket."""
        if self.given_message is not None:
            return self.given_message
        number = getattr(self.event, "message_id", None) or self.ticket.last_message_id
        return get(Message, number) if number else None

    def forget(self, *names: str) -> None:
        """These are no longer so."""
        for name in names:
            self.pop(name, None)


def facts_of(ticket, event=None, **known) -> Facts:
    """The facts of this ticket as they are when it happened, or now."""
    return Facts(ticket, event, **known)
