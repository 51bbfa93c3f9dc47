"""Who is here is one truth: the head of the chat names whom the line of the queue counts, and nobody else."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from helpdesk import people
from helpdesk.db import db, transaction
from helpdesk.events import drain
from helpdesk.people import Agent, Membership
from tests.support.cast import make_team
from tickets import Ticket, hand_to_team


def comes(agent, **values):
    """They are online; `values` are set on their account first."""
    with transaction():
        row = db.session.get(Agent, agent.id)
        for name, value in values.items():
            setattr(row, name, value)
        people.set_availability(row, "online", by=row)
        people.arrive(row)


def names(browser) -> list[str]:
    return [one["name"] for one in browser.start()["here"]]


def test_a_supervisor_who_takes_no_tickets_is_not_said_to_be_here(carols, ann, sue, orders):
    with transaction():
        db.session.add(Membership(agent_id=sue.id, team_id=orders.id))
    comes(sue, capacity=0)
    number = carols.opens("Is it back?")
    assert names(carols) == []
    assert carols.reads(number)["queue"]["here"] is False
    comes(ann)
    assert names(carols) == ["Ann"]


def test_outside_the_hours_of_the_team_nobody_is_here(carols, ann, monkeypatch):
    comes(ann)
    assert names(carols) == ["Ann"]
    monkeypatch.setattr("routing.estimating.works", lambda _calendar: False)
    assert names(carols) == []


@pytest.mark.browser
def test_the_head_says_what_the_line_says_when_another_team_has_the_ticket(at_the_shop, ann):
    chat = at_the_shop().open().begin()
    chat.send("Is it back?")
    hand_to_team(db.session.scalar(select(Ticket)), make_team("Repairs"), by=None)
    comes(ann)
    drain()
    head, line = chat.frame.locator(".head .presence"), chat.frame.locator(".event.queue")
    expect(line).to_contain_text("Nobody is here right now")
    expect(head).to_have_text("Nobody is here right now")
    chat.frame.get_by_role("button", name="Back to all conversations").click()
    expect(chat.frame.locator(".hero .presence")).to_have_text("Ann is here")
