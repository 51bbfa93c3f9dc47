"""Two pages of figures: promises that were kept, by agent and team, and what was learned from complaints."""

from datetime import timedelta

import pytest
from sqlalchemy import update

import knowledge_base as kb
from helpdesk import clock
from helpdesk.db import db, transaction
from routing import complaining
from tests.support.cast import *  # noqa: F403
from tests.support.cast import signed_in
from tickets import classify, promising
from tickets.promise import Promise
from tickets.promise_results import state_of, tally


def _span():
    now = clock.now()
    return now - timedelta(days=5), now + timedelta(days=5)


@pytest.fixture
def promised(ticket, ann):
    """promised("Call Carol", ago, done): due so long ago (negative: to come), done so long after that, or never."""

    def owes(text, ago, done=None, by=ann, outcome="kept"):
        row = promising.promise(ticket, text=text, due_at=clock.now() + timedelta(hours=1), by=by)
        due = clock.now() - ago
        ended = {"done_at": due + done, "outcome": outcome} if done is not None else {}
        with transaction():
            db.session.execute(update(Promise).where(Promise.id == row.id).values(due_at=due, **ended))
        return db.session.get(Promise, row.id, populate_existing=True)

    return owes


def test_promises_are_counted_by_how_they_were_kept(promised, ann, bob, orders):
    hour = timedelta(hours=1)
    rows = [
        promised("in time", 2 * hour, -hour),
        promised("late", 2 * hour, hour),
        promised("overdue", hour),
        promised("to come", -hour),
        promised("dropped", hour, hour, outcome="dropped"),
        promised("bob's", hour, -hour, by=bob),
    ]
    assert [state_of(row) for row in rows] == ["kept", "late", "overdue", "open", "dropped", "kept"]
    whole = tally(*_span())[0]
    assert whole == {"key": None, "due": 6, "kept": 2, "late": 1, "overdue": 1, "open": 1, "dropped": 1, "share": 50}
    assert [(row["key"], row["due"], row["share"]) for row in tally(*_span(), by="agent")] == [
        (ann.id, 5, 33),
        (bob.id, 1, 100),
    ]
    assert [row["key"] for row in tally(*_span(), by="team")] == [orders.id]
    assert tally(clock.now() - timedelta(days=90), clock.now() - timedelta(days=80))[0]["share"] is None


def test_sue_reads_both_pages_and_a_number_opens_what_is_behind_it(app, promised, ticket, ann, mia, sue):
    promised("Call Carol on Tuesday", timedelta(hours=1))
    article = kb.begin(title="Cups that leak", language="en", by=mia)
    classify(ticket, "complaint", by=ann)
    complaining.learn(ticket, cause="product", lesson="Pack cups twice", article_id=article.id, by=ann)
    browser = signed_in(app, sue)
    page = browser.get(f"/settings/promises?agent={ann.id}&state=overdue").text
    assert "Call Carol on Tuesday" in page
    assert f"/tickets/{ticket.id}" in page
    assert "Call Carol on Tuesday" not in browser.get("/settings/promises?state=kept").text
    page = browser.get("/settings/lessons?cause=product").text
    assert "Pack cups twice" in page
    assert "Cups that leak" in page
    assert "Pack cups twice" not in browser.get("/settings/lessons?cause=delivery").text


@pytest.mark.parametrize(
    "query", ["since=soon", "since=9999-12-31&until=0001-01-01", "agent=x&state=lost", "agent=99999999999999999999999"]
)
def test_bad_input_shows_the_usual_days(app, sue, query):
    browser = signed_in(app, sue)
    for page in ("promises", "lessons"):
        assert browser.get(f"/settings/{page}?{query}&cause=%00").status_code == 200
