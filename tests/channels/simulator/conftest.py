"""Stand-ins for real, and two smallest ones: a courier that forgets and an envoy that knows a key again."""

import pytest

from tests.channels import courier
from tests.channels.standing import *  # noqa: F403
from tests.channels.standing import register_kinds


@pytest.fixture
def kinds(monkeypatch):
    names = ("courier", "envoy")
    register_kinds(
        monkeypatch, {name: courier.adapter(name) for name in names}, {name: courier.standin(name) for name in names}
    )


@pytest.fixture
def a_courier(kinds, standing):
    return standing.open("courier", standin=courier.standin("courier"))


@pytest.fixture
def an_envoy(kinds, standing):
    return standing.open("envoy", standin=courier.standin("envoy"))
