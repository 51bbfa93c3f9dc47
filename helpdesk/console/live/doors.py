"""The doors of the agents' socket: who may connect, what they may say, and that nothing they say can break it."""

import time

import structlog
from flask import current_app, request
from flask_login import current_user
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import Namespace
from sqlalchemy import func, select

from helpdesk import clock, people, presence, realtime
from helpdesk.console.live import resuming
from helpdesk.console.live.following import following
from helpdesk.console.live.release import release
from helpdesk.console.live.seats import Seat, seats
from helpdesk.console.live.typing_signal import tell_customer
from helpdesk.console.live.watching import BEAT_EVERY, scopes_of, stand_up
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.people import Agent, api_token
from tickets import finding

log = structlog.get_logger()
WORDS = ("open", "close", "typing", "lists", "idle", "since")
MOST_WORDS, WITHIN = 200, 10.0  # a person with all ten fingers does not come near
MOST_OPEN = 50


class Live(Namespace):
    """Namespace /console. Every word is answered with {"ok": true} or {"error": …}."""

    def __init__(self, app) -> None:
        super().__init__("/console")
        self._app = app
        self._said: dict[str, tuple[float, int]] = {}

    def on_connect(self, auth=None) -> None:
        """Only for who is signed in, or for a program with a good token."""
        auth = auth if isinstance(auth, dict) else {}
        seat = _recognised(auth)
        if seat is None:
            raise Refused("signed_out", {"status": 401})
        seats.take(seat)
        following.begin(self._app)
        newest = db.session.scalar(select(func.max(Event.id))) or 0
        hello = {"last_event_id": newest, "now": clock.iso(clock.now()), "release": release()}
        realtime.tell_here([seat.socket], "hello", hello)
        if _is_number(auth.get("since")):
            seat.since = auth["since"]
            resuming.tell_missed(seat, seat.since)
        if seat.sign_in_id is not None:
            _arrive(seat)

    def on_disconnect(self, _reason=None) -> None:
        """Gone; whether the agent has gone, too, shows after a minute."""
        self._said.pop(request.sid, None)
        stand_up(request.sid)

    def on_open(self, seat: Seat, said: dict) -> dict:
        """The ticket is on the screen: its events are heard from now on."""
        ticket = said.get("ticket")
        if not _is_number(ticket) or len(seat.open) >= MOST_OPEN or not _may_see(seat, ticket):
            return {"error": "not_found"}
        seats.open(seat, ticket)
        realtime.join(seat.socket, realtime.ticket_room(ticket))
        presence.look(ticket, seat.socket, seat.agent_id)
        resuming.tell_recent(seat, ticket)
        return {"ok": True}

    def on_close(self, seat: Seat, said: dict) -> dict:
        """It is no longer on the screen."""
        ticket = said.get("ticket")
        if not _is_number(ticket) or ticket not in seat.open:
            return {"error": "not_found"}
        seats.close(seat, ticket)
        realtime.leave(seat.socket, realtime.ticket_room(ticket))
        presence.look_away(ticket, seat.socket)
        return {"ok": True}

    def on_typing(self, seat: Seat, said: dict) -> dict:
        """A reply or a note is being written in an open ticket, or no longer."""
        ticket, kind = said.get("ticket"), said.get("kind")
        if not _is_number(ticket) or ticket not in seat.open or kind not in ("reply", "note", None):
            return {"error": "not_found"}
        presence.look(ticket, seat.socket, seat.agent_id, kind)
        if kind == "reply":
            tell_customer(ticket, seat.name)
        return {"ok": True}

    def on_lists(self, seat: Seat, said: dict) -> dict:
        """A list is on the screen, or not."""
        before, seat.looking = seat.looking, said.get("looking") is True
        if seat.looking and not before:
            following.greet(seat, [])
            if seat.since is not None:
                resuming.tell_missed_rows(seat, seat.since)
                seat.since = None
            following.wake()
        return {"ok": True}

    def on_idle(self, seat: Seat, said: dict) -> dict:
        """Nobody has touched this browser for minutes, or somebody has again."""
        idle = presence.all_idle(seat.agent_id, seat.socket, said.get("idle") is True)
        agent = db.session.get(Agent, seat.agent_id)
        if seat.sign_in_id is not None and agent.idle != idle:
            people.set_idle(agent, idle)
        return {"ok": True}

    def on_since(self, seat: Seat, said: dict) -> dict:
        """Tell what was missed since this event."""
        if not _is_number(said.get("id")):
            return {"error": "invalid"}
        resuming.tell_missed(seat, said["id"])
        return {"ok": True}

    def trigger_event(self, event, socket, *said):
        """Whatever is sent: known words in measure, nothing else, and never a word about what went wrong."""
        try:
            if event in ("connect", "disconnect"):
                return super().trigger_event(event, socket, *said)
            with self._app.app_context():
                return self._word(event, socket, said[0] if len(said) == 1 else None)
        except Refused:
            raise
        except Exception:
            log.exception("socket event failed", event=event if event in WORDS else "other")
            if event == "connect":
                raise Refused("failed", {"status": 500}) from None
            return {"error": "failed"}

    def _word(self, event: str, socket: str, said) -> dict:
        # The seat, not the cookie, says who speaks: it is taken away when the session is over.
        seat = seats.at(socket)
        if seat is None or not self._in_measure(socket):
            realtime.end(socket)
            return {"error": "signed_out"}
        if event not in WORDS or not isinstance(said, dict):
            return {"error": "unknown"}
        return getattr(self, f"on_{event}")(seat, said)

    def _in_measure(self, socket: str) -> bool:
        since, words = self._said.get(socket, (0.0, 0))
        now = time.monotonic()
        since, words = (since, words + 1) if now - since < WITHIN else (now, 1)
        self._said[socket] = (since, words)
        return words <= MOST_WORDS


def _recognised(auth: dict) -> Seat | None:
    token = auth.get("token")
    if isinstance(token, str) and len(token) <= 200:
        found = api_token.look_up(token)
        return _seat(found[1], token_id=found[0].id) if found else None
    # A page elsewhere could bring the cookie along: browsers always say where a page is from.
    origin = request.headers.get("Origin")
    if origin is not None and not realtime.from_our_pages(current_app, origin, request.host):
        return None
    return _seat(current_user, sign_in_id=current_user.sign_in_id) if current_user.is_authenticated else None


def _seat(agent: Agent, **session) -> Seat:
    return Seat(request.sid, agent.id, scopes_of({agent.id})[agent.id], agent.name, agent.language, **session)


def _arrive(seat: Seat) -> None:
    agent = db.session.get(Agent, seat.agent_id)
    lately = agent.seen_at is not None and (clock.now() - agent.seen_at).total_seconds() < BEAT_EVERY
    if presence.all_idle(seat.agent_id, seat.socket, False) != agent.idle or agent.here_since is None or not lately:
        people.arrive(agent)


def _may_see(seat: Seat, ticket: int) -> bool:
    try:
        return finding.visible_to(db.session.get(Agent, seat.agent_id)).get(ticket) is not None
    except LookupError:
        return False


def _is_number(value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63
