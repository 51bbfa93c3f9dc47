"""Idempotency keys: the same post twice is one; kept seven days, in the same transaction as what it made."""

import functools
import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Response, request
from sqlalchemy import ForeignKey, Index, LargeBinary, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.api.door import answer, invalid, me
from helpdesk.crypto import Sealed, blind, row_key_column, sealed_column
from helpdesk.customers.belongings import Leaving, when_many_leave
from helpdesk.customers.privacy.named import Named
from helpdesk.db import Row, db, id_column, only_one, transaction
from helpdesk.hot import insert
from helpdesk.refusing import Refusal

KEPT = timedelta(days=7)
LONGEST = 255
_USERS = ("requester_id", "submitter_id", "author_id", "user_id")


class IdempotencyKey(Row):
    """What was answered to a post; the answer names people, so it is sealed."""

    __tablename__ = "idempotency_key"
    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    key_index: Mapped[bytes] = mapped_column(LargeBinary(16))
    asked: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[int]
    body_sealed: Mapped[bytes | None] = sealed_column()
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now, index=True)

    body = Sealed("body_sealed")

    __table_args__ = (Index("ux_idempotency_key", "agent_id", "key_index", unique=True),)


def forget_named(people: list[Leaving]) -> None:
    """Answers in which somebody stands who is erased, or that tell of a ticket of theirs; each has to be opened."""
    named, last = Named(people), 0
    tickets = {number for one in people for number in one.tickets}
    users = {2 * number for one in people for number in one.customers}  # as the API numbers them
    while rows := list(
        db.session.scalars(
            select(IdempotencyKey).where(IdempotencyKey.id > last).order_by(IdempotencyKey.id).limit(500)
        )
    ):
        said = [(row.id, row.body) for row in rows]
        theirs = [
            number
            for number, body in said
            if named.found_in(json.dumps(body, ensure_ascii=False).encode()) or _tells_of(body, tickets, users)
        ]
        last = rows[-1].id
        for row in rows:
            db.session.expunge(row)
        with transaction():
            db.session.execute(
                delete(IdempotencyKey).where(IdempotencyKey.id.in_(theirs)).execution_options(synchronize_session=False)
            )


def _tells_of(body, tickets: set[int], users: set[int], of: str = "") -> bool:
    """Whether a ticket or a user of these stands in the answer, under the names the API gives their numbers."""
    if isinstance(body, list):
        return any(_tells_of(one, tickets, users, of.removesuffix("s")) for one in body)
    if not isinstance(body, dict):
        return False
    number = body.get("id")
    mine = (of == "ticket" and number in tickets) or (of == "user" and number in users)
    mine = mine or body.get("ticket_id") in tickets or any(body.get(name) in users for name in _USERS)
    return bool(mine) or any(_tells_of(one, tickets, users, name) for name, one in body.items())


when_many_leave(forget_named)


def once(view: Callable) -> Callable:
    """A view that changes something: under the same Idempotency-Key it is done once and answered alike."""

    @functools.wraps(view)
    def guarded(**arguments):
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return view(**arguments)
        if not 0 < len(key) <= LONGEST:
            raise invalid("An Idempotency-Key has 1 to 255 characters.", "Idempotency-Key 长度为 1 至 255 个字符。")
        return _once(key, functools.partial(view, **arguments))

    return guarded


@transaction()
def _once(key: str, act: Callable[[], Response]) -> Response:
    index = blind("idempotency", key)
    only_one("idempotency", me().id, index.hex())
    known = db.session.scalar(
        select(IdempotencyKey).where(IdempotencyKey.agent_id == me().id, IdempotencyKey.key_index == index)
    )
    if known is not None and known.created_at > clock.now() - KEPT:
        if known.asked != _asked():
            raise Refusal(
                409,
                "IdempotencyConflict",
                "This key has been used for something else.",
                "此 Idempotency-Key 已用于其他请求。",
            )
        return answer(known.body, known.status, **{"X-Idempotency-Lookup": "hit"})
    if known is not None:
        db.session.delete(known)
        db.session.flush()
    response = act()
    insert(
        IdempotencyKey(
            agent_id=me().id,
            key_index=index,
            asked=_asked(),
            status=response.status_code,
            body=json.loads(response.get_data()),
        )
    )
    response.headers["X-Idempotency-Lookup"] = "miss"
    return response


def forget_old(as_of: datetime) -> int:
    """Forget the keys of more than seven days ago; returns how many."""
    with transaction():
        return db.session.execute(
            delete(IdempotencyKey)
            .where(IdempotencyKey.created_at < as_of - KEPT)
            .execution_options(synchronize_session=False)
        ).rowcount


def _asked() -> bytes:
    return hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.get_data(cache=True)).digest()
