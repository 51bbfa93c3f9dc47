"""Serves pages, API and sockets: gunicorn processes of threads, or of greenlets on PostgreSQL."""

import importlib.util
import os
import select
import socket
import sys
import threading
from collections.abc import Mapping

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

from helpdesk import hosts
from helpdesk.parentage import call_me, die_with_parent

LINGER = 20  # milliseconds that a thread waits for the next request of its connection
# Seconds after which a thread that waits for Python is let in. By itself that is ten times as long, and the thread that
# has the turn to write, for which all others wait, stands back as long after each of its twenty statements.
STEP_ASIDE = 0.0005
GRACE = 5  # seconds that running requests have left when the program stops


def listen(port: int, host: str = "127.0.0.1") -> socket.socket:
    """The port, taken before anything is forked: requests wait in it while the web process starts again."""
    try:
        return socket.create_server((host, port), backlog=1024)
    except OSError as why:
        reason = os.strerror(why.errno or 0)
        raise SystemExit(f"Port {port} cannot be used ({reason}). Choose another: PORT={port + 1}") from why


def serve(app: Flask, listener: socket.socket, where: str = "wsgi") -> None:
    """Answer requests until SIGTERM. `where` is the app as `flask --app` is told it."""
    if with_greenlets(app.config):
        # Their patches must come before every import, so it is a program of its own.
        os.set_inheritable(listener.fileno(), True)
        command = [sys.executable, "-m", "helpdesk.web_gevent", str(listener.detach()), where]
        os.execv(sys.executable, command)
    run(app, listener.detach(), worker_class=Threads, threads=int(app.config["WEB_THREADS"]))


def with_greenlets(config: Mapping) -> bool:
    """Whether greenlets serve: WEB_MODE says so, else PostgreSQL does, where gevent is installed.

    Never by itself with SQLite, whose every wait would hold up all the others.
    """
    mode = config["WEB_MODE"]
    if mode not in ("", "gevent", "threads"):
        raise SystemExit(f"WEB_MODE is gevent or threads, not {mode!r}")
    if mode:
        return mode == "gevent"
    on_postgresql = config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql")
    return on_postgresql and importlib.util.find_spec("gevent") is not None


def run(app: Flask, listening_fd: int, **settings) -> None:
    """Run gunicorn on a port that is already open."""
    common = {
        "bind": f"fd://{listening_fd}",
        "workers": max(1, int(app.config["WEB_PROCESSES"])),
        "worker_connections": 2000,
        "keepalive": 5,
        "timeout": 60,
        "graceful_timeout": GRACE,
        "control_socket_disable": True,  # one path for all of a user's programs: two would share it
        "loglevel": "warning",
        "post_fork": _bind_to_master,
    }
    Gunicorn(app, common | settings).run()


class Gunicorn(BaseApplication):
    """Gunicorn without its command line and files of settings."""

    def __init__(self, app: Flask, settings: dict) -> None:
        self.flask = app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Take our settings and nothing else."""
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self):
        """The app, built before the fork, as it sees visitors through the proxies in front."""
        return hosts.behind_proxies(self.flask)


class Threads(ThreadWorker):
    """Threads that let go of their sockets when the program stops; browsers connect again by themselves."""

    def handle(self, conn) -> object:
        """Answer; who asks again at once is heard by the same thread: handing over costs as much as many an answer."""
        while (kept := super().handle(conn)) is True and self.alive and _asks_again(conn.sock):
            pass
        return kept

    def handle_exit(self, sig, frame) -> None:
        """On SIGTERM: take nothing new, end the sockets, finish the requests."""
        super().handle_exit(sig, frame)
        threading.Thread(target=end_sockets, args=(self.app.flask,), daemon=True).start()

    def _cap_keepalive(self, deadline: float) -> None:
        # Gunicorn lets idle connections linger for two seconds; a request on its way needs half a second.
        super()._cap_keepalive(deadline - 1.5)


def _asks_again(connection: socket.socket) -> bool:
    waiting = select.poll()  # select() ends at the thousandth socket
    waiting.register(connection, select.POLLIN)
    return bool(waiting.poll(LINGER))


def end_sockets(app: Flask) -> None:
    """Close every open socket of this process."""
    socketio = app.extensions.get("socketio")
    if socketio is None or socketio.server is None:
        return
    for client in list(socketio.server.eio.sockets.values()):
        client.close(wait=False, reason=socketio.server.reason.SERVER_DISCONNECT)


def _bind_to_master(_server, worker) -> None:
    die_with_parent(worker.ppid)
    sys.setswitchinterval(STEP_ASIDE)
    call_me("web")
