"""Of two who answer within the same breath, the second is told, though the first answer had just appeared."""

import pytest

pytestmark = pytest.mark.browser
HEARD = """(m, [event, later]) => {
    m.hearAnswer(event);
    return m.hadTimeFor({ id: 7 }, Date.now() + later);
}"""


@pytest.mark.parametrize("name", ["reply_sent", "reply_scheduled"])
def test_an_answer_that_has_just_appeared_is_not_taken_for_read(script, name):
    told = {"name": name, "message": {"id": 7}}
    assert script("verbs/just_heard.js", HEARD, [told, 0]) is False
    assert script("verbs/just_heard.js", HEARD, [told, 5000]) is True


def test_what_the_customer_writes_is_no_answer(script):
    assert script("verbs/just_heard.js", HEARD, [{"name": "message_received", "message": {"id": 7}}, 0]) is True
    assert script("verbs/just_heard.js", HEARD, [None, 0]) is True
