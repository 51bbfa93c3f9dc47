"""The page's socket: told which phone or wire has something new. Whoever may open the page may listen."""

import structlog
from flask import current_app, request
from flask_login import current_user
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import Namespace

from channels.simulator.demo_lines import NAMESPACE, ROOM
from helpdesk import realtime
from helpdesk.simulator.door import simulated_inboxes

log = structlog.get_logger()


class Live(Namespace):
    """Namespace /simulator. It only listens: nothing that is said here is heard."""

    def __init__(self) -> None:
        super().__init__(NAMESPACE)

    def on_connect(self, _auth=None) -> None:
        """Only for who is signed in, from our own pages, where the demo was loaded."""
        origin = request.headers.get("Origin")
        ours = origin is None or realtime.from_our_pages(current_app, origin, request.host)
        if not ours or not current_user.is_authenticated or not simulated_inboxes():
            raise Refused("signed_out", {"status": 401})
        realtime.join(request.sid, ROOM, namespace=NAMESPACE)

    def trigger_event(self, event, socket, *said):
        """Nothing but coming and going; never a word about what went wrong."""
        if event not in ("connect", "disconnect"):
            return {"error": "unknown"}
        try:
            return super().trigger_event(event, socket, *said)
        except Refused:
            raise
        except Exception:
            log.exception("socket event failed", event=event)
            raise Refused("failed", {"status": 500}) from None

    def on_disconnect(self, _reason=None) -> None:
        """Nothing is kept of who listened."""
