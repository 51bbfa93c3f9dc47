"""How long until the program can work, and until it has gone."""

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.support.running import Running


def figures() -> Iterator[dict]:
    """The first start makes the database and loads the demo shop; the second is the one of every day."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        began = time.monotonic()
        program = Running(Path(folder) / "data")
        yield _figure("first start, with the demo shop", time.monotonic() - began, 20)
        for way in (signal.SIGINT, signal.SIGKILL):
            family, began = program.family(), time.monotonic()
            os.kill(program.process.pid, way)
            program.process.wait()
            _, alive = psutil.wait_procs(family, timeout=30)
            yield _figure(f"stop by {way.name}, processes left: {len(alive)}", time.monotonic() - began, 2)
            began = time.monotonic()
            program.start()
            yield _figure("start again", time.monotonic() - began, 5)
        program.stop()


def _figure(name: str, seconds: float, wanted: float) -> dict:
    return {"figure": name, "unit": "s", "value": round(seconds, 2), "wanted": wanted}
