"""Many browsers at little cost: bare sockets in one loop, which note when they hear of a numbered message."""

import asyncio
import os
import re
import struct
import time
from urllib.parse import urlsplit

NUMBERED = re.compile(rb"bench-(\d+)-")


class Listeners:
    """`heard_event` and `heard_row`: (message, agent) → when it was first heard."""

    def __init__(self, url: str, cookies: dict[int, str]) -> None:
        self.host, self.port, self.cookies = urlsplit(url).hostname, urlsplit(url).port, cookies
        self.heard_event: dict[tuple[int, int], float] = {}
        self.heard_row: dict[tuple[int, int], float] = {}
        self.counted = 0
        self.ready = 0

    def run(self) -> None:
        """Listen until the program ends; call it in a thread."""
        asyncio.run(self._all())

    async def _all(self) -> None:
        await asyncio.gather(
            *(self._one(agent, cookie) for agent, cookie in self.cookies.items()), return_exceptions=True
        )

    async def _one(self, agent: int, cookie: str) -> None:
        reader, writer = await asyncio.open_connection(self.host, self.port, limit=2**22)
        writer.write(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        await reader.readuntil(b"\r\n\r\n")
        _say(writer, b"40/console,")
        while (said := await _frame(reader)) is not None:
            if said == b"2":
                _say(writer, b"3")
            elif said.startswith(b"40/console,"):
                _say(writer, b'42/console,["lists",{"looking":true}]')
                self.ready += 1
            elif said.startswith(b'42/console,["'):
                self._hear(agent, said, time.perf_counter())

    def _hear(self, agent: int, said: bytes, now: float) -> None:
        is_event = said.startswith(b'42/console,["event"')
        heard = self.heard_event if is_event else self.heard_row
        self.counted += 1
        for number in set(NUMBERED.findall(said)):
            heard.setdefault((int(number), agent), now)


def _say(writer: asyncio.StreamWriter, text: bytes) -> None:
    mask = os.urandom(4)
    writer.write(bytes([0x81, 0x80 | len(text)]) + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(text)))


async def _frame(reader: asyncio.StreamReader) -> bytes | None:
    first, length = await reader.readexactly(2)
    if length == 126:
        length = struct.unpack("!H", await reader.readexactly(2))[0]
    elif length == 127:
        length = struct.unpack("!Q", await reader.readexactly(8))[0]
    payload = await reader.readexactly(length)
    return None if first & 15 == 8 else payload
