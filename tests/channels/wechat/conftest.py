"""An official account, and carol who follows it."""

import pytest

from tests.channels.standing import *  # noqa: F403
from tests.support.cast import *  # noqa: F403


@pytest.fixture
def wechat(provider):
    """The stand-in for WeChat, an inbox connected to it in safe mode."""
    return provider("wechat")


@pytest.fixture
def plainly(provider):
    """The same in plain mode."""
    return provider("wechat", key="plainly-key", settings={"mode": "plain"})
