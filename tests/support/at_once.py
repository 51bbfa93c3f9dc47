"""Several people do something at the same moment: each in a thread and a context of their own."""

import threading
from collections.abc import Callable

from flask import Flask

PATIENCE = 100  # seconds


def at_once(app: Flask, *tasks: Callable[[], object]) -> list:
    """Start these together and give what each returned or raised, in their order. They take numbers, not rows."""
    outcomes: list = [None] * len(tasks)
    start = threading.Barrier(len(tasks))

    def run(place: int, task: Callable[[], object]) -> None:
        start.wait(PATIENCE)
        with app.app_context():
            try:
                outcomes[place] = task()
            except Exception as error:
                outcomes[place] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "somebody is still at it"
    return outcomes
