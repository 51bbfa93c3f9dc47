"""Answers leave in order and once; whatever breaks, nothing is sent twice in secret and nothing is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from channels import Outgoing, retry, sent_after_all
from channels.channel import Later, Refused, Unsure
from channels.claiming import recover
from channels.delivery import deliver_now
from channels.inbox import Inbox
from helpdesk import clock, customers
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from helpdesk.people import Agent
from tests.channels.pigeon import loft
from tickets import Message, Ticket, open_ticket, receive, reply


class Killed(BaseException):
    """The process ends here: nothing of ours runs any more."""


@pytest.fixture
def ann(app):
    with transaction():
        return insert(Agent(email="ann@desk.test", name="Ann"))


@transaction()
def letter(inbox, who="carol") -> Ticket:
    """A customer has written by this inbox."""
    customer, identity = customers.identify("ring", who, verified=True, how="channel", name=who.title())
    ticket = open_ticket(customer, by=customer, subject="Parcel", identity=identity, inbox=inbox)
    receive(ticket, customer, text="Where is it?")
    return ticket


def row_of(message) -> Outgoing:
    db.session.rollback()
    return db.session.scalar(
        select(Outgoing).where(Outgoing.message_id == message.id).execution_options(populate_existing=True)
    )


def state(message) -> str:
    db.session.rollback()
    return db.session.get(Message, message.id, populate_existing=True).state


@transaction()
def make_due(**also):
    """As if the wait were over."""
    db.session.execute(update(Outgoing).where(Outgoing.state == "queued").values(due_at=clock.now()))
    db.session.execute(update(Inbox).values(paused_until=None, **also))


@transaction()
def lease_runs_out():
    db.session.execute(update(Outgoing).values(lease_until=clock.now() - timedelta(seconds=1)))


def test_an_answer_reaches_the_provider_with_all_it_needs(app, inbox, pigeon, ann):
    message = reply(letter(inbox), by=ann, text="It is on its way.")
    assert deliver_now(inbox.id) == 1
    [flight] = pigeon.flights
    assert (flight.address_kind, flight.address, flight.text) == ("ring", "carol", "It is on its way.")
    assert (flight.subject, flight.name, flight.author) == ("Parcel", "Carol", "Ann")
    assert state(message) == "sent"
    assert row_of(message).sent_at
    assert deliver_now(inbox.id) == 0


def test_it_is_marked_as_being_sent_before_the_provider_hears_of_it(app, inbox, pigeon, ann):
    seen = []
    pigeon.before = lambda outbound: seen.append(db.session.scalar(select(Outgoing.state)))
    reply(letter(inbox), by=ann, text="hi")
    deliver_now(inbox.id)
    assert seen == ["sending"]


def test_a_later_answer_never_overtakes_an_earlier_one_of_its_ticket(app, inbox, pigeon, ann):
    ticket, other = letter(inbox), letter(inbox, "dan")
    first = reply(ticket, by=ann, text="one")
    reply(ticket, by=ann, text="two"), reply(other, by=ann, text="other")
    pigeon.before = lambda outbound: (_ for _ in ()).throw(Later("busy")) if outbound.text == "one" else None
    deliver_now(inbox.id)
    deliver_now(inbox.id)
    assert [f.text for f in pigeon.flights] == ["other"]
    pigeon.before = lambda outbound: None
    make_due()
    deliver_now(inbox.id)
    assert [f.text for f in pigeon.flights] == ["other", "one", "two"]
    assert row_of(first).tries == 1


def test_the_time_a_provider_names_holds_for_its_inbox_and_is_shown(app, inbox, pigeon, ann):
    def busy(outbound):
        raise Later("too many requests", seconds=30)

    pigeon.before = busy
    a, b = reply(letter(inbox), by=ann, text="a"), reply(letter(inbox, "dan"), by=ann, text="b")
    deliver_now(inbox.id)
    assert len(pigeon.calls) == 1
    assert 25 < (row_of(a).due_at - clock.now()).total_seconds() < 31
    db.session.expire_all()
    assert (inbox.paused_until - clock.now()).total_seconds() > 25
    assert inbox.last_error == "too many requests"
    assert row_of(a).tries == 0
    deliver_now(inbox.id)
    assert (len(pigeon.calls), state(b)) == (1, "queued")


def test_what_the_provider_refuses_has_failed_and_says_why(app, inbox, pigeon, ann):
    def refuse(outbound):
        raise Refused("no such ring")

    pigeon.before = refuse
    message = reply(letter(inbox), by=ann, text="hi")
    deliver_now(inbox.id)
    assert (state(message), db.session.get(Message, message.id).error) == ("failed", "no such ring")


def test_after_many_tries_it_has_failed(app, inbox, pigeon, ann):
    def away(outbound):
        raise Later("away")

    pigeon.before = away
    message = reply(letter(inbox), by=ann, text="hi")
    for _ in range(12):
        deliver_now(inbox.id)
        make_due(failures=0)
    assert (state(message), len(pigeon.calls)) == ("failed", 12)


def test_a_provider_in_trouble_is_left_alone_and_then_asked_with_one_message(app, inbox, pigeon, ann):
    def away(outbound):
        raise Later("away")

    pigeon.before = away
    for i in range(8):
        reply(letter(inbox, f"ring-{i}"), by=ann, text="hi")
    for _ in range(5):
        deliver_now(inbox.id)
    db.session.expire_all()
    assert (inbox.failures, len(pigeon.calls)) == (5, 5)
    assert inbox.paused_until > clock.now()
    deliver_now(inbox.id)
    assert len(pigeon.calls) == 5
    pigeon.before = lambda outbound: None
    make_due()
    deliver_now(inbox.id)
    db.session.expire_all()
    assert (len(pigeon.flights), inbox.failures, inbox.last_error) == (8, 0, None)


def test_one_inbox_in_trouble_does_not_stop_another(app, inbox, dove, pigeon, ann):
    other = loft("dove")
    pigeon.before = lambda outbound: 1 / 0
    reply(letter(inbox), by=ann, text="a"), reply(letter(other, "dan"), by=ann, text="b")
    deliver_now(inbox.id), deliver_now(other.id)
    assert [f.text for f in dove.flights] == ["b"]


def test_when_nobody_can_know_it_is_unsure_and_never_sent_again_by_itself(app, inbox, pigeon, ann):
    def broken(outbound):
        raise Unsure("the line broke")

    pigeon.after = broken
    message = reply(letter(inbox), by=ann, text="hi")
    deliver_now(inbox.id)
    make_due()
    deliver_now(inbox.id), recover(clock.now() + timedelta(days=1)), deliver_now(inbox.id)
    assert (state(message), len(pigeon.calls)) == ("unsure", 1)


def test_an_agent_settles_what_is_unsure_by_looking_or_by_sending_again(app, inbox, pigeon, ann):
    pigeon.after = lambda outbound: 1 / 0
    a, b = reply(letter(inbox), by=ann, text="a"), reply(letter(inbox, "dan"), by=ann, text="b")
    deliver_now(inbox.id)
    make_due(failures=0)
    deliver_now(inbox.id)
    assert (state(a), state(b)) == ("unsure", "unsure")
    pigeon.after = lambda outbound: None
    assert sent_after_all(a) is True
    assert retry(b, by=ann) is True
    assert (sent_after_all(a), retry(a, by=ann)) == (False, False)
    make_due()
    deliver_now(inbox.id)
    assert (state(a), state(b)) == ("sent", "sent")
    assert [f.text for f in pigeon.flights] == ["a", "b", "b"]


POINTS = ["claimed", "composed", "before the call", "after the call", "before the commit", "after the commit"]


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("kind", ["pigeon", "dove"])
def test_a_process_killed_at_any_point_sends_nothing_twice_in_secret(app, pigeon, dove, ann, monkeypatch, kind, point):
    bird, inbox = {"pigeon": pigeon, "dove": dove}[kind], loft(kind, key="other")
    message, number = reply(letter(inbox), by=ann, text="hi"), inbox.id
    with monkeypatch.context() as patch:
        _kill_at(point, bird, patch)
        with pytest.raises(Killed):
            deliver_now(number)
    bird.before = bird.after = lambda outbound: None
    lease_runs_out()
    recover(clock.now()), make_due()
    deliver_now(number), deliver_now(number)
    arrived = [f for f in bird.flights if f.message_id == message.id]
    if kind == "dove":
        assert (len(arrived), state(message)) == (1, "sent")
    else:
        assert len(bird.calls) <= 1
        assert state(message) == ("sent" if point in ("after the commit",) else "unsure")


def _kill_at(point, bird, patch):
    def die(*_, **__):
        raise Killed

    def after(work):
        def wrapped(*arguments, **options):
            work(*arguments, **options)
            raise Killed

        return wrapped

    from channels import claiming, delivery, settling

    if point == "claimed":
        patch.setattr(claiming, "claim", after(claiming.claim))
    elif point == "composed":
        patch.setattr(delivery, "_call", die)
    elif point == "before the call":
        bird.before = die
    elif point == "after the call":
        bird.after = die
    elif point == "before the commit":
        patch.setattr(settling.breaker, "worked", die)
    else:
        patch.setattr(settling, "sent", after(settling.sent))


def test_a_key_is_the_same_at_every_try_and_another_for_every_answer(app, dove, ann):
    inbox = loft("dove")
    dove.after = lambda outbound: 1 / 0
    ticket = letter(inbox)
    reply(ticket, by=ann, text="a")
    deliver_now(inbox.id)
    dove.after = lambda outbound: None
    reply(ticket, by=ann, text="b")
    make_due()
    deliver_now(inbox.id)
    keys = [call.key for call in dove.calls]
    assert keys[0] == keys[1] != keys[2]
    assert len(dove.flights) == 2


def test_news_of_a_claim_that_has_been_taken_over_changes_nothing(app, dove, ann):
    from channels import settling
    from channels.channel import Sent

    inbox = loft("dove")
    message = reply(letter(inbox), by=ann, text="a")
    deliver_now(inbox.id)
    row = row_of(message)
    settling.refused(row.id, row.attempts - 1, "late news")
    settling.sent(row.id, row.attempts - 1, Sent("other"))
    assert (state(message), row_of(message).external_index) == ("sent", row.external_index)


def test_an_answer_of_several_calls_goes_on_where_it_broke_off_and_sends_nothing_twice(app, inbox, pigeon, ann):
    def broken_off(outbound):
        if not outbound.progress:
            outbound.took({"parts": 1})
            raise Later("the second call failed")

    pigeon.after = broken_off
    message = reply(letter(inbox), by=ann, text="a picture and words")
    deliver_now(inbox.id)
    make_due(failures=0)
    deliver_now(inbox.id)
    assert [call.progress for call in pigeon.calls] == [{}, {"parts": 1}]
    assert state(message) == "sent"


def test_what_was_sent_of_an_answer_is_known_even_when_the_process_is_killed_in_the_middle(app, inbox, pigeon, ann):
    def killed(outbound):
        outbound.took({"parts": 1})
        raise Killed

    pigeon.after = killed
    message = reply(letter(inbox), by=ann, text="a picture and words")
    with pytest.raises(Killed):
        deliver_now(inbox.id)
    lease_runs_out()
    recover(clock.now())
    assert state(message) == "unsure"
    pigeon.after = lambda outbound: None
    retry(db.session.get(Message, message.id), by=ann)
    deliver_now(inbox.id)
    assert pigeon.calls[-1].progress == {"parts": 1}
