"""Names and subjects from programs can do no harm further on: attacks 12 and 39."""

import pytest

EVIL = [
    "a\r\nBcc: eve@example.test",
    "a\nSet-Cookie: x=1",
    "..\\..\\x.txt",
    "a\u202etxt.exe.png",
    "nul.txt",
    "x" * 1000 + ".txt",
    "a\0b.txt",
    "/etc/passwd",
]


@pytest.mark.parametrize("name", EVIL)
def test_a_file_name_is_cleaned_and_breaks_no_header(ann, client, name):
    sent = client.post("/api/v2/uploads.json", query_string={"filename": name}, data=b"a photo", headers=ann.headers)
    assert sent.status_code == 201, sent.text
    shown = sent.get_json()["upload"]["attachment"]
    assert not set(shown["file_name"]) & set("\r\n\0/\\\u200b\u202e")
    assert not shown["file_name"].startswith(".")
    assert len(shown["file_name"]) <= 120
    got = client.get(shown["content_url"].partition("8000")[2], headers=ann.headers)
    assert got.status_code == 200
    assert "Bcc" not in got.headers
    assert "Set-Cookie" not in got.headers
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["\u200b.htaccess", ".HTACCESS", "a.exe", "a.pif.", "setup.exe\0.txt\0.exe"])
def test_what_would_run_is_not_taken(ann, client, name):
    sent = client.post("/api/v2/uploads.json", query_string={"filename": name}, data=b"x", headers=ann.headers)
    assert sent.status_code == 422


def test_subjects_and_names_are_one_line(ann):
    ticket = ann.ticket(
        subject="Parcel\r\nBcc: eve@example.test",
        requester={"name": "Carol\r\nBcc: eve@example.test", "email": "carol@example.test"},
    )
    assert ticket["subject"] == "Parcel Bcc: eve@example.test"
    assert ann.get(f"users/{ticket['requester_id']}.json")["user"]["name"] == "Carol Bcc: eve@example.test"
    renamed = ann.put(f"tickets/{ticket['id']}.json", {"ticket": {"subject": "a\r\nb"}})["ticket"]
    assert renamed["subject"] == "a b"
    for email in ("carol@example.test\r\nBcc: eve@example.test", "a b@example.test", "@", "x" * 400 + "@example.test"):
        said = {"ticket": {"comment": {"body": "x"}, "requester": {"email": email}}}
        assert ann.ask("POST", "tickets.json", said).status_code == 422
