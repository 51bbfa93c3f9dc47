"""A real SMTP server that keeps what it is given and can be told to misbehave."""

import contextlib
from collections import deque
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from tests.support.ports import free_port


@dataclass
class Delivery:
    """One accepted mail: its envelope and what was in it."""

    sender: str
    recipients: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail as the standard library reads it."""
        return message_from_bytes(self.raw, policy=policy.default)  # type: ignore[return-value]


class SmtpServer:
    """Listens on a port of 127.0.0.1; `deliveries` holds what came, oldest first."""

    def __init__(self) -> None:
        self.port = free_port()
        self.deliveries: list[Delivery] = []
        self.answers: deque[str] = deque()
        self._controller = Controller(_Keeping(self), hostname=self.host, port=self.port)
        self._controller.start()

    host = "127.0.0.1"

    def sent_to(self, address: str) -> list[Delivery]:
        """What this address was sent."""
        return [delivery for delivery in self.deliveries if address in delivery.recipients]

    def answer(self, *lines: str) -> None:
        """Give these answers to the next mails instead of taking them, such as "451 4.3.0 later"."""
        self.answers.extend(lines)

    def clear(self) -> None:
        """Forget what came and what was to be answered."""
        self.deliveries.clear()
        self.answers.clear()

    def stop(self) -> None:
        """Listen no more."""
        with contextlib.suppress(Exception):
            self._controller.stop()

    def start_again(self) -> None:
        """Listen again on the same port, as after an outage."""
        self._controller = Controller(_Keeping(self), hostname=self.host, port=self.port)
        self._controller.start()


class _Keeping:
    def __init__(self, server: SmtpServer) -> None:
        self.server = server

    async def handle_DATA(self, _server, _session, envelope) -> str:
        if self.server.answers:
            return self.server.answers.popleft()
        delivery = Delivery(envelope.mail_from or "", list(envelope.rcpt_tos), bytes(envelope.content or b""))
        self.server.deliveries.append(delivery)
        return "250 2.0.0 kept"
