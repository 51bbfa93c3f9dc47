import pytest

import knowledge_base as kb
from helpdesk import lanes
from knowledge_base import indexing
from tests.support.cast import *  # noqa: F403


@pytest.fixture(autouse=True)
def at_rest():
    """What was begun beside a search has ended before the next test's database is put in place."""
    yield
    lanes.finish(20)


@pytest.fixture
def published(app, mia):
    """published("Returning something", "You have 30 days.", visibility=…, segments=…): an article readers find."""

    def publishes(
        title, body="Some words.", *, language="en", segments=None, visibility="public", phrasings=(), **where
    ):
        article = kb.begin(title=title, body=body, language=language, by=mia, **where)
        if visibility != "public":
            kb.place(article, visibility=visibility, segments=segments, by=mia)
        for text in phrasings:
            kb.add_phrasing(article, text, language=language, by=mia)
        kb.publish(kb.text_of(article.id, language), by=mia)
        return article

    return publishes


@pytest.fixture
def indexed(app):
    """indexed(): the index has read what was changed, as the worker has a moment later."""
    return indexing.catch_up
