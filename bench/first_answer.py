"""The first question after a start: how soon the bot has answered it, with nothing kept on disk and with what was.

It is asked the moment the program can work, while the bot still reads its articles. Beside the seconds of the wall
stand those of the processor that the worker spent from its start to the answer: on a busy machine these say more.
"""

import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psutil
import requests

from tests.support.running import Running

ASKED = ("When will I see my refund?", "退款多久到账？")
LONGEST = 180  # seconds


def figures() -> Iterator[dict]:
    """Cold: the demo has just been loaded. Warm: started again. Once more: the second question of the same process."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        program = Running(Path(folder) / "data")
        try:
            yield _figure("cold", _answered(program, ASKED[0]), 15)
            program.stop()
            program.start()
            yield _figure("warm", _answered(program, ASKED[1]), 5)
            yield _figure("once more", _answered(program, ASKED[0]), 5)
        finally:
            program.stop()


def _answered(program: Running, question: str) -> dict:
    began, base = time.monotonic(), f"{program.url}/widget/webchat/"
    token = requests.post(base + "visitors", json={"language": "en"}, timeout=60).json()["token"]
    mine = {"Authorization": f"Visitor {token}"}
    said = {"text": question, "client_id": str(uuid.uuid4()), "ticket": None}
    ticket = requests.post(base + "messages", json=said, headers=mine, timeout=60).json()["ticket"]
    while time.monotonic() - began < LONGEST:
        page = requests.get(f"{base}conversations/{ticket}.json", headers=mine, timeout=60).json()
        if any(message["from"] == "bot" for message in page["messages"]):
            return {"value": round(time.monotonic() - began, 2), "worker_cpu_s": _spent(program)}
        time.sleep(0.1)
    raise AssertionError(f"no answer in {LONGEST} s")


def _spent(program: Running) -> float:
    """Seconds of the processor that the worker has used since it began."""
    workers = [one for one in program.family() if one.name() == "worker"]
    return round(sum(psutil.Process(one.pid).cpu_times().user for one in workers), 2)


def _figure(which: str, found: dict, wanted: float) -> dict:
    return {"figure": f"first answer of the bot, {which}", "unit": "s", **found, "wanted": wanted}
