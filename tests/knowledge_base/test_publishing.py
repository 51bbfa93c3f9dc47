"""Drafts, a second pair of eyes, publishing at a time, revisions, addresses."""

from datetime import timedelta

import pytest

import knowledge_base as kb
from helpdesk import clock
from helpdesk.db import db
from knowledge_base.comparing import compared
from knowledge_base.listing import lines
from knowledge_base.revision import Revision


@pytest.fixture
def draft(app, ann):
    article = kb.begin(title="Returning something", body="You have 30 days.", language="en", by=ann)
    return kb.text_of(article.id, "en")


def test_a_draft_is_seen_by_nobody_until_it_is_published(draft, mia, indexed):
    indexed()
    assert kb.search("returning", who=kb.AGENT).hits == []
    kb.publish(draft, by=mia)
    indexed()
    assert [hit.text.title for hit in kb.search("returning", who=kb.ANYBODY).hits] == ["Returning something"]
    kb.withdraw(draft, by=mia)
    assert kb.search("returning", who=kb.ANYBODY).hits == [], "even before the index has heard of it"


def test_where_review_is_demanded_nobody_publishes_what_nobody_else_has_seen(draft, ann, mia):
    kb.set_centre(review=True)
    with pytest.raises(kb.NotAllowed, match="approve"):
        kb.publish(draft, by=ann)
    kb.submit(draft, by=ann)
    with pytest.raises(kb.NotAllowed, match="second person"):
        kb.approve(draft, by=ann)
    kb.send_back(draft, "Say from when the days count.", by=mia)
    assert draft.state == "sent_back"
    kb.submit(draft, by=ann)
    kb.approve(draft, by=mia)
    kb.publish(draft, by=ann)
    assert draft.state == "published"


def test_what_is_changed_after_the_approval_has_to_be_approved_anew(draft, ann, mia):
    kb.set_centre(review=True)
    kb.submit(draft, by=ann)
    kb.approve(draft, by=mia)
    kb.write(db.session.get(kb.Article, draft.article_id), "en", title="Returning", body="Never.", by=ann)
    with pytest.raises(kb.NotAllowed):
        kb.publish(draft, by=ann)


def test_what_is_scheduled_appears_by_itself_and_once(draft, mia):
    at = clock.now() + timedelta(hours=2)
    kb.schedule(draft, at, by=mia)
    assert kb.publish_due(at - timedelta(minutes=1)) == 0
    assert kb.publish_due(at) == 1
    assert kb.publish_due(at) == 0
    assert draft.state == "published"
    with pytest.raises(kb.NotAllowed, match="over"):
        kb.write(db.session.get(kb.Article, draft.article_id), "en", title="Two", body="Two.", by=mia)
        kb.schedule(draft, clock.now() - timedelta(minutes=1), by=mia)


def test_readers_go_on_seeing_what_is_published_while_a_draft_is_written(draft, ann, mia):
    kb.publish(draft, by=mia)
    kb.write(db.session.get(kb.Article, draft.article_id), "en", title="Sending back", body="You have 14 days.", by=ann)
    seen = kb.article_of(draft.article_id, kb.ANYBODY)
    assert (seen.title, seen.plain, seen.state) == ("Returning something", "You have 30 days.", "changed")


def test_every_text_can_be_returned_to(draft, ann, mia):
    article = db.session.get(kb.Article, draft.article_id)
    kb.publish(draft, by=mia)
    kb.write(article, "en", title="Returning something", body="You have 14 days.", by=mia)
    kb.publish(draft, by=mia)
    first = db.session.query(Revision).filter_by(text_id=draft.id, number=1).one()
    kb.go_back(article, draft, first, by=ann)
    kb.publish(draft, by=mia)
    assert kb.article_of(article.id, kb.ANYBODY).plain == "You have 30 days."
    assert db.session.query(Revision).filter_by(text_id=draft.id).count() == 3


def test_a_difference_can_be_read(app):
    found = compared("one\nYou have 30 days.\nlast", "one\nYou have 14 days.\nlast")
    assert [line["kind"] for line in found] == ["same", "gone", "new", "same"]
    assert [piece["text"] for piece in found[2]["pieces"] if piece["changed"]] == ["14"]
    assert compared("退货需要三天", "退货需要五天")[1]["pieces"][1] == {"text": "五", "changed": True}


def test_two_editors_do_not_write_over_one_another(draft, ann, bob):
    article = db.session.get(kb.Article, draft.article_id)
    seen = draft.draft_id
    kb.write(article, "en", title="Returning", body="Bob's words.", by=bob, seen=seen)
    with pytest.raises(kb.NotAllowed, match="Somebody else"):
        kb.write(article, "en", title="Returning", body="Ann's words.", by=ann, seen=seen)


def test_an_address_that_was_once_given_out_leads_to_the_article_for_ever(draft, mia):
    kb.publish(draft, by=mia)
    article = db.session.get(kb.Article, draft.article_id)
    for title in ("Sending back", "Giving back"):
        kb.write(article, "en", title=title, body="You have 30 days.", by=mia)
        kb.publish(draft, by=mia)
    for slug in ("returning-something", "sending-back", "giving-back"):
        assert kb.article_at("en", slug, kb.ANYBODY).slug == "giving-back"
    with pytest.raises(kb.NotAllowed, match="taken"):
        other = kb.begin(title="Other", body="x", language="en", by=mia)
        kb.publish(kb.text_of(other.id, "en"), by=mia, slug="sending-back")


def test_a_translation_is_behind_once_its_source_is_published_anew(draft, published, mia):
    article = db.session.get(kb.Article, draft.article_id)
    kb.publish(draft, by=mia)
    kb.write(article, "zh", title="怎么退货", body="30 天内。", by=mia)
    kb.publish(kb.text_of(article.id, "zh"), by=mia)
    assert lines(show="behind")[1] == 0
    kb.write(article, "en", title="Returning something", body="You have 14 days.", by=mia)
    kb.publish(draft, by=mia)
    other = published("Parcels")
    kb.write(other, "zh", title="包裹", body="一。", by=mia)
    kb.publish(kb.text_of(other.id, "zh"), by=mia)
    (line,), count = lines(show="behind")
    assert (count, line.behind) == (1, {"zh"})


def test_nobody_whom_an_article_is_not_for_reads_it(published):
    inside = published("For the team", visibility="internal")
    gold = published("For gold", visibility="segments", segments=[7])
    for who in (kb.ANYBODY, kb.customer(1), kb.customer(1, [8])):
        for article in (inside, gold):
            with pytest.raises(LookupError):
                kb.article_of(article.id, who)
        assert kb.entries(who, "en") == []
    assert kb.article_of(gold.id, kb.customer(1, [7])).title == "For gold"
