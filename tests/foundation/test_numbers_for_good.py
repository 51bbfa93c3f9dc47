"""What rules name by number keeps its number: nobody is told, sent or promised what was meant for another."""

from helpdesk.db import db, transaction
from helpdesk.notifying import webhooks
from tests.support.cast import *  # noqa: F403
from tickets.saved_reply import SavedReply, drop_reply, save_reply


def connect(name: str):
    with transaction():
        return webhooks.save(name=name, address="https://example.com/x", events=[])


def test_the_next_webhook_does_not_get_the_number_of_one_that_was_deleted(app):
    first, second = connect("First").id, connect("Second")
    number = second.id
    webhooks.drop(second)
    third, fourth = connect("Third").id, connect("Fourth").id
    assert len({first, number, third, fourth}) == 4


def test_two_saved_replies_made_at_once_after_one_was_deleted_are_two(app, mia):
    gone = save_reply(title="Old", text="Old words", by=mia)
    number = gone.id
    drop_reply(gone)
    with transaction():
        rows = [SavedReply(title=title, text=title) for title in ("One", "Two")]
        db.session.add_all(rows)
    assert len({number, *(row.id for row in rows)}) == 3
