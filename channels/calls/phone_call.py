"""PhoneCall: what is known of one call so far. Facts only grow, so that whatever order they come in ends the same."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, LargeBinary, select, text, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.attributes import set_committed_value

from helpdesk import clock
from helpdesk.crypto import blind
from helpdesk.db import BigId, Row, db, id_column
from tickets.message import CALL_STATES

LONGEST = timedelta(hours=4)  # the end of an older one was never told
_GOING_ON = "state IN ('dialling', 'ringing', 'talking')"
# The cause that says most wins: a switchboard says "completed" for the whole and "no answer" for the part.
CAUSES = ("", "failed", "cancelled", "busy", "missed", "answered")
STATES = ("dialling", *CALL_STATES)


class PhoneCall(Row):
    """`state`: dialling (an agent asked for it, nothing is heard yet), then as tickets.message.CALL_STATES.

    `call_index` is the blind index of the telephone system's id, empty while dialling; `message_id` the call in its
    thread; `opened` says that the ticket was opened by it; `files` the recordings that are here already.
    """

    __tablename__ = "phone_call"

    id: Mapped[int] = id_column()
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id"))
    call_index: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    ticket_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    identity_id: Mapped[int] = mapped_column(ForeignKey("identity.id"), index=True)
    direction: Mapped[str]  # in, out
    state: Mapped[str]
    opened: Mapped[bool] = mapped_column(default=False)
    rings_at_id: Mapped[int | None] = mapped_column(BigId)  # the agent at whose telephone it rings
    agent_id: Mapped[int | None] = mapped_column(BigId)  # who picked up, or who called
    started_at: Mapped[datetime] = mapped_column(clock.Instant)
    answered_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    ended_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    cause: Mapped[str] = mapped_column(default="")
    seconds: Mapped[int | None]
    voicemail: Mapped[bool] = mapped_column(default=False)
    files: Mapped[list] = mapped_column(default=list)

    __table_args__ = (
        Index("ux_phone_call", "inbox_id", "call_index", unique=True),
        Index("ix_phone_call_message", "message_id"),
        Index("ix_phone_call_going_on", "started_at", sqlite_where=text(_GOING_ON), postgresql_where=text(_GOING_ON)),
    )

    def outcome(self) -> str:
        """The state that the facts amount to."""
        if self.voicemail:
            return "voicemail"
        if self.answered_at or self.cause == "answered":
            return "ended" if self.ended_at else "talking"
        if not self.ended_at:
            return "ringing"
        # Of a customer's call nothing counts but that nobody spoke with them, whoever hung up.
        return "missed" if self.direction == "in" else self.cause or "missed"


def index_of(call_id: str) -> bytes:
    """The blind index under which the telephone system's id of a call is kept."""
    return blind("phone_call", call_id)


def call_of(message_id: int) -> PhoneCall | None:
    """The call that this message shows."""
    return db.session.scalar(select(PhoneCall).where(PhoneCall.message_id == message_id).limit(1))


def going_on(as_of: datetime | None = None, most: int = 100) -> list[PhoneCall]:
    """Calls that ring or are talked in right now, the newest first."""
    return list(
        db.session.scalars(
            select(PhoneCall)
            .where(
                text(_GOING_ON),
                PhoneCall.message_id.is_not(None),
                PhoneCall.started_at > (as_of or clock.now()) - LONGEST,
            )
            .order_by(PhoneCall.started_at.desc())
            .limit(most)
        )
    )


def advance(call: PhoneCall, to: str) -> bool:
    """Let the call be in this state; False when it is further already, whoever else says so at the same time."""
    earlier = STATES[: STATES.index(to)]
    moved = db.session.execute(
        update(PhoneCall)
        .where(PhoneCall.id == call.id, PhoneCall.state.in_(earlier))
        .values(state=to)
        .execution_options(synchronize_session=False)
    ).rowcount
    if moved:
        set_committed_value(call, "state", to)
    return bool(moved)
