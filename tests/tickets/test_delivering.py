"""Delivery marks only ever go forward: whatever order the news comes in, the end is the same."""

from itertools import permutations

import pytest

from helpdesk.db import db
from tickets import mark_delivery, reply, send_again


@pytest.fixture
def sent(ticket, ann):
    return reply(ticket, by=ann, text="On its way")


@pytest.mark.parametrize(
    "news, end",
    [
        (("sending", "sent", "delivered", "read"), "read"),
        (("sending", "sent", "failed"), "failed"),
        (("sending", "unsure", "sent"), "sent"),
        (("sending", "unsure", "failed"), "failed"),
        (("sent", "failed", "delivered"), "delivered"),
    ],
)
def test_all_orders_of_the_news_end_the_same(ticket, ann, news, end):
    for order in permutations(news):
        message = reply(ticket, by=ann, text="Hello")
        for state in order:
            mark_delivery(message, state)
        db.session.refresh(message)
        assert message.state == end, order


def test_the_same_news_twice_is_one_event(ticket, sent, happened):
    assert mark_delivery(sent, "sent")
    assert not mark_delivery(sent, "sent")
    assert not mark_delivery(sent, "queued")
    assert [data["state"] for data in happened(ticket, "delivery_changed")] == ["sent"]


def test_what_failed_can_be_sent_again(ticket, sent, ann):
    mark_delivery(sent, "failed", error="mailbox full")
    assert sent.error == "mailbox full"
    assert send_again(sent, by=ann)
    assert (sent.state, sent.error) == ("queued", None)
    assert not send_again(sent, by=ann)
    assert mark_delivery(sent, "sent")
