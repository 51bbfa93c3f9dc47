"""Before a phrasing or a word is kept, it shows which questions that were asked would be answered otherwise."""

import pytest

import knowledge_base as kb
from chatbot import bases, effect, trying
from helpdesk import lanes
from helpdesk.db import db
from knowledge_base.gaps import note_miss
from knowledge_base.question import question
from tickets import set_status


@pytest.fixture
def asked(app, shop, bot_on, writes, sue):
    """asked(text): a customer wrote that, and it was solved."""
    inbox, _ = bot_on("api", aim=0.9)

    def solved(text):
        ticket = writes(inbox, text, address=text[:20])
        set_status(ticket, "solved", by=sue)
        return ticket

    return solved


def test_a_phrasing_shows_which_questions_it_would_answer_and_changes_nothing(asked, shop):
    asked("the zebra crossing beeps at midnight")
    asked("can I pay with paypal")
    article = shop["How long does delivery take?"]
    found = effect.of_phrasings("en", article.id, ["zebra crossing beeps at midnight"])
    assert found["asked"] == 2
    assert [(one["text"], one["after"]) for one in found["answered"]] == [
        ("the zebra crossing beeps at midnight", "How long does delivery take?")
    ]
    assert found["lost"] == []
    assert len(kb.phrasings_of([article.id])[article.id]) == 3


def test_open_gaps_are_asked_too_and_nothing_personal_is_shown(asked, shop):
    note_miss("My name is Carol Weber, zebra crossing beeps", "en", where="bot")
    article = shop["How long does delivery take?"]
    found = effect.of_phrasings("en", article.id, ["zebra crossing beeps"])
    assert "Carol" not in str(found)
    assert found["asked"] == 1


def test_an_article_that_is_not_out_is_told_of(app, shop, mia):
    draft = kb.begin(title="A draft", language="en", by=mia)
    assert effect.of_phrasings("en", draft.id, ["anything"]) == {"unknown": True}


def test_a_synonym_shows_what_would_be_found_with_it(asked, shop):
    asked("what are your remuneration schemes for customers")
    found = effect.of_words("synonym", ["remuneration schemes", "paypal"])
    assert [one["after"] for one in found["answered"]] == ["Which payments do you take?"]
    assert "paypal" not in question("remuneration schemes").words


def test_what_is_asked_for_on_the_page_is_worked_out_by_a_worker(asked, shop):
    asked("what are your remuneration schemes for customers")
    name = trying.begin("words", sort="synonym", words=["remuneration schemes", "paypal"])
    assert trying.result_of(name) is None
    trying.work_out(name)
    lanes.finish(30)
    db.session.rollback()
    assert trying.result_of(name)["counts"] == {"answered": 1, "lost": 0, "otherwise": 0}
    bases.forget()
