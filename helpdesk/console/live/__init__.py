"""What agents see without asking: events, rows and counts, who looks and types, who is here."""

from flask import Flask

from helpdesk import events, realtime
from helpdesk.console.live.doors import Live
from helpdesk.console.live.following import following


def register(app: Flask) -> None:
    """Open the socket's doors, and hear of every commit of this process."""
    realtime.socketio.on_namespace(Live(app))
    events.when_committed(_wake)


def _wake(_recorded) -> None:
    following.wake()
