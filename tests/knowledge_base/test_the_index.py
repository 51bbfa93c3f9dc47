"""The index: up to date within a second, whole after every crash, made anew by itself."""

import os
import random
import shutil
import signal
import threading
import time
from contextlib import suppress

import pytest
from whoosh import index, query, scoring

import knowledge_base as kb
from helpdesk.db import db
from knowledge_base import change, indexing
from knowledge_base.index import asking, place, writer
from tests.support import eventually


def found(text):
    return {hit.text.title for hit in kb.search(text, who=kb.ANYBODY, limit=100).hits}


def in_the_index(text):
    """By the index alone: no database stands in for it."""
    answer = kb.search(text, who=kb.ANYBODY, limit=100)
    return None if answer.from_database else {hit.text.title for hit in answer.hits}


def test_an_index_that_is_gone_comes_back_by_itself_while_the_search_goes_on(published, indexed):
    published("Parcel one")
    indexed()
    (place.folder() / "current").unlink()
    assert found("parcel") == {"Parcel one"}, "from the database"
    eventually(lambda: in_the_index("parcel") == {"Parcel one"})


def test_the_database_knows_words_whose_stem_is_written_otherwise(published, indexed):
    """ "deliveri" stands in no text."""
    published("How long does delivery take?")
    indexed()
    shutil.rmtree(place.folder())
    assert found("delivery") == found("deliveries") == {"How long does delivery take?"}


@pytest.mark.parametrize("damage", ["truncated", "nonsense", "half gone"])
def test_an_index_that_is_damaged_is_made_anew(published, indexed, damage):
    published("Parcel one")
    indexed()
    for number, file in enumerate(sorted(place.current().iterdir())):
        if damage == "truncated":
            os.truncate(file, file.stat().st_size // 3)
        elif damage == "nonsense":
            file.write_bytes(os.urandom(200))
        elif number % 2:
            file.unlink()
    published("Parcel two")
    assert found("parcel") >= {"Parcel one"}
    eventually(lambda: (indexing.catch_up(), in_the_index("parcel"))[1] == {"Parcel one", "Parcel two"})


def test_an_index_that_somebody_holds_locked_does_not_stop_the_search(published, indexed, monkeypatch):
    published("Parcel one")
    indexed()
    held = index.open_dir(place.current()).writer()
    try:
        published("Parcel two")
        writer.catch_up(wait=0.05)
        assert found("parcel") == {"Parcel one"}, "not yet in the index, which still answers"
        monkeypatch.setattr(writer, "STUCK", -1.0)
        writer.catch_up(wait=0.05)
        assert in_the_index("parcel") == {"Parcel one", "Parcel two"}, "made anew beside the one that is held"
    finally:
        with suppress(OSError):  # its folder has gone with what it held
            held.cancel()


def test_reindexing_goes_on_beside_the_old_index(published, indexed):
    published("Parcel one")
    indexed()
    before = place.current()
    assert writer.rebuild() == 1
    assert place.current() != before
    assert in_the_index("parcel") == {"Parcel one"}


def test_what_was_changed_is_found_once_and_by_its_new_words_alone(published, indexed, mia):
    """In a process that has searched before: it looks at the index as it is, not at all that it ever was."""
    article = published("Parcel one", "Kettles.")
    indexed()
    assert found("kettle") == {"Parcel one"}
    for number in range(3):
        kb.write(article, "en", title=f"Parcel {number}", body="Teapots.", by=mia)
        kb.publish(kb.text_of(article.id, "en"), by=mia)
        indexed()
        assert kb.search("parcel", who=kb.ANYBODY).total == 1
    assert in_the_index("kettle") == set() and in_the_index("teapot") == {"Parcel 2"}
    kb.place(article, visibility="internal", by=mia)
    indexed()
    assert kb.search("teapot", who=kb.ANYBODY).total == 0
    assert asking.searcher().searcher.reader().doc_count_all() <= 2 * 5, "nothing of what is gone is held open"


def test_it_scores_as_whoosh_itself_would(published, indexed):
    """Whoosh takes twenty times as long for it; what it would find is found, and in its order."""
    chance = random.Random(3)
    words = "parcel refund kettle invoice courier delivery teapot coupon warranty return".split()
    for number in range(40):
        published(" ".join(chance.choices(words, k=3)), " ".join(chance.choices(words, k=chance.randint(1, 40))))
        if number % 10 == 9:
            indexed()
    mine = asking.searcher()
    for wanted in (["parcel"], ["refund", "kettl"], ["invoic", "courier", "deliveri", "nothing"]):
        terms = [
            query.Term(field, word, boost=w) for word in wanted for field, w in (("head", asking.HEAD), ("body", 1))
        ]
        theirs = index.open_dir(place.current()).searcher(weighting=scoring.BM25F(head_B=0.4))
        hits = [hit["key"] for hit in theirs.search(query.Or(terms), limit=12)]
        keys, count = mine.top(asking.Asked(dict.fromkeys(wanted, 1.0), kb.AGENT), 12)
        assert keys == hits and count == 13


def test_an_article_has_one_change_however_often_it_is_changed(published, mia):
    article = published("Parcel one")
    for visible in ("internal", "public"):
        kb.place(article, visibility=visible, by=mia)
    assert [number for _, number in change.after(0, 10)] == [article.id]


def _killed_while_writing(app, after):
    """A writer in a process of its own that is killed so many seconds after it has begun."""
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            db.engine.dispose(close=False)
            os.write(told, b"1")
            for _ in range(200):
                indexing.catch_up()
        finally:
            os._exit(0)
    os.read(ready, 1)
    time.sleep(after)  # the moment of the crash, not a wait for something
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ready), os.close(told)


@pytest.mark.parametrize("kills", [10, pytest.param(50, marks=pytest.mark.long)])
def test_a_writer_killed_in_mid_commit_loses_nothing_and_the_search_always_answers(app, published, indexed, kills):
    published("Parcel 0")
    indexed()
    chance, failures, stop = random.Random(7), [], threading.Event()

    def look():
        with app.app_context():
            while not stop.is_set():
                try:
                    if "Parcel 0" not in found("parcel"):
                        failures.append("not found")
                except Exception as error:
                    failures.append(repr(error))
                db.session.rollback()
                time.sleep(0.01)

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(1, kills + 1):
        published(f"Parcel {number}")
        _killed_while_writing(app, chance.uniform(0.0, 0.06))
    stop.set()
    reader.join()
    indexing.catch_up()
    assert failures == []
    assert in_the_index("parcel") == {f"Parcel {number}" for number in range(kills + 1)}
