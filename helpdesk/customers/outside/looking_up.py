"""Looking up: the company's own system is asked what it knows of a customer; signed, cached, never waited for long.

The question is a Standard Webhooks message (webhook-id, webhook-timestamp, webhook-signature), the answer
{"facts": [{"label": {"en", "zh"} or text, "value", "url"}]}. While it is silent its last answer is shown as old.
"""

import base64
import binascii
import hmac
import json
import re
import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select

from helpdesk import clock
from helpdesk.customers.choices import choose, chosen, secret_of
from helpdesk.customers.customer import Customer
from helpdesk.customers.identity import reachable
from helpdesk.customers.outside.answer import OutsideAnswer
from helpdesk.customers.outside.posting import Unavailable, post_json
from helpdesk.db import db, let_go, only_one, transaction

log = structlog.get_logger()
CHOICE = "lookup"
USUAL = {"url": "", "inner": False, "seconds": 2.0, "minutes": 15, "kinds": ["email", "phone", "user_id", "member"]}
KINDS = ("email", "phone", "user_id", "member", "wechat", "unionid", "whatsapp")
REST = timedelta(seconds=30)  # so long a silent system is left alone, for this customer
MOST_LINES, LONGEST = 30, 300


@dataclass(frozen=True)
class Looked:
    """`state`: off, fresh, old (it is silent, this is its last answer), unavailable."""

    state: str
    lines: list
    at: datetime | None = None
    error: str | None = None


class BadLookUp(ValueError):
    """`field`: url, seconds, minutes, secret."""

    def __init__(self, field: str, text: str):
        self.field = field
        super().__init__(text)


def look_up(customer: Customer, *, again: bool = False) -> Looked:
    """What the company's system knows of them; from the cache while that is fresh, unless `again`."""
    kept, now = chosen(CHOICE, USUAL), clock.now()
    if not kept["url"]:
        return Looked("off", [])
    known = _known(customer.id)
    if known and not again and _is_fresh(known, kept, now):
        return _said(known)
    question = _question(customer, kept["kinds"])
    let_go()  # nothing is held while another system thinks
    try:
        answer = post_json(
            kept["url"],
            question,
            signed(question, secret_of(CHOICE) or ""),
            seconds=kept["seconds"],
            inner=kept["inner"],
        )
        lines, error = lines_of(answer), None
    except Unavailable as why:
        lines, error = None, str(why)[:200]
        log.warning("look-up failed", customer=customer.id, error=error)
    return _said(_keep(customer.id, lines, error))


def signed(body: bytes, secret: str) -> dict[str, str]:
    """The three headers by which the receiver knows that we asked, and asked this, now."""
    number, at = f"msg_{secrets.token_urlsafe(18)}", str(int(time.time()))
    mac = hmac.digest(key_of(secret), f"{number}.{at}.".encode() + body, "sha256")
    return {
        "webhook-id": number,
        "webhook-timestamp": at,
        "webhook-signature": f"v1,{base64.b64encode(mac).decode()}",
    }


def key_of(secret: str) -> bytes:
    """The key in a secret as Standard Webhooks writes it: whsec_ and base64. Raises ValueError."""
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        raise ValueError("not a secret") from None
    if not 16 <= len(key) <= 256:
        raise ValueError("a secret has 16 to 256 bytes")
    return key


def new_secret() -> str:
    """A secret nobody has."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


@transaction()
def set_up(*, url: str, inner: bool, seconds: float, minutes: int, kinds: list[str], secret: str | None = None) -> None:
    """Ask there from now on; without an address nobody is asked. Raises BadLookUp."""
    url = url.strip()
    if url and not re.fullmatch(r"https?://\S{1,2000}", url, re.IGNORECASE):
        raise BadLookUp("url", "an address begins with https://")
    if not 0.2 <= seconds <= 10:
        raise BadLookUp("seconds", "0.2 to 10 seconds")
    if not 0 <= minutes <= 1440:
        raise BadLookUp("minutes", "0 to 1440 minutes")
    if secret is not None:
        try:
            key_of(secret)
        except ValueError as why:
            raise BadLookUp("secret", str(why)) from None
    elif url and not secret_of(CHOICE):
        secret = new_secret()
    kinds = [kind for kind in KINDS if kind in kinds]
    choose(CHOICE, {"url": url, "inner": inner, "seconds": seconds, "minutes": minutes, "kinds": kinds}, secret=secret)


def lines_of(answer: dict) -> list[dict]:
    """What can be shown of an answer: labels and values as text, addresses that are pages. Raises Unavailable."""
    facts = answer.get("facts")
    if not isinstance(facts, list):
        raise Unavailable("no facts")
    return [line for one in facts[:MOST_LINES] if isinstance(one, dict) and (line := _line(one))]


def _line(one: dict) -> dict | None:
    label, value, url = one.get("label"), one.get("value"), one.get("url")
    names = label if isinstance(label, dict) else {"en": label, "zh": label}
    en, zh = (_short(names.get(code)) for code in ("en", "zh"))
    if not (en or zh) or isinstance(value, dict | list):
        return None
    is_page = isinstance(url, str) and re.fullmatch(r"https?://\S{1,2000}", url, re.IGNORECASE)
    return {"label": {"en": en or zh, "zh": zh or en}, "value": _short(value), "url": url if is_page else None}


def _short(value) -> str:
    return "" if value is None else str(value).replace("\0", "")[:LONGEST]


def _question(customer: Customer, kinds: list[str]) -> bytes:
    """Only addresses that were proven: a claim would have the shop tell somebody else's secrets."""
    proven = [one for one in reachable(customer) if one.verified_at and one.kind in kinds]
    data = {
        "customer_id": customer.id,
        "language": customer.language,
        "identities": [{"kind": one.kind, "value": one.value} for one in proven],
    }
    told = {"type": "customer.lookup", "timestamp": clock.iso(clock.now()), "data": data}
    return json.dumps(told, ensure_ascii=False).encode()


def _known(customer_id: int) -> OutsideAnswer | None:
    return db.session.scalar(select(OutsideAnswer).where(OutsideAnswer.customer_id == customer_id))


def _is_fresh(known: OutsideAnswer, kept: dict, now: datetime) -> bool:
    if known.error:
        return known.tried_at is not None and now - known.tried_at < REST
    return known.at is not None and now - known.at < timedelta(minutes=kept["minutes"])


def _said(known: OutsideAnswer) -> Looked:
    if not known.error:
        return Looked("fresh", known.lines or [], known.at)
    return Looked("old" if known.at else "unavailable", known.lines or [], known.at, known.error)


@transaction()
def _keep(customer_id: int, lines: list | None, error: str | None) -> OutsideAnswer:
    only_one("lookup", customer_id)
    row = _known(customer_id)
    if row is None:
        row = OutsideAnswer(customer_id=customer_id, row_key=secrets.token_bytes(16), lines_sealed=None, at=None)
        db.session.add(row)
    row.tried_at, row.error = clock.now(), error
    if lines is not None:
        row.lines, row.at = lines, row.tried_at
    return row
