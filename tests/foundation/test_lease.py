"""A lease is one holder's at a time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import time_machine

from helpdesk import clock, lease


def test_one_holder_at_a_time_who_may_renew_it_and_give_it_back(app):
    assert lease.take("sweep", 60, "ann") is True
    assert lease.take("sweep", 60, "bob") is False
    assert lease.take("sweep", 60, "ann") is True
    lease.give_back("sweep", "bob")
    assert lease.take("sweep", 60, "bob") is False
    lease.give_back("sweep", "ann")
    with time_machine.travel(clock.now() + timedelta(seconds=1)):
        assert lease.take("sweep", 60, "bob") is True


def test_a_lease_that_nobody_renews_runs_out(app):
    assert lease.take("sweep", 60, "ann") is True
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        assert lease.take("sweep", 60, "bob") is True


def test_of_many_at_once_one_gets_it(app):
    def grab(i):
        with app.app_context():
            return lease.take("sweep", 60, f"process {i}")

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(grab, range(8))) == 1


def test_inside_held_it_is_held_and_afterwards_not(app):
    with lease.held("sweep", 60) as mine:
        assert mine
        assert lease.take("sweep", 60, "bob") is False
    with time_machine.travel(clock.now() + timedelta(seconds=1)):
        assert lease.take("sweep", 60, "bob") is True
