"""Identity: one address of a customer, claimed or verified; the value is sealed and found by a blind index."""

import unicodedata
from datetime import datetime

import phonenumbers
from sqlalchemy import ForeignKey, Index, LargeBinary, bindparam, or_, select, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, blind, row_key_column, sealed_column
from helpdesk.customers.belongings import belongs
from helpdesk.db import BigId, Row, db, id_column
from helpdesk.hot import Find

LOOKED_UP = ("email", "phone", "user_id", "external_id", "member_card")  # what people type to find somebody
NUMBERED = ("phone", "whatsapp", "member_card")  # people know these by their last four digits
_HAS_TAIL, _HAS_DOMAIN = text("tail_index IS NOT NULL"), text("domain_index IS NOT NULL")


class Identity(Row):
    """An e-mail address, phone, signed user id, visitor or provider's id. At most one customer holds a verified one."""

    __tablename__ = "identity"
    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    # email, phone, user_id (signed), external_id, member_card, unionid, visitor, or a provider's own (wechat, …)
    kind: Mapped[str]
    value_sealed: Mapped[bytes | None] = sealed_column()
    value_index: Mapped[bytes] = mapped_column(LargeBinary(16))
    tail_index: Mapped[bytes | None] = mapped_column(LargeBinary(16))  # of a number's last four digits
    domain_index: Mapped[bytes | None] = mapped_column(LargeBinary(16))  # of an e-mail address's domain
    beside_id: Mapped[int | None] = mapped_column(BigId)  # the address that was written from when this one was named
    verified_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    how: Mapped[str] = mapped_column(default="")  # how it was verified or claimed: mail, token, signature, form, …
    stopped_at: Mapped[datetime | None] = mapped_column(clock.Instant)  # they want nothing more from us here, since
    stopped_word: Mapped[str | None]  # what they did: STOP, blocked, unfollowed
    consent_at: Mapped[datetime | None] = mapped_column(clock.Instant)  # when they last said yes or no
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    value = Sealed("value_sealed")

    __table_args__ = (
        Index(
            "ux_identity_verified",
            "kind",
            "value_index",
            unique=True,
            sqlite_where=text("verified_at IS NOT NULL"),
            postgresql_where=text("verified_at IS NOT NULL"),
        ),
        Index("ix_identity_value", "kind", "value_index"),
        Index("ix_identity_tail", "tail_index", sqlite_where=_HAS_TAIL, postgresql_where=_HAS_TAIL),
        Index("ix_identity_domain", "domain_index", sqlite_where=_HAS_DOMAIN, postgresql_where=_HAS_DOMAIN),
    )


def said(identity: Identity) -> dict:
    """The address as its owner is told of it."""
    return {
        "kind": identity.kind,
        "value": identity.value,
        "verified_at": clock.iso(identity.verified_at),
        "how": identity.how,
        "stopped_at": clock.iso(identity.stopped_at),
        "since": clock.iso(identity.created_at),
    }


belongs(Identity, by="beside_id", export=said)


def normal(kind: str, value: str, region: str | None = None) -> str:
    """The one form of a value that is compared: lower-case IDNA e-mail, E.164 phone, NFC otherwise.

    Raises ValueError when it is not a value of this kind.
    """
    value = unicodedata.normalize("NFC", value.strip())
    if kind == "email":
        local, at, domain = value.rpartition("@")
        if not at or not local or not domain or any(c.isspace() for c in value):
            raise ValueError("not an e-mail address")
        try:
            domain = domain.lower().encode("idna").decode()
        except UnicodeError:
            domain = domain.lower()
        return f"{local.lower()}@{domain}"
    if kind == "phone":
        try:
            number = phonenumbers.parse(value, region)
        except phonenumbers.NumberParseException:
            raise ValueError("not a phone number") from None
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if kind == "member_card":  # 6217-0012 3456 as it is printed, 621700123456 as it is typed
        value = "".join(value.split()).replace("-", "").upper()
    if not value or len(value) > 512:
        raise ValueError("an identity needs 1 to 512 characters")
    return value


def index_of(kind: str, normalised: str) -> bytes:
    """The blind index of a normalised value."""
    return blind(f"identity.{kind}", normalised)


def parts_of(kind: str, normalised: str) -> dict[str, bytes | None]:
    """The blind indexes of what people look up by: a number's last four digits, an e-mail address's domain."""
    digits = "".join(filter(str.isdigit, normalised)) if kind in NUMBERED else ""
    return {
        "tail_index": blind("identity.tail", digits[-4:]) if len(digits) > 5 else None,
        "domain_index": blind("identity.domain", normalised.rpartition("@")[2]) if kind == "email" else None,
    }


_IS = (Identity.kind == bindparam("kind"), Identity.value_index == bindparam("index"))
_VERIFIED = Find(Identity, *_IS, Identity.verified_at.is_not(None))
_CLAIMED = Find(
    Identity, *_IS, Identity.verified_at.is_(None), Identity.how == bindparam("how"), order_by=(Identity.id,)
)

_EITHER = Find(
    Identity,
    *_IS,
    or_(Identity.verified_at.is_not(None), Identity.how == bindparam("how")),
    order_by=(Identity.verified_at.is_(None), Identity.id),
)


def verified(kind: str, value: str) -> Identity | None:
    """The identity that has proven to hold this value."""
    return _VERIFIED.first(kind=kind, index=index_of(kind, value))


def claimed(kind: str, value: str, *, how: str) -> Identity | None:
    """The oldest identity that claimed this value in this way and has not proven it."""
    return _CLAIMED.first(kind=kind, index=index_of(kind, value), how=how)


def verified_or_claimed(kind: str, value: str, *, how: str) -> Identity | None:
    """What verified() finds, or else claimed(), by one question."""
    return _EITHER.first(kind=kind, index=index_of(kind, value), how=how)


def find_identities(value: str) -> list[Identity]:
    """Whoever holds or claims this e-mail address, phone number, card or id of the company's own; fifty at most."""
    found = []
    for kind in LOOKED_UP:
        try:
            index = index_of(kind, normal(kind, value))
        except ValueError:
            continue
        found += db.session.scalars(
            select(Identity).where(Identity.kind == kind, Identity.value_index == index).limit(50)
        )
    return found[:50]


def address_of(customer_id: int, kind: str, value: str) -> Identity | None:
    """This customer's own identity with this value, claimed or verified. Raises ValueError for a value that is none."""
    return db.session.scalar(
        select(Identity)
        .where(
            Identity.customer_id == customer_id,
            Identity.kind == kind,
            Identity.value_index == index_of(kind, normal(kind, value)),
        )
        .order_by(Identity.verified_at.is_(None), Identity.id)
        .limit(1)
    )


def reachable(customer) -> list[Identity]:
    """All addresses of the customer, verified ones first; fifty at most."""
    return list(
        db.session.scalars(
            select(Identity)
            .where(Identity.customer_id == customer.id)
            .order_by(Identity.verified_at.is_(None), Identity.id)
            .limit(50)
        )
    )
