"""How sure the bot must be is found by asking the base itself."""

import pytest

from chatbot.calibrating import Calibration, calibrate
from chatbot.engines import all_engines
from chatbot.ranking.sureness import shipped
from chatbot.rehearsal import rehearse, split
from knowledge_base.entry import Entry
from tests.chatbot.shops import SHOP

LEXICAL = all_engines()["lexical"]


def test_there_are_three_bands():
    calibration = Calibration(0.9, threshold=0.8, floor=0.3, precision=0.9, answered=0.5, questions=10)
    assert [calibration.band(chance) for chance in (0.9, 0.8, 0.5, 0.3, 0.1)] == [
        "answer",
        "answer",
        "did_you_mean",
        "did_you_mean",
        "hand_over",
    ]


def test_a_question_put_in_rehearsal_is_no_longer_in_the_base():
    for fold in range(5):
        kept, questions = split(SHOP, fold)
        ways = {way for entry in kept for way in entry.ways}
        assert questions
        assert not ways & {text for text, _, _ in questions}


def test_over_the_folds_every_phrasing_is_put_once():
    put = sorted(text for fold in range(5) for text, _, _ in split(SHOP, fold)[1])
    assert put == sorted(way for entry in SHOP for way in entry.ways)


def test_some_questions_of_a_rehearsal_have_no_answer():
    tried = rehearse(SHOP, LEXICAL, shipped("lexical"))
    gone = [one for one in tried if not one.answerable]
    assert gone and len(gone) < len(tried)
    assert not any(one.right or one.found == one.gold for one in gone)


def test_who_wants_to_be_right_more_often_answers_less():
    calm, strict = (calibrate(SHOP, LEXICAL, aim) for aim in (0.7, 0.97))
    assert calm.threshold < strict.threshold
    assert calm.answered >= strict.answered


def test_a_base_of_titles_alone_goes_by_what_was_measured_elsewhere():
    titles = [Entry(entry.id, entry.question) for entry in SHOP]
    calibration = calibrate(titles, LEXICAL, 0.9)
    assert calibration.questions == 0
    assert shipped("lexical").usual[round(calibration.threshold * 100)] >= 0.9


@pytest.mark.parametrize("kind", ["lexical", "encoder"])
def test_what_was_measured_elsewhere_grows_with_the_chance(kind):
    usual = shipped(kind).usual
    assert len(usual) == 100
    assert list(usual) == sorted(usual)


def test_asking_back_never_starts_above_answering():
    for aim in (0.5, 0.7, 0.9, 0.99):
        calibration = calibrate(SHOP, LEXICAL, aim)
        assert calibration.floor <= calibration.threshold
