"""Whatever Meta sends one day: a part that nobody can read is kept as such, and the rest is taken in."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels import all_adapters
from channels.channel import Inbound, Request
from channels.simulator.register import all_standins
from tests.channels.payload_files import DEAD, payloads

KINDS = ("whatsapp", "messenger", "instagram")
BODIES = {
    kind: [one.request["body"] for one in payloads(kind) if one.gives != DEAD and isinstance(one.request["body"], dict)]
    for kind in KINDS
}
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just([None]),
    st.just([[]]),
    st.just({"id": None}),
    st.just("\ud800"),
)


def places(value, path=()):
    """Every place in a JSON value."""
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in pairs:
        yield from places(child, (*path, name))


def changed(body, path, junk):
    body = copy.deepcopy(body)
    if not path:
        return junk
    at = body
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = junk
    return body


def parsed(kind, body):
    made = all_standins()[kind].settings("http://127.0.0.1:1", lambda name: name)
    request = Request("POST", "http://127.0.0.1:8000/hooks/k", {}, {}, json.dumps(body).encode())
    return all_adapters()[kind].parse(request, made)


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_noise_is_more_than_an_unknown_shape(kind, data):
    body = data.draw(st.sampled_from(BODIES[kind]))
    path = data.draw(st.sampled_from(list(places(body))))
    try:
        items = parsed(kind, changed(body, path, data.draw(JUNK)))
    except ValueError:
        return
    assert all(
        isinstance(item.address, str) and item.address and isinstance(item.external_id, str)
        for item in items
        if isinstance(item, Inbound)
    )


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_one_bad_event_never_loses_the_others(kind, data):
    (good,) = [one.request["body"] for one in payloads(kind) if one.name == "text"]
    bad = data.draw(st.sampled_from(BODIES[kind]))
    path = data.draw(st.sampled_from([path for path in places(bad) if len(path) > 3]))
    both = {**good, "entry": [*changed(bad, path, data.draw(JUNK))["entry"], *good["entry"]]}
    wanted = [item.text for item in parsed(kind, good) if isinstance(item, Inbound)]
    assert [item.text for item in parsed(kind, both) if isinstance(item, Inbound)][-1:] == wanted
