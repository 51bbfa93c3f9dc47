"""What is found, in which words, and by whom."""

import pytest

import knowledge_base as kb
from knowledge_base.question import forget_wording


def titles(text, who=kb.ANYBODY, **how):
    return [hit.text.title for hit in kb.search(text, who=who, **how).hits]


def test_what_is_published_is_found_by_its_words_in_any_form(published, indexed):
    published("Returning something", "You have 30 days from delivery.")
    published("Changing the address", "Write to us at once.")
    indexed()
    assert titles("how do I return it") == ["Returning something"]
    assert titles("deliveries addressed") == ["Changing the address", "Returning something"]
    assert not kb.search("return", who=kb.ANYBODY).from_database


def test_simplified_and_traditional_questions_find_the_same(published, indexed):
    published("退货运费谁承担？", "质量问题由我们承担。", language="zh")
    published("發票怎麼開", "訂單完成後可以申請電子發票。", language="zh")
    indexed()
    assert titles("退貨運費") == titles("退货运费") == ["退货运费谁承担？"]
    assert titles("发票") == titles("發票") == ["發票怎麼開"]


def test_what_customers_really_say_finds_the_article(published, indexed):
    published("Refund times", "One to three working days.", phrasings=["where is my money"])
    published("Opening hours", "Nine to five.")
    indexed()
    assert titles("my money is gone") == ["Refund times"]


def test_synonyms_spellings_and_stop_words_are_used_at_once(published, indexed, mia):
    published("Refund times", "One to three working days.")
    indexed()
    assert titles("reimbursement") == []
    kb.save_word("synonym", ["refund", "reimbursement"], by=mia)
    assert titles("reimbursement") == ["Refund times"]
    kb.save_word("spelling", ["refund", "refnud"], by=mia)
    assert titles("refnud") == ["Refund times"]
    kb.save_word("stop", ["working"], by=mia)
    forget_wording()
    assert titles("working reimbursement") == ["Refund times"]


def test_a_typing_error_is_put_right_as_a_question(published, indexed):
    published("Delivery times", "Orders leave the same day.")
    indexed()
    found = kb.search("delivry of orders", who=kb.ANYBODY)
    assert found.did_you_mean == "delivery of orders"


def test_words_of_what_one_may_not_see_are_never_proposed(published, indexed):
    published("Delivery times", "Orders leave the same day.")
    published("Blacklist", "Fraudsters are listed here.", visibility="internal")
    indexed()
    assert kb.search("fraudstars", who=kb.ANYBODY).did_you_mean is None
    assert kb.search("fraudstars", who=kb.AGENT).did_you_mean == "fraudsters"


def test_everybody_finds_what_they_may_see_and_nothing_else(published, indexed):
    published("Parcel for all")
    published("Parcel for customers", visibility="signed_in")
    published("Parcel for the team", visibility="internal")
    published("Parcel for gold", visibility="segments", segments=[7])
    indexed()
    assert set(titles("parcel")) == {"Parcel for all"}
    assert set(titles("parcel", kb.customer(1))) == {"Parcel for all", "Parcel for customers"}
    assert set(titles("parcel", kb.customer(1, [7]))) == {"Parcel for all", "Parcel for customers", "Parcel for gold"}
    assert len(titles("parcel", kb.AGENT)) == 4
    assert kb.search("parcel", who=kb.ANYBODY).total == 1


@pytest.mark.parametrize("broken", [False, True])
def test_the_same_is_hidden_while_the_database_is_searched(published, indexed, broken):
    from knowledge_base.index import place

    published("Parcel for all", phrasings=["where is my box"])
    published("Parcel for the team", visibility="internal", phrasings=["where is my box"])
    if broken:
        indexed()
        for file in place.current().iterdir():
            file.write_bytes(b"nonsense")
        (place.folder() / "current").write_text("g-gone")
    found = kb.search("box", who=kb.ANYBODY)
    assert found.from_database
    assert [hit.text.title for hit in found.hits] == ["Parcel for all"]


def test_the_words_are_marked_where_they_stand(published, indexed):
    published("Returning something", "You have 30 days. Returned parcels are checked.")
    indexed()
    hit = kb.search("returned", who=kb.ANYBODY).hits[0]
    assert {"text": "Returning", "hit": True} in hit.title
    assert {"text": "Returned", "hit": True} in hit.snippet


def test_suggestions_come_while_a_word_is_still_being_typed(published, indexed):
    published("Delivery times")
    published("Returning something")
    indexed()
    assert [text.title for text in kb.suggest("deliv", who=kb.ANYBODY)] == ["Delivery times"]
    assert kb.suggest("", who=kb.ANYBODY) == []


def test_nothing_that_can_be_typed_is_an_error(published, indexed):
    published("Delivery times")
    indexed()
    for typed in ("", "*", "AND OR NOT", '"', "(((", "\0", "🙂", "a" * 5000, "title:x", "%_\\", "的", "' OR 1=1 --"):
        kb.search(typed, who=kb.ANYBODY)
        kb.suggest(typed, who=kb.ANYBODY)
