"""A bell rings at once, seldom, and never too little."""

import os
import signal
import time

from helpdesk.bell import Bell
from tests.support import eventually


def test_it_rings_at_once():
    rung = []
    bell = Bell(lambda what: rung.append(what))
    bell.ask("drain")
    eventually(lambda: rung == ["drain"])


def test_asked_for_a_thousand_times_it_rings_a_few_and_once_more_after_the_last():
    rung, began = [], time.monotonic()
    bell = Bell(lambda what: rung.append(time.monotonic()))
    while (asked := time.monotonic()) < began + 0.5:
        bell.ask("drain")
    bell.ask("drain")
    eventually(lambda: rung and rung[-1] >= asked)
    assert len(rung) <= (rung[-1] - began) / 0.1 + 2


def test_what_fails_silences_nothing():
    rung = []

    def ring(what):
        if what == "broken":
            raise ValueError("no")
        rung.append(what)

    bell = Bell(ring)
    for what in ("broken", "whole"):
        bell.ask(what)
    eventually(lambda: rung == ["whole"])
    bell.ask("again")
    eventually(lambda: rung == ["whole", "again"])


def test_it_rings_in_a_child_of_the_process_too():
    reader, writer = os.pipe()
    bell = Bell(lambda what: os.write(writer, b"%d " % os.getpid()))
    bell.ask("parent")
    assert int(os.read(reader, 20)) == os.getpid()
    child = os.fork()
    if not child:
        bell.ask("child")
        signal.pause()
        os._exit(1)
    try:
        assert int(os.read(reader, 20)) == child
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
