"""Testing a mailbox signs in to both servers, and says which of them does not like what."""

import pytest

from channels.adapters import email

ADDRESS = "support@shop.test"


@pytest.fixture
def right(imap_server, smtp_server) -> dict:
    """Settings with which mail comes in and goes out."""
    sending = {"smtp_host": smtp_server.host, "smtp_port": str(smtp_server.port), "smtp_security": "none"}
    return {**imap_server.settings(ADDRESS), "address": ADDRESS, **sending}


def english(settings: dict) -> str:
    return "\n".join(words for words, _ in email.check(settings))


def test_what_works_has_nothing_against_it(right):
    assert email.check(right) == []


def test_a_wrong_password_is_told_in_both_languages(right):
    [(words, chinese)] = email.check({**right, "imap_password": "guessed"})
    assert "Receiving" in words and "does not accept the user or password" in words
    assert chinese.startswith("无法收信")


def test_a_folder_that_is_not_there_is_named(right):
    assert english({**right, "imap_folders": "INBOX, Orders"}) == "the mailbox has no folder Orders"


def test_a_server_that_is_not_there_is_named(right):
    said = english({**right, "smtp_port": "1"})
    assert "Sending does not work" in said and right["smtp_host"] in said


def test_a_mailbox_that_cannot_answer_says_so(right):
    assert "nobody can answer" in english({**right, "smtp_host": ""})


def test_one_that_is_only_tried_out_needs_no_servers(app):
    assert email.check({"address": ADDRESS, "try_out": "yes"}) == []
