"""/healthz says that the process is alive, /readyz whether the program can work, /metrics the figures."""

import hmac
import time

from flask import Blueprint, Flask, abort, current_app, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from helpdesk.health import metrics
from helpdesk.health.checks import Finding, examine

health = Blueprint("health", __name__)
ASK_AGAIN_AFTER = 1.0  # seconds; anybody may ask, and each time costs a dozen queries


@health.get("/healthz")
def alive():
    """Alive: asks nothing else."""
    return {"status": "alive"}


@health.get("/readyz")
def ready():
    """Able to work: 503 while something essential is missing. What merely needs a look is listed too."""
    findings = lately(current_app._get_current_object())
    able = all(finding.ok for finding in findings if finding.essential)
    checks = {f.name: {"ok": f.ok, "value": f.value, "essential": f.essential} for f in findings}
    return jsonify(status="ready" if able else "not ready", checks=checks), 200 if able else 503


@health.get("/metrics")
def figures():
    """For Prometheus: from this machine, or from anywhere with METRICS_TOKEN."""
    if not _may_read():
        abort(404)
    return generate_latest(metrics.registry(current_app)), 200, {"Content-Type": CONTENT_TYPE_LATEST}


def register(app: Flask) -> None:
    """Add the pages, and count the requests."""
    app.register_blueprint(health)
    metrics.count_requests(app)


def lately(app: Flask) -> list[Finding]:
    """The findings, at most a second old."""
    at, findings = app.extensions.get("health", (0.0, []))
    if time.monotonic() - at > ASK_AGAIN_AFTER:
        findings = examine(app)
        app.extensions["health"] = (time.monotonic(), findings)
    return findings


def _may_read() -> bool:
    token = current_app.config["METRICS_TOKEN"]
    if token:
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    # Behind a proxy on this machine everybody comes from 127.0.0.1, but brings a header along.
    return request.remote_addr in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers
