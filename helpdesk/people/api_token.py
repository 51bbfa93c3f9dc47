"""ApiToken: what a program signs in with in an agent's name; shown once, kept hashed."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, LargeBinary, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, db, id_column, transaction
from helpdesk.events import record
from helpdesk.hot import insert
from helpdesk.people.agent import Agent
from helpdesk.people.events import TOKEN_ENDED, TOKEN_MADE

PREFIX = "hd_"
_WRITE_USE_EVERY = timedelta(minutes=1)


class ApiToken(Row):
    """Dies with the agent's epoch, like every session of theirs."""

    __tablename__ = "api_token"
    id: Mapped[int] = id_column()
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    name: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    epoch: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    last_used_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    ended_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    __table_args__ = (Index("ux_api_token_hash", "token_hash", unique=True),)


def _holds():
    return ApiToken.ended_at.is_(None), ApiToken.epoch == Agent.epoch, Agent.disabled_at.is_(None)


_GOOD = (
    select(ApiToken, Agent)
    .join(Agent, Agent.id == ApiToken.agent_id)
    .where(ApiToken.token_hash == bindparam("token_hash"), *_holds())
)


@transaction()
def create(agent: Agent, *, name: str = "", by) -> str:
    """Make a token and return it; it can never be shown again. Raises ValueError for a name over 200 characters."""
    if len(name) > 200:
        raise ValueError("a name has at most 200 characters")
    token = PREFIX + secrets.token_urlsafe(32)
    row = insert(ApiToken(agent_id=agent.id, name=name.strip(), token_hash=_hash(token), epoch=agent.epoch))
    record(TOKEN_MADE, by=by, agent=agent.id, token=row.id)
    return token


def find(token: str) -> Agent | None:
    """Whose token this is; None for one that is wrong, ended, or whose agent has changed since."""
    return found[1] if (found := look_up(token)) else None


def look_up(token: str) -> tuple[ApiToken, Agent] | None:
    """The token's row and its agent, if it is good."""
    found = db.session.execute(_GOOD, {"token_hash": _hash(token)}).first() if token.startswith(PREFIX) else None
    if found is None:
        return None
    row, agent = found
    if row.last_used_at is None or row.last_used_at < clock.now() - _WRITE_USE_EVERY:
        _note_use(row.id)
    return row, agent


def still_good(numbers: list[int]) -> set[int]:
    """Those of these tokens that still hold."""
    return set(
        db.session.scalars(
            select(ApiToken.id).join(Agent, Agent.id == ApiToken.agent_id).where(ApiToken.id.in_(numbers), *_holds())
        )
    )


@transaction()
def end(row: ApiToken, *, by) -> None:
    """The token is worth nothing from now on."""
    if row.ended_at is None:
        row.ended_at = clock.now()
        record(TOKEN_ENDED, by=by, agent=row.agent_id, token=row.id)


@transaction()
def _note_use(token_id: int) -> None:
    db.session.execute(update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=clock.now()))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()  # 256 random bits need no slow hash
