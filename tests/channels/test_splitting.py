"""A text that is too long for a provider becomes several messages, and loses nothing on the way."""

from hypothesis import given
from hypothesis import strategies as st

from channels.splitting import in_bytes, in_utf16, split

FAMILY = "👨‍👩‍👧"


def bare(text):
    return "".join(text.split())


@given(st.text(), st.integers(8, 60), st.sampled_from([len, in_bytes, in_utf16]))
def test_no_piece_is_too_long_and_nothing_is_lost(text, limit, measure):
    text = text.encode("utf-8", "ignore").decode()
    pieces = split(text, limit, measure)
    assert all(0 < measure(piece) <= limit for piece in pieces)
    assert bare("".join(pieces)) == bare(text)


@given(st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=1, max_size=60))
def test_words_stay_whole(words):
    assert " ".join(split(" ".join(words), 20)).split() == words


@given(st.lists(st.sampled_from([FAMILY, "🇩🇪", "é", "e\u0301", "👍🏽", "好", "❤️"]), max_size=40))
def test_characters_of_several_signs_stay_whole(characters):
    for piece in split("".join(characters), 12):
        assert not piece.startswith(("\u200d", "\u0301", "\ufe0f", "🏽")) and not piece.endswith("\u200d")
        assert sum("\U0001f1e6" <= sign <= "\U0001f1ff" for sign in piece) % 2 == 0


def test_a_short_text_is_one_piece_and_an_empty_one_none():
    assert split("  Hello.\n", 100) == ["Hello."]
    assert split(" \n ", 100) == []


def test_a_paragraph_is_a_better_place_than_a_sentence_and_that_better_than_a_word():
    assert split("one two three. four five\n\nsix seven. eight", 36) == ["one two three. four five", "six seven. eight"]
    assert split("one two three four. five six", 22) == ["one two three four.", "five six"]
    assert split("您的包裹已经发出。预计明天送达，请留意查收", 14) == ["您的包裹已经发出。", "预计明天送达，请留意查收"]


def test_a_hundred_thousand_characters_are_split_at_once():
    assert len(split("x" * 100_000, 4096)) == 25
