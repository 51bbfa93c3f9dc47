"""Real mails of many mailers, read as well as promised."""

import json

import pytest

from channels.adapters.email.automatic import may_answer
from channels.adapters.email.command import described
from channels.adapters.email.reading import read
from tests.channels.email import corpus

WANTED = {"from": 0.97, "subject": 0.98, "body": 0.95, "attachments": 0.95}


@pytest.mark.parametrize("figure", WANTED)
def test_senders_subjects_words_and_files_are_read(figure):
    right, of = corpus.scores()[figure]
    assert of >= 20
    assert right / of >= WANTED[figure], f"{right} of {of}"


def test_every_mail_gives_something_that_can_be_kept():
    mails = corpus.read_all()
    assert len(mails) > 400
    for path, mail in mails.items():
        text = json.dumps(described(mail), ensure_ascii=False)
        assert "\\u0000" not in text, path
        text.encode()


def test_replies_are_trimmed():
    right = [name for name, (kept, wanted) in corpus.replies().items() if kept == wanted]
    assert len(right) >= 30, sorted(set(corpus.replies()) - set(right))


def test_a_reply_is_never_empty_where_something_was_written():
    for path, mail in corpus.read_all().items():
        assert bool(mail.reply.strip()) == bool(mail.text.strip()), path


def test_bounces_are_recognised_and_nothing_else_is_taken_for_one():
    found = corpus.bounces()
    assert found["false bounces"] == 0
    assert found["bounces"] / (found["bounces"] + found["missed bounces"]) >= 0.98


def test_what_must_not_be_answered_automatically_is_not():
    assert corpus.bounces()["missed automatic"] == 0


def test_headers_decide_whether_a_machine_may_answer():
    for raw, wanted in corpus.header_cases():
        mail = read(raw)
        assert may_answer(mail, ("support@shop.test",), ("desk.shop.test",)) is wanted, raw.decode()


def test_a_bounce_names_the_mail_that_bounced():
    traced = [mail for mail, label in corpus.labelled().values() if label["bounce"] and mail.bounced_message_ids]
    assert len(traced) >= 12
