"""F14: limits of time come due while whoever keeps them is dead, doubled, or misled by the clock."""

import subprocess
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime

import pytest
import redis

from helpdesk import valkey
from tests.faults.storm import Storm
from tests.support import eventually
from tests.support.shared import ROOT

BREACHES = "SELECT count(*) FROM event WHERE name = 'sla_breached'"
EARLY = """SELECT count(*) FROM event JOIN sla_clock ON sla_clock.ticket_id = event.ticket_id
           WHERE event.name = 'sla_breached' AND event.at < sla_clock.due_at"""

LEASED = "SELECT count(*) FROM lease WHERE name = 'sweep:limits of time' AND holder LIKE '%:{}:%'"


def come_in(desk, number, phase):
    """So many customers write, one ticket each."""
    names = [f"{phase}{n}" for n in range(number)]
    Storm(desk.port, [(desk.keys["courier"], {"id": n, "from": n, "text": "Hello?"}) for n in names]).start().finish()


def latest(desk, statement) -> datetime:
    """The instant that this asks for; SQLite gives it as text."""
    [(at,)] = desk.ask(statement)
    at = datetime.fromisoformat(at) if isinstance(at, str) else at
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def all_fired_once(desk, number, within=30.0):
    eventually(lambda: desk.number(BREACHES) >= number, within=within)
    # Whatever would fire a second time has had its chance: what follows from the breaches has followed.
    eventually(lambda: desk.number("SELECT count(*) FROM event WHERE delivered_at IS NULL") == 0)
    assert desk.number(BREACHES) == number
    assert desk.number("SELECT count(DISTINCT ticket_id) FROM event WHERE name = 'sla_breached'") == number
    assert desk.number("SELECT count(*) FROM escalation") == number
    assert desk.number("SELECT count(*) FROM event WHERE name = 'escalated'") == number
    assert desk.number(EARLY) == 0
    assert latest(desk, "SELECT max(at) FROM event WHERE name = 'sla_breached'") < datetime.now(UTC), "by a wrong clock"


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("number", "seconds"), [(30, 6), pytest.param(500, 30, marks=[pytest.mark.long, pytest.mark.timeout(900)])]
)
def test_every_limit_fires_once_and_not_early_whatever_happens_to_those_who_keep_it(desk, number, seconds):
    desk.run("promise", str(seconds))
    come_in(desk, number, "killed")
    while_all_is_killed_and_flushed(desk)
    all_fired_once(desk, number)
    with_a_second_schedule_beside(desk, number)
    come_in(desk, number, "misled")
    while_the_clock_is_wrong(desk)
    all_fired_once(desk, 3 * number)


def while_all_is_killed_and_flushed(desk):
    due, turns = latest(desk, "SELECT max(due_at) FROM sla_clock"), 0
    while datetime.now(UTC) < due:
        desk.kill("worker"), desk.kill("schedule")
        if turns % 3 == 0:
            desk.kill("valkey-server")
        elif valkey.running(desk.data):
            with suppress(OSError, redis.RedisError), valkey.client(valkey.running(desk.data)) as server:
                server.flushall()
        turns += 1
        threading.Event().wait(0.3)


def with_a_second_schedule_beside(desk, number):
    command = [sys.executable, "-m", "flask", "--app", desk.app, "second-schedule"]
    eventually(lambda: valkey.running(desk.data))
    beside = subprocess.Popen(command, cwd=ROOT, env={**desk.environment, "REDIS_URL": valkey.running(desk.data)})
    try:
        come_in(desk, number, "doubled")
        eventually(lambda: desk.number(BREACHES) > number)
        desk.kill("schedule")  # in the middle of it: the other takes over, then both are there
        all_fired_once(desk, 2 * number, within=60)
    finally:
        beside.terminate()
        beside.wait()
    # One that starts under a wrong clock has never seen the right one: it shall be at work before.
    eventually(lambda: any(desk.number(LEASED.format(schedule.pid)) for schedule in desk.named("schedule")))


def while_the_clock_is_wrong(desk):
    """An hour ahead nothing fires early; an hour back nothing is lost."""
    jumps = desk.log().count("clock jumped")
    (desk.data / "clock").write_text("3600")
    eventually(lambda: desk.log().count("clock jumped") > jumps)
    (desk.data / "clock").write_text("-3600")
    threading.Event().wait(1)  # a few turns of the schedule
    (desk.data / "clock").unlink()
