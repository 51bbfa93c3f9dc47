"""Ports for the servers that tests start."""

import itertools
import os
import random
import socket

# Below those that the kernel gives to outgoing connections, of which thousands come and go beside; a stretch for each
# worker of pytest, begun anywhere, for other runs go on beside this one.
FIRST, STRETCH = 20_000, 1500
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw7").removeprefix("gw")) % 8
_turns = itertools.count(random.randrange(STRETCH))


def free_port() -> int:
    """A port of 127.0.0.1 that was free a moment ago, and that nobody else here asks for."""
    while True:
        port = FIRST + _worker * STRETCH + next(_turns) % STRETCH
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
