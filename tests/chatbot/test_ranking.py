"""The right entry comes first, with the model and without it, in English and both Chinese scripts."""

import numpy as np
import pytest

from chatbot.engines import all_engines
from chatbot.ranking.sureness import shipped
from knowledge_base.entry import Entry
from tests.chatbot.shops import CHINESE, SHOP

BOTH = pytest.mark.parametrize("kind", ["lexical", "encoder"])


@BOTH
@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("how can I return these shoes", "return"),
        ("track the delivery of my parcel", "parcel"),
        ("reset the password please", "password"),
        ("do you open on Sundays?", "hours"),
    ],
)
def test_what_is_asked_in_other_words_is_found(kind, question, wanted):
    assert all_engines()[kind].read(SHOP).ask([question])[0].ids[0] == wanted


def test_what_shares_no_word_with_its_entry_is_found_by_its_meaning():
    ranked = all_engines()["encoder"].read(CHINESE).ask(["how do I send the goods back?"])[0]
    assert ranked.ids[0] == 1


@BOTH
def test_simplified_and_traditional_are_one_question(kind):
    reading = all_engines()[kind].read(CHINESE)
    simplified, traditional = reading.ask(["礼品卡怎么兑换，还没收到", "禮品卡怎麼兌換，還沒收到"])
    assert simplified.ids == traditional.ids
    assert np.allclose(simplified.scores, traditional.scores)


@BOTH
def test_a_base_in_traditional_is_read_like_one_in_simplified(kind):
    engine = all_engines()[kind]
    base = [Entry(1, "如何辦理退貨？"), Entry(2, "我的快遞到哪裡了？"), Entry(3, "忘記密碼怎麼辦？")]
    for question in ("忘记密码了", "忘記密碼了"):
        assert engine.read(base).ask([question])[0].ids[0] == 3


@BOTH
def test_the_bot_is_surer_of_what_it_knows_than_of_what_it_does_not(kind):
    known, unknown = all_engines()[kind].read(SHOP).ask(["track my parcel", "what is the capital of France"])
    chance = shipped(kind).chance
    assert chance(known.signals) > 0.5 > chance(unknown.signals)


@BOTH
def test_odd_questions_are_ranked_and_break_nothing(kind):
    reading = all_engines()[kind].read(SHOP)
    for question in ("", "   ", "???", "😀", "a" * 20_000, "\x00", "的"):
        ranked = reading.ask([question])[0]
        assert len(ranked.ids) == len(SHOP)
        assert 0 <= shipped(kind).chance(ranked.signals) <= 1


@BOTH
def test_a_base_of_one_entry_can_be_asked(kind):
    assert all_engines()[kind].read(SHOP[:1]).ask(["return"])[0].ids == ["return"]


def test_an_empty_base_answers_nothing():
    ranked = all_engines()["lexical"].read([]).ask(["anything"])[0]
    assert ranked.ids == []
    assert shipped("lexical").chance(ranked.signals) == 0
