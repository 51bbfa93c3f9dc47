"""Memory of all processes together, idle and under load, with worker, schedule and Valkey.

PSS counts a page that several processes share once; RSS counts it for each of them.
"""

import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from tests.faults.colleague import Colleague
from tests.faults.conftest import Desk
from tests.faults.provider import Provider
from tests.faults.storm import Storm

WANTED_IDLE_MB, WANTED_UNDER_LOAD_MB = 300, 450
PEER_MB = {"django-helpdesk 2.6, idle (no worker, no Redis)": 109, "the same under load": 242}
MESSAGES = 3000


def figures() -> Iterator[dict]:
    """Idle after ten seconds; then the highest seen while messages pour in and eight people work."""
    provider = Provider()
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        desk = Desk(Path(folder) / "data")
        try:
            desk.furnish(provider)
            threading.Event().wait(10)
            yield _figure("idle", _memory(desk), WANTED_IDLE_MB)
            yield _figure("under load", _highest_under_load(desk), WANTED_UNDER_LOAD_MB)
        finally:
            desk.stop()
            provider.stop()


def _figure(when: str, memory: dict, wanted: int) -> dict:
    return {"figure": f"memory of all processes, {when}", "unit": "MB", **memory, "wanted_pss": wanted, "peer": PEER_MB}


def _memory(desk: Desk) -> dict:
    pss: dict[str, float] = {}
    rss = 0
    for process in desk.family():
        try:
            info, name = process.memory_full_info(), process.name()
        except psutil.NoSuchProcess:
            continue
        rss += info.rss
        pss[name] = round(pss.get(name, 0) + info.pss / 2**20, 1)
    return {"pss": round(sum(pss.values())), "rss": rss // 2**20, "pss_by_process": pss}


def _highest_under_load(desk: Desk) -> dict:
    messages = [
        (desk.keys["courier"], {"id": f"m{n}", "from": f"customer {n % 500}", "text": f"message {n} 您好"})
        for n in range(MESSAGES)
    ]
    storm = Storm(desk.port, messages).start()
    highest: dict = {"pss": 0}
    with ThreadPoolExecutor(8) as people:
        work = [people.submit(_work_at_the_console, desk, storm, name) for name in ("ann", "bob") * 4]
        while not all(one.done() for one in work):
            highest = max(highest, _memory(desk), key=lambda memory: memory["pss"])
            threading.Event().wait(0.5)
    return highest | {"messages": len(storm.heard), "requests": sum(one.result() for one in work)}


def _work_at_the_console(desk: Desk, storm: Storm, name: str) -> int:
    someone, requests = Colleague(desk.url, name), 0
    while not storm.over:
        for ticket in range(1, 30):
            someone.get(f"/console/tickets/{ticket}.json")
        someone.get("/console/counts.json")
        requests += 30
    return requests
