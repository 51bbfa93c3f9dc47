"""Set the peer up, start it, and measure it: its e-mail gateway, API, list, ticket and search."""

import json
import os
import re
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import requests

HERE = Path(__file__).parent
VERSION = "2.6.1"


def python_of(folder: Path) -> Path:
    """The peer's own Python, with the peer installed; made once, which takes about half a minute."""
    python = folder / "venv" / "bin" / "python"
    if not (folder / "venv" / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder / "venv")], check=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-q", f"django-helpdesk=={VERSION}", "gunicorn"],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        (folder / "venv" / "ready").touch()
    return python


@contextmanager
def running(folder: Path, port: int, tickets: int = 10_000):
    """The peer, filled and serving with two workers; yields (address, signed-in session, facts, run)."""
    (folder / "mail").mkdir(parents=True, exist_ok=True)
    python = python_of(folder)
    environment = {**os.environ, "PEER_FOLDER": str(folder), "DJANGO_SETTINGS_MODULE": "project"}

    def run(*arguments: str) -> str:
        return subprocess.run(
            [python, *arguments], cwd=HERE, env=environment, check=True, capture_output=True, text=True
        ).stdout

    run("-m", "django", "migrate", "-v", "0")
    facts = json.loads(run("filling.py", str(tickets)))
    server = subprocess.Popen(
        [python, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", "--no-control-socket", "project:application"],
        cwd=HERE,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        yield address, signed_in(address), facts, run
    finally:
        server.terminate()
        server.wait(20)


def signed_in(address: str) -> requests.Session:
    """A browser session of its agent, once it answers."""
    session = requests.Session()
    until = time.monotonic() + 30
    while True:
        try:
            token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', session.get(f"{address}/login/").text).group(1)
            break
        except (requests.ConnectionError, AttributeError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
    session.post(
        f"{address}/login/",
        data={"username": "ann", "password": "bench", "csrfmiddlewaretoken": token},
        headers={"Referer": address},
    )
    return session


def mails_per_second(folder: Path, run, count: int = 300) -> float:
    """Its management command over a folder of so many mails, the start of the command taken off."""

    def timed(mails: int) -> float:
        for number in range(mails):
            (folder / "mail" / f"{number}.eml").write_text(
                f"From: Carol <carol{number}@example.com>\nTo: support@example.com\nSubject: Where is order {number}?\n"
                f"Message-ID: <{time.time_ns()}.{number}@example.com>\nDate: Sun, 22 Nov 2026 09:00:00 +0000\n"
                "Content-Type: text/plain; charset=utf-8\n\nHello, my parcel has not arrived. Please help.\nCarol\n"
            )
        started = time.perf_counter()
        run("-m", "django", "get_email", "--quiet")
        return time.perf_counter() - started

    alone = timed(0)
    return count / max(timed(count) - alone, 1e-6)


def api(address: str, session: requests.Session, count: int = 400, at_once: int = 8) -> tuple[float, float]:
    """Tickets by HTTP API: (a second, p95 in ms)."""

    def post(number: int) -> float:
        started = time.perf_counter()
        answer = requests.post(
            f"{address}/api/tickets/",
            cookies=session.cookies,
            headers={"X-CSRFToken": session.cookies["csrftoken"], "Referer": address},
            json={
                "queue": 1,
                "title": f"order {number}",
                "description": "It is late.",
                "priority": 3,
                "submitter_email": f"a{number}@example.com",
            },
        )
        answer.raise_for_status()
        return (time.perf_counter() - started) * 1000

    started = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        times = list(pool.map(post, range(count)))
    return count / (time.perf_counter() - started), statistics.quantiles(times, n=20)[-1]


def p50(session: requests.Session, address: str, times: int = 15) -> float:
    """The median time of a page, in ms."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        session.get(address).raise_for_status()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def list_address(address: str, session: requests.Session, query: str = "") -> str:
    """Where its list gets its rows from, the first 25 of them."""
    page = session.get(f"{address}/tickets/", params={"q": query} if query else None).text
    coded = re.search(r"/datatables_ticket_list/([\w=+/%-]+)", page).group(1)
    return f"{address}/datatables_ticket_list/{coded}?draw=1&start=0&length=25"
