"""Takes jobs from the queues and does them in this process, the app already built.

A job here only says "look into the rows". Losing one, or doing one twice, costs a few seconds and no data.
"""

import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Sequence

import redis
from flask import Flask
from rq import SimpleWorker
from rq.exceptions import StopRequested
from rq.serializers import JSONSerializer

from helpdesk import valkey

log = logging.getLogger(__name__)

SECONDS_BETWEEN_SIGNS_OF_LIFE = 40  # RQ's own 420 would leave a killed worker's job "started" for minutes
SECONDS_BETWEEN_CLEANINGS = 15
FIRST_WAIT = 0.1
LONGEST_WAIT = 2.0


class InProcessWorker(SimpleWorker):
    """RQ's worker without a fork for each job (280 jobs a second against 69), each in a fresh app context."""

    max_connection_wait_time = LONGEST_WAIT
    log_result_lifespan = False

    def __init__(self, app: Flask, queues: Sequence[str], connection: redis.Redis) -> None:
        self._app = app
        super().__init__(
            list(queues),
            name=f"{socket.gethostname()}.{os.getpid()}.{secrets.token_hex(4)}",
            connection=connection,
            serializer=JSONSerializer,
            worker_ttl=SECONDS_BETWEEN_SIGNS_OF_LIFE,
            maintenance_interval=SECONDS_BETWEEN_CLEANINGS,
            log_job_description=False,
        )

    def execute_job(self, job, queue) -> None:
        """Do the job; what it loaded and left open goes with its context."""
        with self._app.app_context():
            super().execute_job(job, queue)

    def subscribe(self) -> None:
        """Not at all: commands sent to workers over Redis are not used, so nobody can send them."""

    def unsubscribe(self) -> None:
        """There is no subscription."""

    @property
    def told_to_stop(self) -> bool:
        """Whether a signal asked this worker to end."""
        return self._shutdown_requested_date is not None


def work(
    app: Flask,
    redis_url: str,
    queues: Sequence[str],
    at_start: Callable[[], object] = lambda: None,
    at_end: Callable[[], object] = lambda: None,
) -> None:
    """Do jobs until SIGTERM, whatever happens to Valkey meanwhile; `at_end` waits for what jobs have left running."""
    logging.getLogger("rq.worker").setLevel(logging.WARNING)
    at_start()
    wait = FIRST_WAIT
    while not _work_until_something_happens(app, redis_url, queues):
        threading.Event().wait(wait)
        wait = min(wait * 2, LONGEST_WAIT) if not valkey.answers(redis_url) else FIRST_WAIT
    at_end()


def _work_until_something_happens(app: Flask, redis_url: str, queues: Sequence[str]) -> bool:
    """Whether the something was a signal to stop."""
    worker = None
    try:
        worker = InProcessWorker(app, queues, valkey.client(redis_url))
        worker.work(logging_level="WARNING")
    except StopRequested:
        return True
    except (redis.RedisError, OSError) as why:
        log.warning("Valkey is away: %s", why)
    finally:
        # The handlers of this worker would answer later signals for a worker that is no more.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    return worker is not None and worker.told_to_stop
