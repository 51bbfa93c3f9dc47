"""Where the browser lets a frame of another site keep nothing, as Chromium does: the visitor is known all the same."""

import pytest
from playwright.sync_api import expect

from tests.support.browsing import People, whole_browser
from tests.widget.at_the_shop import count_of
from tests.widget.test_in_browser_offline import logs_out_and_goes
from tickets import Ticket

pytestmark = pytest.mark.browser


@pytest.fixture
def people(browser):
    """People whose browser blocks cookies of third parties."""
    with whole_browser(beside=browser) as chromium:
        everybody = People(chromium)
        yield everybody
        everybody.leave()


@pytest.mark.parametrize("shop", ["localhost"], indirect=True)
def test_the_visitor_comes_back_to_their_conversation_and_goes_for_good(at_the_shop):
    chat = at_the_shop().open().begin()
    with pytest.raises(Exception, match="SecurityError"):
        chat.frame.evaluate("localStorage.length")
    chat.send("One")
    chat.page.reload()
    chat.open()
    chat.shows("One")
    assert count_of(Ticket) == 1
    logs_out_and_goes(chat)
    expect(chat.open().frame.locator(".list")).to_have_count(0)
