"""How long something takes, often enough to say so."""

import time
from collections.abc import Callable


def timed(task: Callable[[], object], times: int = 50, before: Callable[[], object] = lambda: None) -> dict:
    """p50 and p95 of wall-clock time and of the CPU this thread used, in milliseconds.

    `before` is done before each and not counted. On a machine that does other work besides, CPU says more.
    """
    wall, cpu = [], []
    for _ in range(times + 3):
        before()
        began, worked = time.perf_counter(), time.thread_time()
        task()
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.thread_time() - worked) * 1000)
    wall, cpu = sorted(wall[3:]), sorted(cpu[3:])
    return {
        "unit": "ms",
        "p50": round(wall[times // 2], 2),
        "p95": round(wall[int(times * 0.95)], 2),
        "cpu_p50": round(cpu[times // 2], 2),
        "cpu_p95": round(cpu[int(times * 0.95)], 2),
    }
