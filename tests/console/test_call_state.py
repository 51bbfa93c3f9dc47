"""Calls in the browser's state: whatever order their news comes in, what is over stays over."""

import itertools

import pytest

pytestmark = pytest.mark.browser
RUN = """async (module, news) => {
  const { emptyState } = await import('/static/console/state/empty.js');
  return news.reduce((state, call) => module.reduceCalls(state, { type: "call_told", call }), emptyState()).calls;
}"""


def told(state):
    return {"id": 7, "state": state, "direction": "in", "at": "2026-11-22T10:00:00Z", "customer": {}, "tickets": []}


def test_in_every_order_a_call_that_is_over_is_gone(script):
    for order in itertools.permutations(["ringing", "talking", "ended"]):
        assert script("state/calls.js", RUN, [told(state) for state in order]) == {}, order


def test_a_call_that_is_talked_in_does_not_ring_again(script):
    calls = script("state/calls.js", RUN, [told("talking"), told("ringing")])
    assert calls["7"]["state"] == "talking"
