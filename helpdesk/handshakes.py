"""Handshakes: how many sockets a process carries, and that none is held open by somebody who never says who they are.

With threads every socket takes one: when all are taken, no page loads any more.
"""

import sys
import threading
import time

import structlog

log = structlog.get_logger()
SPARE_THREADS = 32  # sockets never take the last ones
LOOK_EVERY, SILENT_FOR = 5.0, 10.0  # seconds


def guard(app, socketio) -> None:
    """Count at the handshake, before any namespace, and close what stays silent."""
    usual = socketio.server.eio.handlers["connect"]
    reaping = threading.Event()

    def handshake(number: str, environ: dict):
        if _takes_threads() and carried(socketio) > int(app.config["WEB_THREADS"]) - SPARE_THREADS:
            log.warning("too many sockets", sockets=carried(socketio))
            return "full"
        if not reaping.is_set():
            reaping.set()
            socketio.start_background_task(_close_silent, socketio)
        return usual(number, environ)

    socketio.server.eio.on("connect", handshake)


def carried(socketio) -> int:
    """How many sockets are open; those that have ended are still listed for a while, but hold no thread."""
    return sum(not socket.closed for socket in list(socketio.server.eio.sockets.values()))


def _takes_threads() -> bool:
    """Whether a socket takes a real thread; greenlets carry any number."""
    patched = sys.modules.get("gevent.monkey")
    return patched is None or not patched.is_module_patched("threading")


def _close_silent(socketio) -> None:
    silent: dict[str, float] = {}
    while True:
        socketio.sleep(LOOK_EVERY)
        silent = close_silent(socketio, silent)


def close_silent(socketio, silent: dict[str, float]) -> dict[str, float]:
    """Close the sockets that have joined nothing for too long; returns since when the others are silent."""
    now, joined = time.monotonic(), _joined(socketio.server.manager)
    sockets = {
        number: socket
        for number, socket in list(socketio.server.eio.sockets.items())
        if number not in joined and not socket.closed
    }
    since = {number: silent.get(number, now) for number in sockets}
    for number, socket in sockets.items():
        if now - since[number] >= SILENT_FOR:
            socket.close(wait=False)
    return since


def _joined(manager) -> set[str]:
    return {number for rooms in list(manager.rooms.values()) for number in list(rooms.get(None, {}).values())}
