import pytest

from routing.classifying import ready
from tests.support.cast import *  # noqa: F403


@pytest.fixture(autouse=True)
def nothing_read(monkeypatch):
    """Each test has a database of its own under the same name: what was read of the last one is not this one's."""
    monkeypatch.setattr(ready._Known, "stamp", ())
