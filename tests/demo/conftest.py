"""The demo, loaded once for the tests that only read it."""

import pytest

from tests.conftest import DATA
from tests.support.application import put_back


@pytest.fixture(scope="module")
def shop_desk(_app_made_once, database, valkey_url):
    """The app with the demo in its database; nothing may be written. Not beside `app`, which empties it."""
    from helpdesk.demo.seeding import seed

    put_back(_app_made_once, database, DATA / "app")
    with _app_made_once.app_context():
        assert seed()
        yield _app_made_once
