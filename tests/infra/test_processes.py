"""The process manager starts again what dies, stops at once, and nothing outlives it."""

import os
import signal
import subprocess
import sys
import textwrap

import psutil
import pytest

from tests.support import eventually
from tests.support.shared import ROOT

FAMILY = """
    import os, signal, subprocess, sys, time
    from helpdesk import processes

    PATIENCE = 1.0 if "stubborn" in sys.argv else 60.0

    def idle():
        signal.pause()

    def with_a_child_of_its_own():
        subprocess.Popen(["sleep", "1000"])
        signal.pause()

    def stubborn():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            signal.pause()

    def dies():
        sys.exit(3)

    print("up", flush=True)
    processes.keep([(name, globals()[name]) for name in sys.argv[1:]], stop_within=PATIENCE)
    print("down", flush=True)
"""


class Family:
    """A parent in a process of its own, with these children."""

    def __init__(self, log, *children):
        self.log = log
        self.process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(FAMILY), *children],
            cwd=ROOT,
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
        )
        self.parent = psutil.Process(self.process.pid)

    def children(self):
        return {child.name(): child for child in self.parent.children() if child.name() != "python"}

    def everybody(self):
        return [self.parent, *self.parent.children(recursive=True)]


@pytest.fixture
def family(tmp_path):
    started = []

    def start(*children):
        made = Family(tmp_path / "log", *children)
        started.append(made)
        eventually(lambda: "up" in made.log.read_text())
        return made

    yield start
    for made in started:
        if made.process.poll() is None:
            made.process.kill()
        made.process.wait()


def gone(processes):
    _, alive = psutil.wait_procs(processes, timeout=30)
    return not alive


def test_children_carry_their_names(family):
    made = family("idle", "stubborn")
    eventually(lambda: {"idle", "stubborn"} <= set(made.children()))


@pytest.mark.parametrize("sig", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everybody_and_nobody_by_force(family, sig):
    made = family("idle", "with_a_child_of_its_own")
    eventually(lambda: len(made.everybody()) == 4)
    everybody = made.everybody()
    made.process.send_signal(sig)
    assert gone(everybody)
    assert made.process.wait() == 0
    assert "down" in made.log.read_text()
    assert "by force" not in made.log.read_text()


def test_one_that_will_not_stop_is_ended_by_force(family):
    made = family("idle", "stubborn")
    eventually(lambda: {"idle", "stubborn"} <= set(made.children()))
    everybody = made.everybody()
    made.process.terminate()
    assert gone(everybody)
    assert "stubborn did not stop in time" in made.log.read_text()


def test_a_killed_parent_leaves_no_process_behind(family):
    made = family("idle", "stubborn", "with_a_child_of_its_own")
    eventually(lambda: {"idle", "stubborn"} <= set(made.children()))
    children = [child for child in made.everybody() if child.name() in ("idle", "stubborn")]
    made.process.kill()
    assert gone(children)


def test_a_killed_child_is_started_again_with_its_own_children_gone(family):
    made = family("idle", "with_a_child_of_its_own")
    eventually(lambda: len(made.everybody()) == 4)
    first = made.children()["with_a_child_o"[:15]] if "with_a_child_o" in made.children() else None
    first = first or next(child for name, child in made.children().items() if name.startswith("with_a"))
    grandchildren = first.children()
    os.kill(first.pid, signal.SIGKILL)
    eventually(lambda: any(c.pid != first.pid for n, c in made.children().items() if n.startswith("with_a")))
    assert gone(grandchildren)
    assert "was ended by SIGKILL" in made.log.read_text()


def test_one_that_dies_at_once_is_started_ever_more_seldom(family):
    made = family("idle", "dies")
    eventually(lambda: "starting it again in 0.8 s" in made.log.read_text())
    text = made.log.read_text()
    waits = [f"dies ended with status 3; starting it again in {wait} s" for wait in (0.1, 0.2, 0.4, 0.8)]
    assert [text.count(line) for line in waits] == [1, 1, 1, 1]
