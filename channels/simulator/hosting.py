"""Hosting a stand-in: a call of ours is counted, may meet trouble, is answered, and is written down for the wire."""

import threading
import time
from dataclasses import dataclass
from types import ModuleType

from channels.simulator import faults, wires
from channels.simulator.line import KeptLine
from channels.simulator.standin import ApiCall, Reply

REACHES_AFTER = 0.6  # seconds
_wait = threading.Event().wait  # nobody sets it: a sleep that held clocks leave alone


@dataclass
class Host:
    """A stand-in and the line it answers on."""

    standin: ModuleType
    line: KeptLine
    receipts: bool = False  # what appears on a phone is told as delivered

    def answer(self, call: ApiCall) -> Reply | None:
        """What the provider answers; None when it says nothing and the connection breaks."""
        line, began = self.line, time.monotonic()
        number = line.count("calls")
        if line.now() < (line.get("quiet_until") or 0):
            line.count("early")
        trouble = faults.of(line)
        kind = trouble.which(number)
        reply = self._befallen(call, kind, trouble) if kind else self._answered(call)
        if kind:
            line.count(kind)
        wires.of_call(line, call, reply, kind, time.monotonic() - began)
        return reply

    def _befallen(self, call: ApiCall, kind: str, trouble: faults.Faults) -> Reply | None:
        if kind == "too_many":
            self.line.put("quiet_until", self.line.now() + trouble.retry_after)
            return Reply({"error": "too many requests"}, 429, {"Retry-After": str(trouble.retry_after)})
        if kind == "broken":
            return Reply({"error": "internal server error"}, 500)
        if kind == "bad_token":
            return self._answered(faults.with_bad_token(call, self.line.settings))
        if kind in ("slow", "hang_before"):
            _wait(trouble.seconds)
            return self._answered(call) if kind == "slow" else None
        self._answered(call)  # taken, and then silence
        _wait(trouble.seconds)
        return None

    def _answered(self, call: ApiCall) -> Reply:
        reply = self.standin.answer(call, self.line)
        shown, self.line.fresh = self.line.fresh, []
        for to, number in shown if self.receipts else ():
            for posting in self.standin.tell(self.line, number, to, "delivered"):
                self.line.post_later(posting, REACHES_AFTER)
        return reply
