"""What tells that settings have changed is asked once in a transaction, and again when it changes some itself."""

from helpdesk.db import db, savepoint, transaction
from routing import sla
from routing.calendars import asking, make_calendar
from routing.sla.policies import all_terms

TARGETS = [{"metric": "solution", "priority": "normal", "seconds": 3600, "business": False}]
NINE_TO_FIVE = {"zone": "UTC", "week": {"mon": [{"from": "09:00", "to": "17:00"}]}}


def test_a_policy_made_in_a_transaction_is_in_force_there(app):
    with transaction():
        before = set(all_terms())
        made = sla.make_policy(name_en="Quick", targets=TARGETS, by=None)
        assert set(all_terms()) == before | {made.id}


def test_a_policy_that_was_undone_is_not(app):
    with transaction():
        before = set(all_terms())
        try:
            with savepoint():
                sla.make_policy(name_en="Quick", targets=TARGETS, by=None)
                assert set(all_terms()) != before
                raise LookupError
        except LookupError:
            pass
        assert set(all_terms()) == before


def test_the_next_transaction_looks_again(app):
    with transaction():
        before = set(all_terms())
    made = sla.make_policy(name_en="Quick", targets=TARGETS, by=None)
    with transaction():
        assert set(all_terms()) == before | {made.id}


def test_one_statement_asks_for_all_of_them(app):
    with transaction():
        all_terms()
        answers = db.session().info["stamps"]
        asking.default_calendar_id()
        assert db.session().info["stamps"] is answers
        make_calendar(name="Days", definition=NINE_TO_FIVE, by=None)
        assert db.session().info["stamps"] is not answers
        assert asking.default_calendar_id() is not None
