"""The whole program as a stranger runs it: real processes, a free port, a data directory of their own."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import requests

from tests.support.eventually import eventually
from tests.support.ports import free_port
from tests.support.shared import ROOT

PASSWORD = "a password for the demo people"


class Running:
    """One `flask --app wsgi up` and what belongs to it."""

    app = "wsgi"

    def __init__(self, data: Path, *options: str, **environment: str) -> None:
        self.data = data
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.options = options
        self.environment = environment_of(data, self.port) | environment
        self.log_file = data.with_suffix(".log")
        self.start()

    def start(self) -> None:
        """Start it and wait until it can work."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", self.app, "up", "--tied", *self.options],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=self.log_file.open("a"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            eventually(self._ready, within=120, every=0.05)
        except BaseException:
            self.stop(within=20)  # nobody else would
            raise

    def stop(self, sig: int = signal.SIGTERM, within: float = 30) -> None:
        """End it with this signal and wait for every process of it to be gone."""
        family = self.family()
        if self.process.poll() is None:
            self.process.send_signal(sig)
            self.process.wait(timeout=within)
        _, alive = psutil.wait_procs(family, timeout=within)
        for process in alive:
            process.kill()
        assert not alive, f"still running after {within} s: {alive}"

    def family(self) -> list[psutil.Process]:
        """Every process of it, the parent first."""
        try:
            parent = psutil.Process(self.process.pid)
            return [parent, *parent.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def named(self, name: str) -> list[psutil.Process]:
        """Its processes of this name (web, worker, schedule …)."""
        found = []
        for process in self.family():
            try:
                if process.name() == name:
                    found.append(process)
            except psutil.NoSuchProcess:
                continue
        return found

    def kill(self, name: str) -> list[int]:
        """SIGKILL to every process of this name, as the kernel does when memory is short; their ids."""
        victims = self.named(name)
        for process in victims:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        return [process.pid for process in victims]

    def run(self, *arguments: str, check: bool = True) -> str:
        """What a `flask --app wsgi …` command prints, given the same data directory."""
        command = [sys.executable, "-m", "flask", "--app", self.app, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=240)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def inboxes(self) -> list[dict]:
        """What `inbox list --json` prints."""
        return json.loads(self.run("inbox", "list", "--json"))

    def get(self, path: str, **options) -> requests.Response:
        """A GET of one of its pages."""
        return requests.get(self.url + path, timeout=30, **options)

    def log(self) -> str:
        """Everything it has said."""
        return self.log_file.read_text(errors="replace")

    def _ready(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"it ended at once:\n{self.log()[-4000:]}")
        try:
            return self.get("/readyz").status_code == 200
        except requests.RequestException:  # not listening yet, or still loading
            return False


def environment_of(data: Path, port: int) -> dict[str, str]:
    """What its processes are given, and nothing of whoever runs the tests."""
    ours = {
        "HELPDESK_DATA": str(data),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "HELPDESK_DEMO_PASSWORD": PASSWORD,
        "PYTHONUNBUFFERED": "1",
    }
    # A test run must not touch the database or the keys of whoever starts it.
    foreign = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "HELPDESK_KEYS")
    return {name: value for name, value in os.environ.items() if name not in foreign} | ours
