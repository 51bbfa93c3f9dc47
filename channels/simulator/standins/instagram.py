"""Instagram: a professional account, the page it is linked to, and the people who write to it."""

import hashlib

from channels.simulator.meta.messaging import api, arrivals
from channels.simulator.meta.messaging.arrivals import meet
from channels.simulator.meta.messaging.side import Side
from channels.simulator.meta.posting import sign
from channels.simulator.standin import Act, ApiCall, Line, Posting, Reply, Secret
from channels.splitting import in_bytes

__all__ = ["acts", "answer", "id_of", "kind", "meet", "settings", "sign", "tell", "write"]

kind = "instagram"
acts = ("text", "picture", "voice", "video", "button", "delete", "react")
SIDE = Side(
    "instagram",
    "account_id",
    1000,
    in_bytes,
    ("instagram_basic", "instagram_manage_messages", "pages_manage_metadata"),
    too_late=2534022,
    tells_delivery=False,
    reads_until=False,
    platform="instagram",
)


def settings(base: str, secret: Secret) -> dict:
    """The account songtide.tea."""
    return {
        "account_id": "17841405309211844",
        "app_id": "670843887433847",
        "access_token": secret("token"),
        "app_secret": secret("app"),
        "verify_token": secret("verify"),
        "base_url": base,
    }


def id_of(name: str, phone: str) -> str:
    """A person's id for this account alone."""
    return str(int(hashlib.sha256(f"account|{name}|{phone}".encode()).hexdigest()[:13], 16))


def answer(call: ApiCall, line: Line) -> Reply:
    """The Graph API."""
    return api.answer(
        call,
        line,
        SIDE,
        {
            "id": "105922402449310",
            "name": "Songtide Tea",
            "instagram_business_account": {"id": line.settings["account_id"]},
        },
    )


def write(act: Act, line: Line) -> list[Posting]:
    """The customer does this."""
    return arrivals.write(act, line, SIDE)


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    """What became of our message."""
    return arrivals.tell(line, message_id, to, state, SIDE)
