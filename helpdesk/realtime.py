"""The only place that speaks to browsers: rooms, telling them something, and who may connect at all."""

import os
import sys
import uuid
from urllib.parse import urlsplit

import socketio as python_socketio
import structlog
from flask_socketio import SocketIO

from helpdesk import handshakes

log = structlog.get_logger()
socketio = SocketIO()
CHANNEL = "helpdesk-sockets"  # of Redis: what one process tells, all processes' browsers hear
LARGEST = 64 * 1024  # of what a browser may say at once, in bytes


def start(app, redis_url: str) -> None:
    """Join the sockets to the app. Websocket only, so that no sticky sessions are needed with many processes."""
    socketio.init_app(
        app,
        async_mode="gevent" if _greenlets_serve() else "threading",
        transports=["websocket"],
        manage_session=False,
        max_http_buffer_size=LARGEST,
        client_manager=python_socketio.RedisManager(redis_url, channel=CHANNEL),
        ping_interval=20,
        ping_timeout=15,
        cors_allowed_origins=lambda origin, environ: from_our_pages(app, origin, environ.get("HTTP_HOST", "")),
    )
    handshakes.guard(app, socketio)


def _be_oneself() -> None:
    """After a fork: with its parent's name, the other processes would take this one's words for their own."""
    manager = getattr(socketio.server, "manager", None)
    if isinstance(manager, python_socketio.PubSubManager):
        manager.host_id = uuid.uuid4().hex
        manager.connected = False  # the connection is the parent's


os.register_at_fork(after_in_child=_be_oneself)


def _greenlets_serve() -> bool:
    """Whether this process was patched for gevent before anything else, as helpdesk/web_gevent.py does."""
    monkey = sys.modules.get("gevent.monkey")
    return monkey is not None and monkey.is_module_patched("threading")


def origins(app) -> list[str]:
    """The origins of our own pages: PUBLIC_URL and the hosts of ALLOWED_HOSTS."""
    return [
        app.config["PUBLIC_URL"],
        *(
            f"{scheme}://{host.strip()}"
            for host in app.config["ALLOWED_HOSTS"].split(",")
            if host.strip()
            for scheme in ("http", "https")
        ),
    ]


def from_our_pages(app, origin: str, host: str) -> bool:
    """Whether a page of ours speaks: its origin is one of origins(), or the very host it speaks to, if that is us."""
    if origin in origins(app):
        return True
    parts = urlsplit(origin)
    return parts.netloc == host and parts.hostname in app.config["TRUSTED_HOSTS"]


def tell(room: str, name: str, data, *, namespace: str = "/console") -> None:
    """Say something to everybody in the room, in whatever process their sockets are; never raises."""
    _emit(room, name, data, namespace, everywhere=True)


def tell_here(sockets: list[str], name: str, data, *, namespace: str = "/console") -> None:
    """Say something to these sockets of this process; written down once, however many they are. Never raises."""
    if sockets:
        _emit(sockets, name, data, namespace, everywhere=False)


def join(socket: str, room: str, *, namespace: str = "/console") -> None:
    """Put this socket of this process into the room."""
    socketio.server.enter_room(socket, room, namespace=namespace)


def leave(socket: str, room: str, *, namespace: str = "/console") -> None:
    """Take it out again."""
    socketio.server.leave_room(socket, room, namespace=namespace)


def end(socket: str, *, namespace: str = "/console") -> None:
    """Disconnect this socket of this process."""
    try:
        socketio.server.disconnect(socket, namespace=namespace, ignore_queue=True)
    except Exception:  # it has gone by itself
        log.debug("not ended", exc_info=True)


def ticket_room(ticket_id: int) -> str:
    """Those who have the ticket open."""
    return f"ticket:{ticket_id}"


def _emit(to, name: str, data, namespace: str, everywhere: bool) -> None:
    try:
        socketio.emit(name, data, to=to, namespace=namespace, ignore_queue=not everywhere)
    except Exception:  # the browser asks for what it missed; a lost word must not undo a change
        log.exception("not told", event=name)
