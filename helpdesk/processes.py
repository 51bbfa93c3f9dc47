"""Keeps the program's processes running: forks them from one loaded parent, starts again what dies.

The parent holds the code and no connection. What it has loaded, its children share with it.
"""

import contextlib
import gc
import logging
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence

from helpdesk import memory
from helpdesk.parentage import call_me, die_with_parent

log = logging.getLogger(__name__)

FIRST_WAIT = 0.1  # seconds before a dead process is started again, doubled each time it dies young
LONGEST_WAIT = 10.0
GROWN_UP = 30.0  # a process that lived so long starts anew at FIRST_WAIT
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Child:
    """A named process that is wanted for as long as the parent lives."""

    def __init__(self, name: str, run: Callable[[], object]) -> None:
        self.name = name
        self.run = run
        self.pid: int | None = None
        self.due_at = 0.0
        self._born_at = 0.0
        self._wait = FIRST_WAIT

    def start_if_due(self) -> None:
        """Fork it, unless it runs or was told to wait."""
        if self.pid is not None or time.monotonic() < self.due_at:
            return
        self._born_at = time.monotonic()
        try:
            self.pid = _fork(self.name, self.run)
        except OSError as why:  # the machine is out of processes or memory just now
            self.due_at = time.monotonic() + LONGEST_WAIT
            log.error("%s cannot be started: %s", self.name, why)

    def bury_if_dead(self) -> bool:
        """Take note of its end, and of when it shall start again."""
        if self.pid is None or not (ended := _ended(self.pid)):
            return False
        # Its own children (a parser of mails, a web worker) go with it.
        _signal_group(self.pid, signal.SIGKILL)
        self.pid = None
        lived = time.monotonic() - self._born_at
        self._wait = FIRST_WAIT if lived > GROWN_UP else self._wait
        self.due_at = time.monotonic() + self._wait
        log.warning("%s %s; starting it again in %.1f s", self.name, ended, self._wait)
        self._wait = min(self._wait * 2, LONGEST_WAIT)
        return True


def keep(
    children: Sequence[tuple[str, Callable[[], object]]],
    *,
    every_second: Callable[[], object] = lambda: None,
    stop_within: float = 6.0,
) -> None:
    """Run these processes until SIGINT, SIGTERM or SIGHUP; then end them, the slow ones by force.

    A second signal ends them by force at once. Should this process be killed itself, the kernel ends them.
    """
    family = [Child(name, run) for name, run in children]
    memory.hand_back()
    gc.freeze()  # the collector would touch, and so copy, every page that the children share
    with _signals() as wait:
        while not wait(_pause(family)):
            for child in family:
                child.bury_if_dead()
                child.start_if_due()
            every_second()
        _stop(family, wait, stop_within)


def once(run: Callable[[], object]) -> int:
    """Run this in a process of its own and wait: what it opens and loads never touches the parent."""
    pid = _fork("once", run)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _pause(family: Sequence[Child]) -> float:
    waiting = [child.due_at - time.monotonic() for child in family if child.pid is None]
    return max(0.0, min([1.0, *waiting]))


def _stop(family: Sequence[Child], wait: Callable[[float], bool], within: float) -> None:
    deadline = time.monotonic() + within
    for child in family:
        if child.pid:
            _signal(child.pid, signal.SIGTERM)
    running = [child for child in family if child.pid]
    while running and time.monotonic() < deadline:
        running = [child for child in running if not _ended(child.pid)]
        if running and wait(0.2):
            break
    for child in running:
        log.warning("%s did not stop in time and is ended by force", child.name)
    for child in family:
        if child.pid:
            _signal_group(child.pid, signal.SIGKILL)


def _ended(pid: int | None) -> str:
    """How the process ended, in words; nothing while it runs."""
    if pid is None:
        return "never ran"
    try:
        gone, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return "ended"
    if not gone:
        return ""
    code = os.waitstatus_to_exitcode(status)
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with status {code}"


def _fork(name: str, run: Callable[[], object]) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        os.setsid()  # Ctrl-C in the terminal is the parent's to pass on
        die_with_parent(parent)
        call_me(name)
        _forget_signals()
        run()
        status = 0
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            logging.shutdown()
            sys.stdout.flush()
        # Not sys.exit: what the parent registered to be done at its end is not this process's to do.
        os._exit(status)


def _forget_signals() -> None:
    signal.set_wakeup_fd(-1)
    for sig in (*STOPPING, signal.SIGCHLD):
        signal.signal(sig, signal.SIG_DFL)


@contextlib.contextmanager
def _signals() -> Iterator[Callable[[float], bool]]:
    """A wait that a signal cuts short; it says whether one of them asked to stop."""
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    kept = {sig: signal.signal(sig, lambda *_: None) for sig in (*STOPPING, signal.SIGCHLD)}
    wakeup = signal.set_wakeup_fd(writer)

    def wait(seconds: float) -> bool:
        select.select([reader], [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            return any(sig in STOPPING for sig in os.read(reader, 512))
        return False

    try:
        yield wait
    finally:
        signal.set_wakeup_fd(wakeup)
        for sig, handler in kept.items():
            signal.signal(sig, handler)
        os.close(reader)
        os.close(writer)


def _signal(pid: int, sig: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, sig)


def _signal_group(pid: int, sig: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, sig)
