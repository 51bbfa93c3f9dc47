"""What an inbox is connected with."""

import pytest

from channels import connect, register
from channels.channel import Setting


@pytest.fixture
def making(pigeon, monkeypatch):
    """The pigeon's provider wants a word that we make up."""
    monkeypatch.setattr("channels.connecting.all_adapters", lambda: register.all_adapters())
    pigeon.settings = [*pigeon.settings, Setting("word", made=True)]


def test_a_word_that_is_made_here_is_another_one_each_time(app, making):
    words = {connect(channel="pigeon", name="Loft", settings={"secret": "x"}).settings["word"] for _ in range(3)}
    assert len(words) == 3 and min(map(len, words)) >= 32


def test_one_that_is_given_is_kept(app, making):
    assert connect(channel="pigeon", name="Loft", settings={"secret": "x", "word": "mine"}).settings["word"] == "mine"
