"""What was asked in vain is counted, matter by matter, and says nothing of who asked."""

import pytest
from sqlalchemy import func, select

from helpdesk.db import db
from knowledge_base.gap import Gap, GapCase
from knowledge_base.gaps import MOST_CASES, note_miss
from knowledge_base.impersonal import impersonal

pytestmark = pytest.mark.both_databases


def test_two_ways_of_asking_one_thing_are_one_gap(app):
    first = note_miss("Do you sell gift cards?", "en", where="bot", ticket_id=None)
    second = note_miss("Can I buy a gift card? do you sell gift cards", "en", where="help_centre")
    assert (first.id, second.asked) == (second.id, 2)
    assert db.session.scalars(select(GapCase.where).order_by(GapCase.id)).all() == ["bot", "help_centre"]


def test_another_matter_is_another_gap_and_an_unhelpful_answer_is_counted_by_itself(app):
    gift = note_miss("Do you sell gift cards?", "en", where="bot")
    gap = note_miss("Is the kettle safe for induction hobs?", "en", where="bot", why="not_helpful", article_id=7)
    assert gap.id != gift.id
    assert (gap.asked, gap.not_helpful, gap.article_id) == (0, 1, 7)


def test_a_greeting_leaves_no_gap(app):
    assert note_miss("???", "en", where="bot") is None
    assert db.session.scalar(select(func.count()).select_from(Gap)) == 0


def test_a_gap_keeps_only_its_newest_cases(app):
    for _ in range(MOST_CASES + 3):
        gap = note_miss("Do you sell gift cards?", "en", where="bot")
    assert gap.asked == MOST_CASES + 3
    assert db.session.scalar(select(func.count()).select_from(GapCase)) == MOST_CASES


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Write to carol@example.com or call +44 20 7946 0958", "Write to [e-mail] or call [phone]"),
        ("My name is Carol Smith, order ST-20418 is late", "My name is [name], order [number] is late"),
        ("my card 4111 1111 1111 1111 was charged twice", "my card [card] was charged twice"),
        ("see https://shop.example/u/carol?t=1", "see [link]"),
        ("Is there a size 38 or model X200?", "Is there a size 38 or model X200?"),
    ],
)
def test_personal_data_goes(said, kept):
    assert impersonal(said) == kept


def test_a_name_in_an_address_leaves_nothing_of_the_address():
    said = "Gabi Gap: gabi.gap@gap-family.example, https://gap.example/gabi"
    assert impersonal(said, "en", ("Gabi Gap",)) == "[name]: [e-mail], [link]"


def test_personal_data_goes_in_chinese_too():
    said = "我叫王小明，手机13812345678，收件人：李雷，住在杭州市西湖区文三路12号，王女士代收"
    kept = impersonal(said, "zh", ("王小明",))
    for told in ("王小明", "13812345678", "李雷", "文三路", "王女士"):
        assert told not in kept
    assert "【姓名】女士代收" in kept


def test_known_names_go_wherever_they_stand():
    assert impersonal("Carol here. CAROL SMITH!", names=("Carol Smith",)) == "[name] here. [name]!"
