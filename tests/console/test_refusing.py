"""Every refusal is one sentence in the reader's language, whatever was sent."""

import pytest


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 422),
        (b"[]", "application/json", 422),
        (b"\xff\xfe", "application/json", 422),
        (b"[" * 100_000, "application/json", 400),
        (b'{"text": ' + b'"x"' * 5 + b"}", "application/json", 422),
        (b'{"text": "' + b"x" * (2 * 2**20) + b'"}', "application/json", 413),
        (b"text=hello", "application/x-www-form-urlencoded", 422),
        (b"", "", 422),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(ann, ticket, as_agent, body, kind, status):
    answer = as_agent(ann).post(f"/console/tickets/{ticket.id}/replies", data=body, content_type=kind)
    assert answer.status_code == status
    assert answer.json["error"] and answer.json["description"]


@pytest.mark.parametrize(
    "body",
    [b'{"email": ' + b"[" * 8000, b"x" * 20_000, b"{}", b"[1]", b"null", b'"x"', b'{"email": 1, "password": {}}'],
)
def test_the_sign_in_reads_nothing_large_and_stumbles_over_nothing(client, mia, body):
    token = client.get("/sign-in.json").json["csrf"]
    answer = client.post("/sign-in", data=body, content_type="application/json", headers={"X-CSRF-Token": token})
    assert answer.status_code in (400, 401, 413, 422)
    assert "Traceback" not in answer.text


def test_people_get_a_page_and_programs_a_sentence(client, app):
    assert "<h1>" in client.get("/nowhere", headers={"Accept": "text/html"}).text
    said = client.get("/console/start.json", headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    assert said.json == {"error": "signed_out", "description": "请先登录。", "details": {}}


def test_a_fault_of_ours_tells_nothing_of_itself(ann, as_agent, monkeypatch):
    from helpdesk.console import start

    def breaks():
        raise RuntimeError("canary-7313 in /srv/helpdesk")

    monkeypatch.setattr(start, "last_event_id", breaks)
    answer = as_agent(ann).get("/console/start.json")
    assert answer.status_code == 500
    assert "canary" not in answer.text and answer.json["details"]["request_id"]
