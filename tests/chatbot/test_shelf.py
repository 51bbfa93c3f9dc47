"""What the bot has read lies on disk for the next process, and is never believed when it is not whole."""

from pathlib import Path

import numpy as np
import pytest

import knowledge_base as kb
from chatbot import bases, shelf
from chatbot.bases import base_for
from chatbot.engines import all_engines, lexical
from helpdesk import lanes
from knowledge_base.reader import ANYBODY
from tests.chatbot.shops import CHINESE, SHOP


@pytest.fixture
def files(app, shop):
    """files(): what lies on the shelf."""
    return lambda: sorted(Path(app.config["HELPDESK_DATA"], "index", "bot").glob("*"))


@pytest.mark.parametrize("kind", ["lexical", "encoder"])
@pytest.mark.parametrize("entries", [SHOP, CHINESE, SHOP[:2]])
def test_a_base_that_was_kept_answers_as_the_one_that_was_read(kind, entries):
    engine = all_engines()[kind]
    read = engine.read(entries)
    again = engine.read(entries, read.arrays())
    for question in ("where is my parcel", "怎么退货", "I forgot the password", "zzqx"):
        before, after = read.ask([question])[0], again.ask([question])[0]
        assert before.ids == after.ids
        assert np.allclose(before.scores, after.scores, atol=1e-5)


def test_a_process_that_starts_anew_reads_no_article_again(files, monkeypatch):
    asked = base_for(ANYBODY, "en", "lexical").ask("when will my order arrive")
    _restart()
    monkeypatch.setattr("chatbot.ranking.ranker.fit", None)  # who would fit fails
    assert base_for(ANYBODY, "en", "lexical").ask("when will my order arrive") == asked


def test_what_changed_is_read_and_the_old_file_goes(files, shop, mia):
    base_for(ANYBODY, "en", "lexical")
    before = files()
    article = shop["How do I return something?"]
    kb.add_phrasing(article, "my hovercraft is full of eels", language="en", by=mia)
    _restart()
    ranked, _ = base_for(ANYBODY, "en", "lexical").ask("hovercraft full of eels")
    assert ranked.ids[0] == article.id
    assert len(files()) == len(before) == 1
    assert files() != before


@pytest.mark.parametrize("harm", ["cut", "empty", "other"])
def test_a_file_that_is_broken_is_made_anew(files, harm):
    asked = base_for(ANYBODY, "en", "lexical").ask("delivery time")
    path = files()[0]
    whole = path.read_bytes()
    if harm == "other":
        with open(path, "wb") as out:
            np.savez(out, **lexical.read(CHINESE[:1]).arrays() | {"asked.starts": np.zeros(1)})
    else:
        path.write_bytes(whole[: len(whole) // 2] if harm == "cut" else b"")
    _restart()
    assert base_for(ANYBODY, "en", "lexical").ask("delivery time") == asked
    assert len(path.read_bytes()) == len(whole)


def test_a_full_disk_costs_time_and_no_answer(files, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("numpy.savez", full)
    ranked, _ = base_for(ANYBODY, "en", "lexical").ask("can I pay with paypal")
    assert ranked.ids
    assert files() == []


def test_the_shelf_keeps_only_so_many(files, monkeypatch):
    monkeypatch.setattr(shelf, "MOST_FILES", 3)
    for number in range(5):
        shelf.put(f"base {number}", "mark", {"a": np.zeros(3)})
    assert len(files()) == 3


def _restart():
    lanes.finish(30)
    bases.forget()
