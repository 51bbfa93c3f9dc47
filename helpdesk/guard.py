"""The guard: an address out of a message is looked up once, and must not lead into our own network."""

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}
# Names that mean a machine of this network wherever they are asked.
_INNER = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".arpa")
_DOCUMENTATION = ipaddress.ip_network("2001:db8::/32")  # leads nowhere
# An IPv4 address inside an IPv6 one: a translator on the way would unpack it.
_TUNNELS = [ipaddress.ip_network(n) for n in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")]
# Given out for inner networks and for protocols of their own, once or still; the library takes them for the internet.
_INNER_NETWORKS = [ipaddress.ip_network(n) for n in ("fec0::/10", "192.0.0.0/24", "192.88.99.0/24")]
Resolve = Callable[[str, int], list[str]]


class Blocked(ValueError):
    """This address must not be asked."""


@dataclass(frozen=True)
class Target:
    """Where to connect, decided once: `ip` is what the name meant when it was looked at."""

    scheme: str
    host: str
    port: int
    ip: str
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """Who is asked."""
        return self.scheme, self.host, self.port


def resolve(host: str, port: int) -> list[str]:
    """All addresses of the name, as the machine's own resolver has them."""
    return list(dict.fromkeys(found[4][0] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def target_of(url: str, allowed_hosts: Iterable[str] = (), resolve: Resolve = resolve) -> Target:
    """Where this URL leads. Raises Blocked, unless every address of its host is a public one.

    `allowed_hosts` are "host:port", or addresses that begin so: the bases which the admin has set, exactly.
    """
    parts = urlsplit(re.sub(r"[\t\r\n]", "", url.strip()))
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".").lower()
    if scheme not in PORTS or not host or parts.username is not None or parts.password is not None:
        raise Blocked("not a plain web address")
    try:
        port = parts.port or PORTS[scheme]
    except ValueError:
        raise Blocked("not a port") from None
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    trusted = f"{host}:{port}" in {_host_and_port(one) for one in allowed_hosts}
    addresses = _addresses(host, port, resolve, trusted)
    return Target(scheme, host, port, addresses[0], path)


def is_public(address: str) -> bool:
    """Whether this IP address is one of the open internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if ip.version == 6:
        if ip.ipv4_mapped is not None or any(ip in tunnel for tunnel in _TUNNELS):
            return False
        if ip in _DOCUMENTATION:
            return True
    if any(ip in network for network in _INNER_NETWORKS):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _addresses(host: str, port: int, resolve: Resolve, trusted: bool) -> list[str]:
    if not trusted:
        if port not in PORTS.values():
            raise Blocked("not a port of the web")
        if host == "localhost" or host.endswith(_INNER):
            raise Blocked("a name of this network")
    try:
        found = resolve(host.encode("idna").decode() if not host.isascii() else host, port)
    except (OSError, UnicodeError):
        raise Blocked("no such host") from None
    # All of them: with one public and one private address it would be chance which of them is asked.
    if not found or not (trusted or all(is_public(address) for address in found)):
        raise Blocked("an address of this network")
    return found


def _host_and_port(allowed: str) -> str:
    parts = urlsplit(allowed if "://" in allowed else f"//{allowed}")
    return f"{(parts.hostname or '').lower()}:{parts.port or PORTS.get(parts.scheme, 443)}"
