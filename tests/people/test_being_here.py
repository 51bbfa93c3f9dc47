"""Being here: arriving, going, being away, and a lost connection that is forgiven for a minute."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from helpdesk import clock, people
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.people import Agent


def again(agent):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(Agent, agent.id)


def happened() -> list[str]:
    return list(db.session.scalars(select(Event.name).order_by(Event.id)))


def test_a_second_window_is_no_second_arrival(ann):
    people.arrive(again(ann)), people.arrive(again(ann))
    assert again(ann).presence() == "online"
    assert happened() == ["agent_arrived"]


def test_a_lost_connection_counts_after_a_minute_and_once(ann):
    people.arrive(again(ann))
    now = again(ann).seen_at
    assert again(ann).presence(now + timedelta(seconds=59)) == "online"
    assert again(ann).presence(now + timedelta(seconds=61)) == "offline"
    assert people.notice_absence(now + timedelta(seconds=59)) == []
    assert people.notice_absence(now + timedelta(seconds=61)) == [ann.id]
    assert people.notice_absence(now + timedelta(seconds=62)) == []
    assert happened() == ["agent_arrived", "agent_left"]


def test_signs_of_life_keep_somebody_here_and_say_who_was_thought_gone(ann, bob):
    people.arrive(again(ann))
    later = clock.now() + timedelta(seconds=50)
    assert people.still_here([ann.id, bob.id], later) == [bob.id]
    assert people.notice_absence(later + timedelta(seconds=50)) == []


def test_who_comes_back_unnoticed_has_left_and_arrived(ann):
    people.arrive(again(ann))
    people.still_here([ann.id], clock.now() - timedelta(minutes=5))
    people.arrive(again(ann))
    assert happened() == ["agent_arrived", "agent_left", "agent_arrived"]


def test_signing_out_of_the_last_browser_needs_no_grace(ann, as_agent):
    first, second = as_agent(ann), as_agent(ann)
    people.arrive(again(ann))
    first.post("/sign-out")
    assert again(ann).presence() == "online"
    second.post("/sign-out")
    assert again(ann).presence() == "offline"
    assert happened()[-1] == "agent_left"


@pytest.mark.parametrize(
    ("chosen", "idle", "presence"),
    [
        ("online", False, "online"),
        ("online", True, "away"),
        ("away", False, "away"),
        ("away", True, "away"),
        ("offline", False, "offline"),
        ("offline", True, "offline"),
    ],
)
def test_what_was_chosen_is_lowered_by_idleness(ann, chosen, idle, presence):
    people.arrive(again(ann))
    people.set_availability(again(ann), chosen, by=ann)
    people.set_idle(again(ann), idle)
    assert again(ann).presence() == presence
    here = db.session.scalar(select(Agent.id).where(*people.here()))
    assert (here == ann.id) == (presence == "online")


def test_a_choice_that_is_none_is_refused(ann):
    with pytest.raises(ValueError):
        people.set_availability(ann, "asleep", by=ann)
    with pytest.raises(ValueError):
        people.set_capacity(ann, -1, by=ann)
