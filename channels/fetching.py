"""Fetch a file from an address that stood in a message: never from our own network, never without end."""

import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from email.message import Message as Headers
from http.client import HTTPException
from urllib.parse import unquote, urljoin, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from channels.calling import pause_of
from channels.channel import File, Later, Refused
from helpdesk import guard
from helpdesk.guard import Blocked, Target

LARGEST = 50 * 2**20
REDIRECTS = 3
STEP = 20.0  # seconds without a byte
_MOVED = (301, 302, 303, 307, 308)


def get_public(
    url: str,
    *,
    headers: dict | None = None,
    allowed_hosts: Iterable[str] = (),
    most_bytes: int = LARGEST,
    timeout: float = 60.0,
) -> File:
    """The file at this address, within `timeout` seconds for all of it.

    `allowed_hosts` ("host:port", or the base address itself) may be of our own network: the admin has set them.
    `headers` go to the first host alone. Raises Refused (blocked, gone, too large) or Later.
    """
    allowed, given, asked = list(allowed_hosts), dict(headers or {}), None
    for _ in range(REDIRECTS + 1):
        try:
            target = guard.target_of(url, allowed)
        except Blocked as why:
            raise Refused(f"this address is not asked: {why}") from None
        if asked is not None and target.origin != asked.origin:
            given = {}  # what proves who we are is for the one it was meant for
        found = _ask(target, given, most_bytes, timeout)
        if isinstance(found, File):
            return found
        url, asked = urljoin(url, found), target
    raise Refused("moved too often")


def _ask(target: Target, headers: dict, most_bytes: int, timeout: float) -> File | str:
    """The file, or where it has moved to."""
    connection, overdue, lines = _connection(target), threading.Event(), []
    watch = threading.Timer(timeout, _hang_up, (lines, overdue))
    watch.daemon = True
    watch.start()
    try:
        connection.connect()
        lines.append(connection.sock)  # the connection itself forgets it as soon as the answer begins
        connection.request(
            "GET",
            target.path,
            preload_content=False,
            headers={"Accept-Encoding": "identity", **headers, "Host": _host_header(target)},
        )
        found = _read(connection.getresponse(), target, most_bytes)
        if overdue.is_set():  # what looks like the end is where we hung up
            raise OSError
        return found
    except (HTTPError, HTTPException, OSError, ValueError, AttributeError) as why:
        raise Later("it took too long" if overdue.is_set() else f"no answer ({type(why).__name__})") from None
    finally:
        watch.cancel()
        connection.close()


def _connection(target: Target) -> HTTPConnection:
    # To the address that was looked at, not to the name: a second look could give another one.
    if target.scheme == "http":
        return HTTPConnection(target.ip, target.port, timeout=STEP)
    return HTTPSConnection(
        target.ip, target.port, timeout=STEP, server_hostname=target.host, assert_hostname=target.host
    )


def _hang_up(lines: list[socket.socket], overdue: threading.Event) -> None:
    """A server that sends a byte now and then never runs into a timeout of its own."""
    overdue.set()
    for line in lines:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)


def _host_header(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == guard.PORTS[target.scheme] else f"{host}:{target.port}"


def _read(response, target: Target, most_bytes: int) -> File | str:
    if response.status in _MOVED and response.headers.get("location"):
        return response.headers["location"]
    if response.status == 429:
        raise Later("the provider asks for a pause", pause_of(response.headers.get("retry-after")))
    if response.status >= 500:
        raise Later(f"the provider is in trouble ({response.status})")
    if response.status != 200:
        raise Refused(f"not there ({response.status})")
    data = bytearray()
    while piece := response.read1(65_536):
        data += piece
        if len(data) > most_bytes:
            raise Refused(f"larger than {most_bytes // 2**20} MB")
    return File(_name(response.headers, target), _type(response.headers), bytes(data))


def _type(headers) -> str:
    return (headers.get("content-type") or "application/octet-stream").partition(";")[0].strip().lower()[:100]


def _name(headers, target: Target) -> str:
    words = Headers()
    words["content-disposition"] = (headers.get("content-disposition") or "").replace("\n", " ").replace("\r", " ")
    return _as_meant(words.get_filename()) or unquote(urlsplit(target.path).path.rpartition("/")[2]) or "file"


def _as_meant(name: str | None) -> str | None:
    """Tencent puts a Chinese name into the header as it is: bytes of UTF-8, which HTTP reads as something else."""
    try:
        return name and name.encode("latin-1").decode()
    except UnicodeError:
        return name
