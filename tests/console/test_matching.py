"""The browser decides as the server does which tickets belong in a view."""

import json
from pathlib import Path

import pytest

TABLE = json.loads((Path(__file__).parents[1] / "views_cases.json").read_text())
pytestmark = pytest.mark.browser
MATCHING = """(matching, {who, rows, conditions}) => Object.keys(rows).filter((name) =>
    matching.matches(conditions, rows[name], {me: who.me, myTeams: who.my_teams, now: who.now}))"""


def test_the_same_table_holds_here(script):
    for case in TABLE["cases"]:
        given = {"who": TABLE["who"], "rows": TABLE["rows"], "conditions": case["conditions"]}
        assert sorted(script("matching.js", MATCHING, given)) == sorted(case["match"]), case


def test_a_condition_from_a_newer_server_hides_the_row(script):
    newer = {"all": [{"field": "mood", "op": "resembles", "value": "sunny"}]}
    given = {"who": TABLE["who"], "rows": TABLE["rows"], "conditions": newer}
    assert script("matching.js", MATCHING, given) == []
