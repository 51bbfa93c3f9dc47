"""One analysis of language for tickets, articles and the bot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.language import detect, fold, query_words, words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Where is my order? It should have arrived on Monday.", "en"),
        ("我的订单还没有到，什么时候发货？", "zh"),
        ("請問我的訂單什麼時候會到？", "zh"),
        ("我想退 iPhone 15 Pro Max 的手机壳", "zh"),
        ("注文した商品がまだ届きません", "ja"),
        ("주문한 상품이 아직 도착하지 않았습니다", "ko"),
        ("Guten Tag, ich warte immer noch auf meine Bestellung", "de"),
    ],
)
def test_the_language_of_a_sentence_is_recognised(text, code):
    assert detect(text) == code


def test_too_short_a_text_keeps_the_language_of_the_person():
    assert detect("ok", default="zh") == "zh"
    assert detect("12345", default="en") == "en"


def test_traditional_and_simplified_read_the_same():
    assert fold("請問訂單") == fold("请问订单")
    assert words("請問訂單") == words("请问订单")


def test_any_part_of_a_chinese_text_is_found():
    text = words("我昨天买的保温杯漏水了")
    for part in ("保温杯", "温杯", "杯", "漏水", "昨天买的"):
        assert set(query_words(part)) <= set(text), part


def test_english_words_are_found_in_all_their_forms():
    assert query_words("refunds") == query_words("Refund") == query_words("REFUNDING")


def test_full_width_letters_and_digits_read_as_plain_ones():
    assert words("ＡＢＣ１２３") == words("abc123")


@given(st.text(max_size=300))
def test_no_text_breaks_the_analysis_and_what_is_asked_is_in_what_is_indexed(text):
    assert set(query_words(text)) <= set(words(text))
