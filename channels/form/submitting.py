"""Submit a form: one ticket, however often the button was pressed."""

import hashlib
import json
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from channels.channel import File, Inbound
from channels.form.confirming import confirm
from channels.ingest import external_index, ingest
from helpdesk import language
from helpdesk.db import db, transaction
from helpdesk.hot import get
from tickets import Message, Ticket


@dataclass(frozen=True)
class Filled:
    """What somebody has filled in. `id` was given to the page when it was shown."""

    id: str
    email: str
    text: str
    name: str = ""
    phone: str = ""  # E.164
    subject: str = ""
    topic: str | None = None
    type: str | None = None
    fields: dict = field(default_factory=dict)
    files: list[File] = field(default_factory=list)
    language: str = "en"

    @property
    def external_id(self) -> str:
        """The same page sent twice is one ticket; what was changed in between is another matter."""
        said = [
            self.email,
            self.text,
            self.name,
            self.phone,
            self.subject,
            self.topic,
            self.type,
            self.fields,
            [hashlib.sha256(file.data or b"").hexdigest() for file in self.files],
        ]
        return f"form:{self.id}:{hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()}"


def submit(inbox, filled: Filled) -> Ticket:
    """The ticket that this became, now or the first time."""
    for _ in range(2):
        try:
            return _submit(inbox, filled)
        except IntegrityError:  # the button was pressed twice at once: look again
            continue
    return _submit(inbox, filled)


@transaction()
def _submit(inbox, filled: Filled) -> Ticket:
    values = {"fields": filled.fields, "tags": [filled.topic] if filled.topic else []}
    message = ingest(
        inbox,
        Inbound(
            external_id=filled.external_id,
            address_kind="email",
            address=filled.email,
            verified=False,
            how="form",
            name=filled.name,
            text=filled.text,
            subject=filled.subject or None,
            files=list(filled.files),
            language=language.detect(filled.text, default=filled.language),
            also_claims={"phone": filled.phone} if filled.phone else {},
            values={**values, **({"type": filled.type} if filled.type else {})},
        ),
    )
    if message is None:
        return get(Ticket, _known(inbox, filled).origin_ticket_id)
    ticket = get(Ticket, message.ticket_id)
    confirm(inbox, ticket, filled)
    return ticket


def _known(inbox, filled: Filled) -> Message:
    return db.session.scalar(
        select(Message).where(
            Message.inbox_id == inbox.id, Message.external_index == external_index(filled.external_id)
        )
    )
