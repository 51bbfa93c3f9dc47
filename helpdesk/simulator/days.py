"""A busy day: mixed traffic over all channels at a chosen speed, bounded, stopped at any time."""

import random
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import structlog
from flask import Flask, Response, current_app, jsonify, request

from channels.simulator import acting
from channels.simulator.demo_lines import NAMESPACE, ROOM, host, postman, store
from channels.simulator.line import KeptLine
from helpdesk import realtime
from helpdesk.refusing import Refusal
from helpdesk.simulator.crowd import Crowd
from helpdesk.simulator.door import simulated_inboxes, simulator

log = structlog.get_logger()
FASTEST, LONGEST = 50, 2000  # messages a second, messages
SILENT = 15.0  # seconds without a sign of life: the process that played it has ended
_wait = threading.Event().wait


@simulator.get("/day.json")
def show_day() -> Response:
    """How far the busy day is."""
    return jsonify(day=state())


@simulator.post("/day")
def start_day() -> Response:
    """Begin a busy day: {"speed": messages a second, "total": messages}."""
    body = request.get_json(silent=True) or {}
    try:
        speed, total = float(body.get("speed", 5)), int(body.get("total", 200))
    except (TypeError, ValueError):
        raise Refusal(422) from None
    if not 1 <= speed <= FASTEST or not 1 <= total <= LONGEST:
        raise Refusal(
            422,
            "out_of_bounds",
            f"1 to {FASTEST} a second, {LONGEST} messages at most.",
            f"每秒 1 到 {FASTEST} 条，总数不超过 {LONGEST} 条。",
        )
    if state()["running"]:
        raise Refusal(409, "running", "A busy day is running already.", "繁忙模式正在运行。")
    day = {"running": uuid.uuid4().hex, "speed": speed, "total": total, "done": 0, "refused": 0, "at": time.time()}
    _memory().put("day", day)
    app = current_app._get_current_object()
    threading.Thread(target=_play, args=(app, day), daemon=True, name="busy day").start()
    return jsonify(day=state())


@simulator.delete("/day")
def stop_day() -> Response:
    """Enough."""
    _memory().put("day", {**state(), "running": None})
    return jsonify(day=state())


def state() -> dict:
    """How far it is; one whose process has ended is over."""
    day = _memory().get("day") or {"running": None, "speed": 5, "total": 0, "done": 0, "refused": 0, "at": 0}
    return {**day, "running": day["running"] if time.time() - day["at"] < SILENT else None}


def _play(app: Flask, day: dict) -> None:
    with app.app_context():
        crowd = Crowd([(inbox, host(inbox)) for inbox in simulated_inboxes()], random.Random())
    began, statuses = time.monotonic(), []
    with ThreadPoolExecutor(12, thread_name_prefix="crowd") as hands:
        for number in range(1, day["total"] + 1):
            hands.submit(_act, app, crowd, statuses)
            _wait(max(0.0, began + number / day["speed"] - time.monotonic()))
            if number % max(1, int(day["speed"] / 2)) == 0 and not _go_on(app, day, statuses):
                hands.shutdown(cancel_futures=True)
                return
    with app.app_context():
        _memory().put("day", {**state(), "running": None, "done": len(statuses)})
        _tell()


def _act(app: Flask, crowd: Crowd, statuses: list) -> None:
    try:
        with app.app_context():
            inbox, acts, times = crowd.next()
            statuses += acting.perform(host(inbox), postman(), acts, times=times)[-1:] or [200]
    except Exception as error:
        statuses.append(None)
        log.warning("nobody wrote", error=type(error).__name__)


def _go_on(app: Flask, day: dict, statuses: list) -> bool:
    with app.app_context():
        if (_memory().get("day") or {}).get("running") != day["running"]:
            return False
        refused = sum(status is None or status >= 400 for status in statuses)
        _memory().put("day", {**day, "done": len(statuses), "refused": refused, "at": time.time()})
        _tell()
        return True


def _memory() -> KeptLine:
    return KeptLine(store(), "day", "*day*", settings={}, base="", webhook="")


def _tell() -> None:
    realtime.tell(ROOM, "day", state(), namespace=NAMESPACE)
