"""Many at once: two decisions never see the same room, and two who come never get the same ticket."""

import threading
from datetime import timedelta

from sqlalchemy import func, select, text

import routing
from helpdesk import clock, people
from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.people import Agent
from routing import Recall, RoutingDecision
from tests.support.cast import make_agent
from tests.support.eventually import eventually
from tickets import Ticket, open_ticket, receive
from tickets.ticket import WORKED_ON


def at_once(app, *works):
    """Run these in threads of their own, begun together."""
    gate, errors = threading.Barrier(len(works)), []

    def run(work):
        with app.app_context():
            gate.wait()
            try:
                work()
            except Exception as error:
                errors.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not errors
    db.session.rollback()


def write(customer_id, team_id):
    with transaction():
        customer = db.session.get(Customer, customer_id)
        ticket = open_ticket(customer, by=customer, subject="?", team_id=team_id)
        receive(ticket, customer, text="?")


def loads():
    return dict(
        map(
            tuple,
            db.session.execute(
                select(Ticket.assignee_id, func.count()).where(text(WORKED_ON)).group_by(Ticket.assignee_id)
            ),
        )
    )


def test_twelve_customers_at_once_and_room_for_five(app, orders, carol):
    room = {make_agent("Ann", orders, capacity=3).id: 3, make_agent("Bob", orders, capacity=2).id: 2}
    for number in room:
        people.arrive(db.session.get(Agent, number))
    carol_id, team = carol.id, orders.id
    at_once(app, *[lambda: write(carol_id, team)] * 12)
    assert loads() == room


def test_six_come_at_once_and_share_what_waits(app, orders, carol):
    for _ in range(8):
        write(carol.id, orders.id)
    agents = [make_agent(f"Agent{number}", orders, capacity=2).id for number in range(6)]
    at_once(app, *[lambda number=number: people.arrive(db.session.get(Agent, number)) for number in agents])
    given = list(db.session.scalars(select(RoutingDecision.ticket_id).where(RoutingDecision.agent_id.is_not(None))))
    assert len(given) == len(set(given)) == 8
    assert max(loads().values()) <= 2


def test_sweeps_at_once_do_no_harm(app, orders, carol):
    ann = make_agent("Ann", orders, capacity=5)
    for _ in range(9):
        write(carol.id, orders.id)
    with transaction():  # as if the reaction had been lost
        db.session.execute(
            text("UPDATE agent SET seen_at = :now, here_since = :now, idle = false"),
            {"now": db.session.scalar(select(func.max(Ticket.created_at))).isoformat(" ")},
        )
    at_once(app, *[routing.hand_out] * 4)
    assert loads() == {ann.id: 5}


def test_who_leaves_while_they_are_given_a_chat_does_not_keep_it(app, orders, carol):
    ann = make_agent("Ann", orders, capacity=5)
    people.arrive(db.session.get(Agent, ann.id))
    carol_id, team, given, gone = carol.id, orders.id, threading.Event(), threading.Event()

    def is_given_one():
        with transaction():
            customer = db.session.get(Customer, carol_id)
            ticket = open_ticket(customer, by=customer, subject="?", team_id=team, channel="webchat")
            receive(ticket, customer, text="?")
            assert ticket.assignee_id == ann.id
            given.set()
            if db.engine.dialect.name == "postgresql":  # SQLite has one writer: the other has not even begun
                eventually(lambda: gone.is_set() or somebody_waits_for_a_lock())

    def leaves():
        assert given.wait(60)
        people.leave(db.session.get(Agent, ann.id))
        gone.set()

    at_once(app, is_given_one, leaves)
    assert [row.agent_id for row in db.session.scalars(select(Recall))] == [ann.id]
    assert routing.recall_due(clock.now() + timedelta(seconds=61)) == 1
    assert loads() == {}


def somebody_waits_for_a_lock():
    return db.session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))
