"""An agent reads what went wrong in the language of the inbox, with Meta's own words behind it."""

import json

import pytest

from channels.calling import Answer
from channels.channel import Later, Refused
from channels.meta import error_words, errors


def raised(code, settings=None, status=400, **more):
    error = {"message": f"(#{code}) What Meta says", "type": "OAuthException", "code": code, **more}
    return errors.of(Answer(status, json.dumps({"error": error}).encode()), settings or {})


def test_the_same_refusal_in_both_languages():
    assert str(raised(131047)) == (
        "the customer's last message is more than 24 hours old: only an approved template "
        "may be sent now (131047: What Meta says)"
    )
    assert str(raised(131047, {"language": "zh"})).startswith("距客户最后一条消息已超过 24 小时")


def test_a_code_that_nobody_knows_is_quoted():
    assert str(raised(987654)) == "Meta refuses (987654: What Meta says)"
    assert "permission" in str(raised(273))


@pytest.mark.parametrize("code", sorted(error_words.PAUSES))
def test_what_is_of_the_whole_account_waits_for_its_time(code):
    why = raised(code)
    assert isinstance(why, Later) and why.seconds == error_words.PAUSES[code]


@pytest.mark.parametrize("code", sorted(error_words.SOON))
def test_what_passes_by_itself_is_tried_again(code):
    assert isinstance(raised(code), Later) and raised(code).seconds is None


def test_meta_may_say_itself_that_it_passes():
    assert isinstance(raised(987654, is_transient=True), Later)
    assert isinstance(raised(190, is_transient=True), Refused)


def test_the_most_exact_words_are_taken():
    why = raised(131009, error_data={"details": "Button title length invalid."})
    assert str(why) == "a value is not right (131009: Button title length invalid.)"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"error":"no"}', b'{"error":{"code":"x"}}'])
def test_an_answer_that_is_none_is_refused_all_the_same(body):
    why = errors.of(Answer(400, body), {})
    assert isinstance(why, Refused) and str(why)


@pytest.mark.parametrize("words", [*error_words.WORDS.values(), *error_words.SUBCODES.values()])
def test_every_sentence_is_there_twice(words):
    english, chinese = words
    assert english.isascii() and not chinese.isascii()
