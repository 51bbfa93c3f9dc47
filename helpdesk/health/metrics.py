"""Metrics: requests by route, open sockets, queues, and every check as a gauge; read by Prometheus.

Whichever web process is asked tells the requests of all: each counts into a file of its own.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import redis
from flask import Flask, g, request
from prometheus_client import CollectorRegistry, Histogram, values
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from helpdesk import jobs

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


def registry(app: Flask) -> CollectorRegistry:
    """The register of this app's figures."""
    return app.extensions["metrics"]


def count_requests(app: Flask) -> None:
    """Time every request by its route: never by its path, which strangers choose."""
    folder = folder_of(app)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    values.ValueClass = values.MultiProcessValue()
    seconds = Histogram(
        "helpdesk_request_seconds",
        "Time from the request to its answer.",
        ["method", "route", "status"],
        buckets=BUCKETS,
        registry=None,
    )
    app.extensions["metrics"] = figures = CollectorRegistry()
    MultiProcessCollector(figures, path=str(folder))
    figures.register(Findings(app))

    @app.before_request
    def begin() -> None:
        g.metrics_began = time.perf_counter()

    @app.after_request
    def end(response):
        if "metrics_began" in g:
            route = request.url_rule.rule if request.url_rule else "none"
            spent = time.perf_counter() - g.metrics_began
            with suppress(OSError):  # a full disk has no room for the first count of a kind: the answer is whole
                seconds.labels(request.method, route, f"{response.status_code // 100}xx").observe(spent)
        return response


def folder_of(app: Flask) -> Path:
    """Where the processes count."""
    return Path(app.config["HELPDESK_DATA"]) / "run" / "metrics"


def forget(app: Flask) -> None:
    """Count from nothing, as a program that starts does; called before any process counts."""
    for file in folder_of(app).glob("*.db"):
        file.unlink()


class Findings:
    """What the checks find, asked when Prometheus asks."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def describe(self) -> list:
        """Nothing before the first question: to ask the checks needs a database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """One gauge for each measured value, one for whether each check is content."""
        from helpdesk.health.pages import lately

        content = GaugeMetricFamily("helpdesk_check_ok", "1 if the check is content.", labels=["check"])
        values = GaugeMetricFamily("helpdesk_check_value", "What the check measured.", labels=["check"])
        for finding in lately(self.app):
            content.add_metric([finding.name], float(finding.ok))
            if finding.value is not None:
                values.add_metric([finding.name], finding.value)
        yield content
        yield values
        yield _queues()
        sockets = GaugeMetricFamily(
            "helpdesk_open_sockets", "Browsers connected to the web process that was asked.", labels=["process"]
        )
        sockets.add_metric([str(os.getpid())], _sockets(self.app))
        yield sockets


def _queues() -> GaugeMetricFamily:
    gauge = GaugeMetricFamily("helpdesk_queue_jobs", "Jobs waiting in each queue.", labels=["queue"])
    connection = jobs.connection()
    try:
        for queue in jobs.QUEUES if connection is not None else ():
            gauge.add_metric([queue], connection.llen(f"rq:queue:{queue}"))
    except redis.RedisError:
        gauge.samples.clear()  # the check of Valkey says it
    return gauge


def _sockets(app: Flask) -> int:
    socketio = app.extensions.get("socketio")
    return len(socketio.server.eio.sockets) if socketio is not None and socketio.server else 0
