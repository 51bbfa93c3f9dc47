"""The Test button says what is wrong, in plain words, in both languages."""

import pytest

OWNER = {"messenger": "page_id", "instagram": "account_id"}


@pytest.fixture
def said(place, adapter):
    def says(**changes):
        found = adapter.check({**place.settings, **changes})
        assert all(english and chinese for english, chinese in found)
        return " ".join(english for english, _ in found)

    return says


def test_when_all_is_well_nothing_is_said(said):
    assert said() == said(app_id="") == ""


def test_a_token_that_ended_is_named_with_its_day(place, said):
    place.line.put("token ended", True)
    assert "ended on 2026-10-31" in said()


def test_a_token_of_another_page_is_named(place, said):
    assert "another" in said(**{OWNER[place.kind]: "1"})


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"access_token": "nonsense"}, "does not accept the access token"),
        ({"base_url": "http://127.0.0.1:9"}, "cannot be asked now"),
    ],
)
def test_a_wrong_value_is_named(said, changes, words):
    assert words in said(**changes)


def test_a_missing_permission_is_named(place, said):
    place.line.put("scopes", ["pages_show_list"])
    assert "lacks the permission" in said()


def test_an_app_that_does_not_listen_is_named_until_it_is_connected(place, adapter, said):
    place.line.put("fields", [])
    assert "does not hear" in said()
    adapter.connect(place.settings, place.line.webhook)
    assert said() == ""
