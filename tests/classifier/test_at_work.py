"""The classifier at work: it learns from the desk's own past, is tried before it is used, and acts only if told."""

import io
import random
from datetime import timedelta

import numpy as np
import pytest

from helpdesk import clock, files, people
from helpdesk.db import db, transaction
from helpdesk.events import drain
from helpdesk.people import Agent
from routing import TrainedModel, guesses_of, predicted
from routing.classifying import progress as progress_of
from routing.classifying import ready
from routing.classifying.choices import Choice, Choices, choose
from routing.classifying.learning import WORSE, in_use, retrain
from routing.classifying.model_file import from_bytes
from routing.classifying.nightly import told_too_little, train_if_due
from routing.classifying.progress import progress
from routing.classifying.wording import wording
from tests.support import eventually
from tickets import Message, Ticket, mark_spam, receive, solve, tag

pytestmark = pytest.mark.both_databases

PARCEL = ["Where is my parcel", "The delivery is late", "My package never arrived", "包裹还没有到", "快递什么时候送达"]
MONEY = ["The invoice is wrong", "I was charged twice", "Please refund my card", "发票金额开错了", "重复扣款请退款"]


@pytest.fixture
def past(opened, returns, orders):
    """Eighty tickets that are done: parcels by Orders, money by Returns."""

    def make(number=8):
        for turn in range(number):
            for texts, topic, team in ((PARCEL, "delivery", orders), (MONEY, "billing", returns)):
                for text in texts:
                    ticket = opened(f"{text}, round {turn}", team_id=team.id)
                    with transaction():
                        ticket = db.session.get(Ticket, ticket.id)
                        tag(ticket, topic, by=None)
                        solve(ticket, by=None)

    return make


def acting(*targets, precision=0.9):
    choose(Choices({t: Choice(True, t in targets, precision) for t in Choices().targets}))


def fresh(ticket):
    return db.session.get(Ticket, ticket.id, populate_existing=True)


def test_it_learns_from_what_is_solved_and_guesses_what_comes(past, opened, orders):
    past()
    trained = {row.target: row for row in retrain()}
    assert trained["topic"].state == trained["team"].state == "used"
    assert trained["topic"].figures["accuracy"] >= 0.95
    assert trained["priority"].why == trained["spam"].why == trained["language"].why == "one_label"
    ticket = opened("My parcel has not arrived yet")
    drain()
    guess = predicted(ticket.id)
    assert (guess.label, guess.acted, fresh(ticket).tag_names) == ("delivery", False, [])
    assert [label for label, _ in guess.labels] == ["delivery", "billing"]
    assert predicted(ticket.id, "team").label == str(orders.id)
    assert predicted(opened("发票金额不对").id) is not None  # the models are at hand by now: at once, before routing


def test_above_the_threshold_it_acts_when_the_admin_wants_it(past, opened, returns):
    past()
    acting("topic", "team")
    retrain()
    ready.models_in_use()
    ticket = opened("Please refund my card, I was charged twice")
    assert (fresh(ticket).tag_names, fresh(ticket).team_id) == (["billing"], returns.id)
    assert {guess.target for guess in guesses_of([ticket.id])[ticket.id] if guess.acted} == {"topic", "team"}


def test_what_it_is_not_sure_of_is_left_to_people(past, opened):
    past()
    acting("topic", "team")
    retrain()
    ready.models_in_use()
    ticket = opened("Guten Tag")
    assert fresh(ticket).tag_names == []
    assert not predicted(ticket.id).sure


def test_only_the_first_message_is_looked_at(past, opened, carol):
    past()
    retrain()
    ticket = opened("Hello")
    drain()
    before = predicted(ticket.id).at
    receive(fresh(ticket), carol, text="The invoice is wrong")
    drain()
    assert predicted(ticket.id).at == before


def test_spam_is_marked_before_anybody_is_bothered(past, opened, ann):
    past()
    for turn in range(60):
        mark_spam(fresh(opened(f"Win a free cruise casino bonus {turn}")), by=None)
    acting("spam")
    retrain(("spam",))
    ready.models_in_use()
    people.arrive(db.session.get(Agent, ann.id))
    ticket = opened("Free casino bonus: win a cruise")
    assert fresh(ticket).spam_at is not None
    assert fresh(ticket).assignee_id is None


def test_what_is_worse_than_the_one_in_use_is_not_taken(past, opened):
    past()
    [first] = retrain(("topic",))
    with transaction():
        for ticket in db.session.query(Ticket):
            ticket.tag_names = [
                random.Random(ticket.id).choice(("delivery", "billing"))
            ]  # as if somebody had tagged at random
    [second] = retrain(("topic",))
    assert (second.state, second.why) == ("refused", "worse")
    assert in_use("topic").id == first.id


def test_a_desk_that_has_grown_is_not_held_to_the_figure_of_its_first_days(past, opened, ann):
    past()
    [first] = retrain(("topic",))
    assert first.figures["accuracy"] == 1.0
    with transaction():
        for ticket in db.session.query(Ticket):
            if ticket.id % 3:  # two more topics, which even the best cannot always tell from each other
                word = random.Random(ticket.id).choice(("repair", "repair", "warranty"))
                ticket.tag_names = [word]
                db.session.query(Message).filter_by(ticket_id=ticket.id).update({"text": f"It broke, {ticket.id}"})
    [second] = retrain(("topic",))
    assert second.figures["accuracy"] < first.figures["accuracy"] - WORSE
    assert (second.state, in_use("topic").id) == ("used", second.id)


def test_a_better_one_replaces_it_and_the_old_file_goes(past):
    past()
    [first] = retrain(("topic",))
    old = first.figures["file"]
    [second] = retrain(("topic",))
    assert (db.session.get(TrainedModel, first.id).state, second.state) == ("replaced", "used")
    with pytest.raises(FileNotFoundError):
        files.get(old)


def test_the_file_holds_arrays_and_nothing_that_could_run(past):
    past()
    [row] = retrain(("topic",))
    data = files.get(row.figures["file"])
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind in "fu" for name in arrays.files)
    assert from_bytes(data).classify("my parcel").label == "delivery"
    evil = io.BytesIO()
    np.savez(evil, texts=np.array([{"labels": []}], dtype=object))
    with pytest.raises(ValueError):
        from_bytes(evil.getvalue())


def test_too_little_to_learn_from_is_said(opened):
    solve(opened(), by=None)
    assert {row.why for row in retrain()} == {"one_label"}
    assert db.session.query(TrainedModel).filter_by(state="used").count() == 0


def test_a_young_desk_is_told_so_without_a_process_for_it(opened):
    solve(opened(), by=None)
    assert told_too_little() is True
    assert {row.why for row in db.session.query(TrainedModel)} == {"one_label"}


def test_addresses_and_numbers_are_not_learned():
    text = wording("Order", "I am carol@example.com, call +49 170 123 4567 about 20240117, see https://x.test/a?b")
    assert "carol" not in text and "4567" not in text and "2024" not in text and "x.test" not in text
    assert wording("My parcel is late", "My parcel is late and wet") == "My parcel is late and wet"


def test_it_asks_for_a_training_once_a_night(app):
    tonight = clock.now().replace(hour=2)
    assert train_if_due(tonight) is True
    with transaction():
        db.session.add(TrainedModel(target="topic", trained_at=tonight))
    assert train_if_due(tonight + timedelta(hours=12)) is False
    assert train_if_due(tonight + timedelta(hours=24)) is True
    choose(Choices(nightly=False))
    assert train_if_due(tonight + timedelta(hours=48)) is False


def test_a_training_that_dies_before_its_end_leaves_the_one_in_use(past, opened, monkeypatch):
    past()
    [first] = retrain(("topic",))
    file = first.figures["file"]

    def dies(*_arguments, **_values):
        raise KeyboardInterrupt

    monkeypatch.setattr("routing.classifying.learning.record", dies)
    with pytest.raises(KeyboardInterrupt):
        retrain(("topic",))
    db.session.rollback()
    monkeypatch.undo()
    assert (in_use("topic").id, in_use("topic").figures["file"]) == (first.id, file)
    assert files.get(file), "its file is still there"
    drain()
    assert ready.models_in_use()["topic"].model_id == first.id


def test_who_waits_for_a_training_sees_how_far_it_is_and_whether_it_broke_off(past, opened, monkeypatch):
    past(3)
    seen = []
    monkeypatch.setattr("routing.classifying.learning.record", lambda *_, **__: seen.append(progress()))
    assert not progress().going
    progress_of.asked()
    assert (progress().state, progress().going) == ("waiting", True)
    assert progress(clock.now() + timedelta(minutes=11)).state == "failed", "no worker ever took it"
    retrain(("topic", "team"))
    assert [(one.state, one.target, one.done, one.total) for one in seen] == [
        ("running", "topic", 0, 2),
        ("running", "team", 1, 2),
    ]
    assert (progress().state, progress().going) == ("done", False)


def test_a_training_nobody_hears_of_any_more_has_broken_off_and_can_be_asked_for_again(app, monkeypatch):
    monkeypatch.setattr(progress_of, "BEAT", 0.01)
    progress_of.begun(5)
    in_two_minutes = clock.now() + timedelta(minutes=2)
    assert progress(in_two_minutes).state == "failed"
    with monkeypatch.context() as later:
        later.setattr(clock, "now", lambda: in_two_minutes)
        with progress_of.beating():
            eventually(lambda: db.session.rollback() or progress(in_two_minutes).going)
        progress_of.asked()
        assert progress().state == "running", "one that lives is the answer"
        progress_of.failed()
        progress_of.asked()
        assert progress().state == "waiting"
