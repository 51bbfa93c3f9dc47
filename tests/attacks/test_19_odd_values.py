"""Attack: numbers that no database holds, NUL, halves of characters, zones that are none: refused, never a failure."""

import pytest

from tests.support.cast import *  # noqa: F403


@pytest.mark.parametrize("number", [2**63, 10**30])
@pytest.mark.parametrize("page", ["rules", "sla", "segments", "surveys", "people", "imports", "business-hours", "bot"])
def test_numbers_that_no_database_holds_are_not_found(app, mia, as_agent, page, number):
    assert as_agent(mia).get(f"/settings/{page}/{number}").status_code == 404


@pytest.mark.both_databases
@pytest.mark.parametrize("word", ["\0", "a\0b", "\ud800", "x" * 100_000, "😀" * 300, "\u202eevil"])
def test_odd_words_are_kept_or_refused(app, mia, as_agent, word):
    browser = as_agent(mia)
    for address in ("/settings/rules/preview.json", "/settings/segments/preview.json", "/settings/flows.json"):
        answer = browser.post(address, json={"name": word, "conditions": {"all": [{"field": "name", "value": word}]}})
        assert answer.status_code < 500, (address, answer.status_code)
    if word.isprintable() or "\0" in word:
        assert browser.post("/settings/teams", data={"name": word}).status_code < 500


def test_a_zone_that_is_none_is_named_on_the_form_again(app, mia, as_agent):
    answer = as_agent(mia).post("/settings/business-hours/new", data={"name": "Desk", "zone": "Mars/Olympus"})
    assert answer.status_code < 500
    assert b"Mars/Olympus" in answer.data or b"zone" in answer.data
