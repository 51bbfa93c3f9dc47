"""/healthz, /readyz and /metrics as a load balancer and Prometheus see them."""

import errno

import pytest

from helpdesk import heartbeat


@pytest.fixture(autouse=True)
def asked_afresh(app):
    app.extensions.pop("health", None)


def test_alive_asks_nothing_of_the_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "alive"})


def test_not_ready_until_the_schedule_has_run(app, client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"]["sweep_lag_seconds"] == {"ok": False, "value": None, "essential": True}
    heartbeat.beat("schedule")
    app.extensions.pop("health")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (200, "ready")


def test_asking_often_costs_the_database_nothing(app, client):
    first = client.get("/readyz").json
    heartbeat.beat("schedule")
    assert client.get("/readyz").json == first


def test_metrics_tell_requests_by_route_and_every_check(client):
    client.get("/healthz")
    client.get("/no/such/page/carol@example.com")
    text = client.get("/metrics").text
    assert 'helpdesk_request_seconds_count{method="GET",route="/healthz",status="2xx"}' in text
    assert 'route="none",status="4xx"' in text
    assert 'helpdesk_check_ok{check="database"} 1.0' in text
    assert 'helpdesk_check_value{check="oldest_unsent_seconds"} 0.0' in text
    assert 'helpdesk_queue_jobs{queue="events"}' in text
    assert "carol" not in text


def test_an_answer_that_cannot_be_counted_is_given_all_the_same(app, monkeypatch):
    def no_room(*_labels):
        raise OSError(errno.EFBIG, "File too large")

    monkeypatch.setattr("prometheus_client.metrics.MetricWrapperBase.labels", no_room)
    assert app.test_client().get("/healthz").json == {"status": "alive"}


def test_metrics_are_for_this_machine_or_for_the_token(app, client, monkeypatch):
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404
    monkeypatch.setitem(app.config, "METRICS_TOKEN", "scrape-me")
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer scrape-m"}).status_code == 404
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    told = client.get("/metrics", headers={"Authorization": "Bearer scrape-me"}, environ_base=elsewhere)
    assert told.status_code == 200


def test_the_doctor_says_what_is_wrong_and_fails(app):
    run = app.test_cli_runner().invoke
    sick = run(args=["doctor"])
    assert sick.exit_code == 1
    assert "WRONG  sweep_lag_seconds: The schedule has never run." in sick.output
    heartbeat.beat("schedule")
    well = run(args=["doctor"])
    assert (well.exit_code, "WRONG" in well.output) == (0, False)
