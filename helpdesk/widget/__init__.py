"""The widget: what a company puts into its pages, and what its visitors' browsers ask for."""

from flask import Blueprint, Flask

from channels.webchat import NAMESPACE
from helpdesk import realtime
from helpdesk.widget import attachments, conversations, live, messages, pages, start, visitors
from helpdesk.widget.here import tell_who_is_here
from helpdesk.widget.queue_places import tell_places, tell_taken

__all__ = ["register", "tell_places", "tell_taken", "tell_who_is_here"]


def register(app: Flask) -> None:
    """Open the widget's addresses and its socket."""
    widget = Blueprint("widget", __name__)
    for part in (pages, start, visitors, messages, conversations, attachments):
        part.register(widget)
    app.register_blueprint(widget)
    realtime.socketio.on_namespace(live.Live(NAMESPACE))
