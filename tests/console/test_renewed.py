"""A page that was open while the program was renewed."""

import pytest

from helpdesk.console.live.release import release

pytestmark = pytest.mark.browser
TOLD = """async (m, releases) => {
  const { store } = await import('/static/console/store.js');
  return releases.map((one) => { m.hearRelease(one); return store.state.toasts.length; });
}"""


def test_a_page_is_told_once_that_another_console_is_served(script):
    assert script("renewed.js", TOLD, [release(), None, release(), "another", "another", "a third"]) == [
        0,
        0,
        0,
        1,
        1,
        1,
    ]


def test_a_page_that_broke_over_it_is_loaded_again(script, people):
    people.expect_complaint("Cannot read properties")
    with script.page.expect_navigation():
        script.page.evaluate(
            """async () => {
              const m = await import('/static/console/renewed.js');
              ['one', 'another'].forEach(m.hearRelease);
              Promise.reject(new TypeError("Cannot read properties of undefined"));
            }"""
        )
