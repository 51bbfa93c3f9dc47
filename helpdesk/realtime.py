"""The only place that speaks to browsers: rooms, and telling a room something."""

import socketio as python_socketio
import structlog
from flask_socketio import SocketIO

log = structlog.get_logger()
socketio = SocketIO()
CHANNEL = "helpdesk-sockets"  # of Redis: what one process tells, all processes' browsers hear


def start(app, redis_url: str, *, mode: str = "threading") -> None:
    """Join the sockets to the app. Websocket only, so that no sticky sessions are needed with many processes."""
    socketio.init_app(
        app, async_mode=mode, transports=["websocket"], manage_session=False, max_http_buffer_size=64 * 1024,
        client_manager=python_socketio.RedisManager(redis_url, channel=CHANNEL), cors_allowed_origins=origins(app))


def origins(app) -> list[str]:
    """The origins of our own pages: PUBLIC_URL and the hosts of ALLOWED_HOSTS."""
    return [app.config["PUBLIC_URL"], *(f"{scheme}://{host.strip()}" for host in app.config["ALLOWED_HOSTS"].split(",")
                                        if host.strip() for scheme in ("http", "https"))]


def tell(room: str, name: str, data, *, namespace: str = "/console") -> None:
    """Say something to everybody in the room, in whatever process their sockets are; never raises."""
    try:
        socketio.emit(name, data, to=room, namespace=namespace)
    except Exception:  # the browser asks for what it missed; a lost word must not undo a change
        log.exception("not told", room=room.split(":")[0], event=name)


def ticket_room(ticket_id: int) -> str:
    """Those who have the ticket open."""
    return f"ticket:{ticket_id}"


def agent_room(agent_id: int) -> str:
    """All the browsers of one agent."""
    return f"agent:{agent_id}"
