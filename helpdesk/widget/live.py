"""The visitors' socket: who may connect, what they may say, and that nothing they say can break it."""

import threading
import time
from dataclasses import dataclass, field

import structlog
from flask import request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import Namespace, disconnect, join_room

from channels import by_key, webchat
from channels.webchat import Visitor, presence
from helpdesk.db import db
from helpdesk.presence import customer_types
from helpdesk.throttle import TooOften
from helpdesk.widget.throttles import CONNECT
from tickets import root_of

log = structlog.get_logger()
SIGN_OF_LIFE = 20  # seconds
MOST_WORDS = 30  # in ten seconds: a person does not come near
WORDS = ("connect", "disconnect", "typing", "read")


@dataclass
class Browser:
    """One connected browser: which visitor, and which tickets it was found to own."""

    visitor_id: int
    own: dict[int, int] = field(default_factory=dict)  # the number they know → the ticket that shows it now
    words: int = 0
    since: float = 0.0


class Live(Namespace):
    """Namespace /widget."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.browsers: dict[str, Browser] = {}
        self._pulse: threading.Thread | None = None

    def on_connect(self, auth=None, *_more) -> None:
        """Only with the token of a visitor of this inbox."""
        visitor = _recognised(auth)
        if visitor is None:
            raise Refused("unknown visitor", {"status": 401})
        for room in (*webchat.rooms_of(visitor), webchat.inbox_room(visitor.inbox_id)):
            join_room(room)
        self.browsers[request.sid] = Browser(visitor.id)
        presence.here([visitor.id])
        self._keep_beating()

    def on_disconnect(self, _reason=None) -> None:
        """Gone; the sign of life fades by itself."""
        self.browsers.pop(request.sid, None)

    def on_typing(self, data=None, *_more) -> None:
        """The visitor is writing in one of their tickets."""
        if self._in_measure() and (ticket := self._own_ticket(data)) is not None:
            customer_types(ticket)

    def on_read(self, data=None, *_more) -> None:
        """The visitor has seen everything up to a message."""
        message_id = data.get("message_id") if isinstance(data, dict) else None
        if not self._in_measure() or not _is_number(message_id) or self._own_ticket(data) is None:
            return
        visitor = db.session.get(Visitor, self.browsers[request.sid].visitor_id)
        webchat.read(visitor, webchat.conversation_of(visitor, data["ticket"]), message_id)

    def trigger_event(self, event, *args):
        """Whatever is sent: what is not known is not answered, and never a word about what went wrong."""
        if event not in WORDS:
            return None
        try:
            return super().trigger_event(event, *args)
        except Refused:
            raise
        except TooOften as often:
            raise Refused("too often", {"status": 429, "seconds": often.seconds}) from None
        except Exception:
            log.exception("socket event failed", word=event)
            if event == "connect":
                raise Refused("failed", {"status": 503}) from None
            return None

    def _own_ticket(self, data) -> int | None:
        number = data.get("ticket") if isinstance(data, dict) else None
        browser = self.browsers.get(request.sid)
        if browser is None or not _is_number(number):
            return None
        if number not in browser.own:
            ticket = webchat.conversation_of(db.session.get(Visitor, browser.visitor_id), number)
            if ticket is None:
                return None
            browser.own[number] = root_of(ticket).id
        return browser.own[number]

    def _in_measure(self) -> bool:
        browser = self.browsers.get(request.sid)
        if browser is None:
            return False
        if time.monotonic() - browser.since > 10:
            browser.words, browser.since = 0, time.monotonic()
        browser.words += 1
        if browser.words == MOST_WORDS:
            disconnect()
        return browser.words < MOST_WORDS

    def _keep_beating(self) -> None:
        if self._pulse is None or not self._pulse.is_alive():
            self._pulse = threading.Thread(target=self._beat, name="visitors", daemon=True)
            self._pulse.start()

    def _beat(self) -> None:
        while self.browsers:
            presence.here([browser.visitor_id for browser in list(self.browsers.values())])
            threading.Event().wait(SIGN_OF_LIFE)


def _recognised(auth) -> Visitor | None:
    if not isinstance(auth, dict):
        return None
    key, token = auth.get("inbox"), auth.get("token")
    if not isinstance(key, str) or not isinstance(token, str) or len(token) > 200:
        return None
    CONNECT.hit(request.remote_addr or "unknown")
    inbox = by_key(key)
    if inbox is None or inbox.channel != "webchat" or not inbox.enabled:
        return None
    return webchat.recognise(inbox, token)


def _is_number(value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63
