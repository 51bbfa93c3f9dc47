"""E-mail: fetched over IMAP or posted, sent over SMTP; who writes and which ticket is meant must be proven."""

import hashlib
import hmac
from datetime import datetime, timedelta

from channels.adapters.email import arriving, fetching, leaving, sending, trying
from channels.adapters.email.options import SETTINGS
from channels.channel import Capabilities, Inbound, Outbound, Receipt, Refused, Request, Sent
from helpdesk.crypto import purpose_key

kind = "email"
label = {"en": "E-mail", "zh": "邮件"}
settings = SETTINGS
capabilities = Capabilities(
    by_reference=True,
    idempotent=True,
    html=True,
    receipts=("sent",),
    max_text=100_000,
    reaches=("email",),
    undo_seconds=10,
    automatic_every=timedelta(hours=24),
)
poll = fetching.poll
listen = fetching.listen
check = trying.check


def verify(request: Request, settings: dict) -> bool:
    """Whether this mail was posted by who has our secret."""
    secret, given = settings.get("post_secret") or "", request.headers.get("x-signature", "")
    if not secret or request.method != "POST":
        return False
    wanted = "sha256=" + hmac.new(secret.encode(), request.body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted.encode(), given.encode())


def parse(request: Request, settings: dict) -> list[Inbound | Receipt]:
    """One raw mail, whichever way it came."""
    received = request.headers.get("received-at") if request.method == "IMAP" else None
    received_at = datetime.fromisoformat(received) if received else None
    return arriving.items_of(request.body, settings, _key(), received_at)


def send(outbound: Outbound, settings: dict) -> Sent:
    """Hand the answer to the SMTP server; a mail sent twice has the same Message-ID and is one mail."""
    try:
        recipients, mail = leaving.compose(outbound, settings, _key())
    except ValueError as why:
        raise Refused(str(why)) from why
    sending.hand_over(recipients, mail, settings)
    external_id = leaving.message_id_of(outbound, settings, _key())
    return Sent(external_id=external_id, envelope={"message_id": external_id, "to": recipients[:1]})


def _key() -> bytes:
    return purpose_key("email")
