"""Every action that a rule can do: each is done to a ticket that comes in, and leaves its trace."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from helpdesk.customers import identify
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.hot import insert
from helpdesk.notifying import webhooks
from routing import Escalation, RuleRun
from routing.actions import CATALOGUE, ORDER
from routing.rule_keeping import save_rule, switch
from routing.rule_words import action_words
from routing.sla.policy import SlaChoice
from tests.channels.pigeon import Pigeon, loft, release
from tests.routing.sla.conftest import HOUR, make_policy
from tickets import Macro, Message, SavedReply, Ticket, open_ticket, receive, surveys
from tickets.field import TicketField
from tickets.follower import Follower
from tickets.surveys import Response


@pytest.fixture
def inbox(app, monkeypatch):
    release(monkeypatch, Pigeon("pigeon", buttons=0))
    return loft()


@pytest.fixture
def comes(inbox, orders):
    """comes({"do": …}): a ticket of somebody new, on which a rule with this one action acts."""
    number = iter(range(1000))

    def come(action, mia) -> Ticket:
        made = save_rule(
            by=mia, name=action["do"], triggers=[{"on": "opened"}], conditions={"all": []}, actions=[action]
        )
        switch(made, True, by=mia)
        address = f"p{next(number)}@example.com"
        customer, identity = identify("email", address, verified=True, how="test", name="Carol Jones")
        with transaction():
            ticket = open_ticket(
                customer, by=customer, subject="Kettle", inbox=inbox, identity=identity, team_id=orders.id
            )
            ticket.tag_names = ["gift"]
            receive(ticket, customer, text="It leaks", inbox_id=inbox.id)
        switch(made, False, by=mia)
        db.session.expire_all()
        return db.session.get(Ticket, ticket.id)

    return come


def said(ticket, kind) -> str | None:
    return db.session.scalar(select(Message.text).where(Message.ticket_id == ticket.id, Message.kind == kind))


def happened(ticket, name) -> dict | None:
    found = select(Event.data).where(Event.ticket_id == ticket.id, Event.name == name)
    return db.session.scalar(found.order_by(Event.id.desc()).limit(1))


def row_of(ticket, model):
    return db.session.scalar(select(model).where(model.ticket_id == ticket.id))


def table(returns, eve, mia) -> list[tuple]:
    """(what is done, with what, how one sees that it was done)."""
    surveys.ship()
    policy = make_policy(solution=HOUR)
    webhook = webhooks.save(name="Shop", address="https://shop.example/hook", events=[])
    with transaction():
        insert(TicketField(key="shelf", label_en="Shelf", label_zh="货架"))
        reply = insert(SavedReply(title="Hours", text="We are here, {{customer.first_name}}."))
        macro = insert(Macro(title_en="Faulty", title_zh="故障", changes={"priority": "high"}, note="Seen."))
    return [
        ("priority", "urgent", lambda one: one.priority == "urgent"),
        ("type", "problem", lambda one: one.type == "problem"),
        ("tag", ["leak", "VIP"], lambda one: one.tag_names == ["gift", "leak", "vip"]),
        ("untag", ["gift"], lambda one: one.tag_names == []),
        ("field", {"key": "shelf", "value": "A3"}, lambda one: one.fields == {"shelf": "A3"}),
        ("sla", policy.id, lambda one: row_of(one, SlaChoice).policy_id == policy.id and one.due_at is not None),
        ("agent", eve.id, lambda one: one.assignee_id == eve.id),
        ("team", returns.id, lambda one: one.team_id == returns.id),
        ("follower", eve.id, lambda one: db.session.get(Follower, (one.id, eve.id)) is not None),
        ("note", "Look at {{customer.name}}.", lambda one: said(one, "note") == "Look at Carol Jones."),
        ("reply", "Thanks, {{customer.first_name}}.", lambda one: said(one, "reply") == "Thanks, Carol."),
        ("saved_reply", reply.id, lambda one: said(one, "reply") == "We are here, Carol."),
        ("status", "pending", lambda one: one.status == "pending"),
        ("snooze", 90, lambda one: one.snoozed_until - one.created_at > timedelta(minutes=89)),
        ("spam", None, lambda one: one.spam_at is not None),
        ("survey", "csat", lambda one: row_of(one, Response).state == "planned"),
        ("escalate", "complaint", lambda one: row_of(one, Escalation).reason == "complaint"),
        ("webhook", webhook.id, lambda one: happened(one, "webhook_wanted")["webhook"] == webhook.id),
        ("macro", macro.id, lambda one: one.priority == "high" and said(one, "note") == "Seen."),
    ]


def test_every_action_does_what_it_says(comes, mia, eve, returns):
    rows = table(returns, eve, mia)
    assert {name for name, _, _ in rows} == set(CATALOGUE) == {*ORDER, "macro"}
    for name, value, is_done in rows:
        action = {"do": name} | ({} if value is None else {"value": value})
        ticket = comes(action, mia)
        run = db.session.scalar(select(RuleRun).where(RuleRun.ticket_id == ticket.id))
        assert not run.matched[0]["refused"], (name, run.matched)
        assert is_done(ticket), name
        words = action_words([action])
        assert "no longer there" not in words.en and words.zh != words.en, words
