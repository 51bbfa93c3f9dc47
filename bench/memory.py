"""Memory of all processes together, idle and under load, with worker, schedule and Valkey.

PSS counts a page that several processes share once; RSS counts it for each of them.
"""

import json
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
TEXTS = (
    "您好，我的包裹还没有收到",
    "Where is my parcel? It is late.",
    "Wo ist mein Paket geblieben?",
    "請問何時退款？",
)
STEP, CALM, LONGEST = 2.0, 0.25, 300.0  # seconds; CALM are those of the processor, spent by all in a step


def figures() -> Iterator[dict]:
    """With the demo: planted, started again, the highest under load, afterwards; and an empty desk."""
    provider = Provider()
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        desk, empty = Desk(Path(folder) / "data"), None
        try:
            yield _figure("idle, the demo just planted and learned from", _idle(desk), WANTED_IDLE_MB)
            desk.stop()
            desk.start()
            yield _figure("idle, the demo, started again", _idle(desk), WANTED_IDLE_MB)
            desk.keys = json.loads(desk.run("furnish", provider.url))
            yield _figure("under load", _highest_under_load(desk), WANTED_UNDER_LOAD_MB)
            yield _figure("idle after the load", _idle(desk), WANTED_IDLE_MB)
            desk.stop()
            empty = Desk(Path(folder) / "empty", "--empty")
            yield _figure("idle, an empty desk", _idle(empty), WANTED_IDLE_MB)
        finally:
            for one in (desk, empty) if empty else (desk,):
                one.stop()
            provider.stop()


def _idle(desk: Desk) -> dict:
    """Once nothing has been done for five steps, ten seconds; what a first start plants and learns takes a minute."""
    calm, spent = 0, _spent(desk)
    for _ in range(int(LONGEST / STEP)):
        threading.Event().wait(STEP)
        before, spent = spent, _spent(desk)
        calm = calm + 1 if 0 <= spent - before < CALM else 0
        if calm == 5:
            break
    return _memory(desk) | {"calm": calm == 5}


def _spent(desk: Desk) -> float:
    """Seconds of the processor that its processes have used; it falls where one has ended."""
    spent = 0.0
    for process in desk.family():
        try:
            spent += sum(process.cpu_times()[:2])
        except psutil.NoSuchProcess:
            continue
    return spent


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
        (desk.keys["courier"], {"id": f"m{n}", "from": f"customer {n % 500}", "text": TEXTS[n % 4]})
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
