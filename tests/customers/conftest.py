"""The cast, and Carol once more under another address."""

import pytest

from helpdesk.customers import identify
from tests.support.cast import *  # noqa: F403


@pytest.fixture
def by_wechat(app):
    """Carol again, as WeChat knows her: nobody has noticed yet."""
    return identify("wechat", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M", verified=True, how="channel", name="小卡")[0]
