"""What the bot learns it learns in another process, and it matters to nobody when that one dies."""

import numpy as np
import pytest

from chatbot.ranking import learning


@pytest.fixture
def task():
    """Four texts of two entries: two words, two runs of letters, and what they mean."""
    rows, starts = np.array([0, 1, 2, 3], np.int32), np.array([0, 2, 4], np.int64)
    part = {"rows": rows, "starts": starts, "values": np.ones(4, np.float32), "size": np.array(4)}
    shared = {f"{name}.{key}": value for name in ("words", "letters") for key, value in part.items()}
    return shared | {"owners": np.array([0, 0, 1, 1]), "meanings": np.eye(4, 8, dtype=np.float32)}


def same(one, other):
    return one.keys() == other.keys() and all(np.allclose(one[name], other[name]) for name in one)


def test_another_process_learns_what_this_one_would_have(task):
    assert same(learning.learned(task), learning.learn(task))
    del task["meanings"]
    assert learning.learned(task).keys() == {"borders", "edges"}


def test_one_that_was_killed_is_replaced(task):
    learning.learned(task)
    learning._running[0].kill()
    learning._running[0].wait()
    assert same(learning.learned(task), learning.learn(task))


def test_where_none_can_be_started_it_learns_here(task, monkeypatch):
    learning._end()
    monkeypatch.setattr(learning.sys, "executable", "/nowhere/python")
    assert same(learning.learned(task), learning.learn(task))


def test_what_cannot_be_learned_is_said_as_ever(task):
    task["owners"] = np.zeros(4, int)  # of one entry only
    with pytest.raises(ValueError, match="class"):
        learning.learned(task)
