"""A company with one account of 微信客服, and carol who writes to it."""

import pytest

from tests.channels.standing import *  # noqa: F403
from tests.support.cast import *  # noqa: F403


@pytest.fixture
def wecom(provider):
    """The stand-in for WeCom and an inbox connected to it."""
    return provider("wecom")
