"""A process that is killed at a moment of its work."""

import os
import signal
import threading
from collections.abc import Callable


def killed_after(seconds: float, work: Callable[[], object]) -> None:
    """Do this again and again in a process of its own, and kill that so many seconds after it has begun."""
    from helpdesk.db import db

    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            db.session.remove()
            db.engine.dispose(close=False)
            os.write(told, b"1")
            while True:
                work()
        finally:
            os._exit(0)
    os.read(ready, 1)
    threading.Event().wait(seconds)  # the moment of the crash, not a wait for something
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ready), os.close(told)
