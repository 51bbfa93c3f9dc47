"""Rows written by the hot door are rows like any other."""

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError

from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.hot import change, get, insert
from helpdesk.people import Agent, Membership, Team
from tickets import Ticket, open_ticket


def test_a_row_can_be_made_by_the_unit_of_work_with_its_defaults(app):
    with transaction():
        db.session.add(Agent(email="ann@demo.test", name="Ann"))
    ann = db.session.scalar(select(Agent))
    assert (ann.role, ann.capacity, ann.presence()) == ("agent", 20, "offline")


def test_a_row_made_by_the_hot_door_can_be_changed_by_the_unit_of_work(app):
    with transaction():
        team = insert(Team(name="Orders"))
        team.name = "Returns"
    db.session.expire_all()
    assert get(Team, team.id).name == "Returns"


def test_a_row_found_by_the_hot_door_is_the_one_of_the_session(app):
    with transaction():
        team = insert(Team(name="Orders"))
        assert get(Team, team.id) is team is db.session.get(Team, team.id)
    db.session.expunge_all()
    assert get(Team, team.id) is db.session.get(Team, team.id)


def test_a_sealed_name_is_read_back_after_the_hot_door_wrote_it(app):
    with transaction():
        carol = insert(Customer(name="Carol 卡罗尔"))
    db.session.expunge_all()
    assert db.session.get(Customer, carol.id).name == "Carol 卡罗尔"
    assert b"Carol" not in db.session.get(Customer, carol.id).name_sealed


def test_a_name_that_the_model_does_not_have_is_refused():
    with pytest.raises(TypeError):
        Team(nam="Orders")


def test_a_change_on_top_of_a_stale_row_is_refused(app):
    with transaction():
        ticket = open_ticket(insert(Customer(name="Carol")), by=None)
    with pytest.raises(StaleDataError), transaction():
        ticket.__dict__["version"] = get(Ticket, ticket.id).version - 1
        change(ticket, subject="late")


def test_a_row_whose_key_is_given_goes_through_the_hot_door_on_both_databases(app):
    with transaction():
        agent, team = insert(Agent(email="ann@demo.test", name="Ann")), insert(Team(name="Orders"))
        insert(Membership(agent_id=agent.id, team_id=team.id))
    db.session.expunge_all()
    assert db.session.get(Membership, (team.id, agent.id)) is not None


def test_every_kind_of_row_can_be_read_by_the_hot_door(app):
    """Whatever types its columns have: PostgreSQL's dialect is particular about figures."""
    tried = 0
    for mapper in db.Model.registry.mappers:
        if len(mapper.primary_key) == 1 and mapper.primary_key[0].type.python_type is int:
            assert get(mapper.class_, 0) is None
            tried += 1
    assert tried > 40


def test_a_figure_comes_back_as_a_figure(app):
    from routing.classifying.trained import TrainedModel

    with transaction():
        made = insert(TrainedModel(target="team", threshold=0.625))
    db.session.expunge_all()
    assert (get(TrainedModel, made.id).threshold, type(get(TrainedModel, made.id).threshold)) == (0.625, float)


def test_a_row_is_read_afresh_whatever_its_key(app):
    with transaction():
        agent, team = insert(Agent(email="ann@demo.test", name="Ann")), insert(Team(name="Orders"))
        belongs = insert(Membership(agent_id=agent.id, team_id=team.id))
    before = belongs.agent_id, belongs.team_id
    db.session.execute(update(Team).values(name="Returns").execution_options(synchronize_session=False))
    db.session.commit()
    assert team.name == "Orders"
    with transaction():
        assert (team.name, belongs.agent_id, belongs.team_id) == ("Returns", *before)
        team.name = "Both"
    assert db.session.scalar(select(Team.name)) == "Both"


def test_a_row_that_is_gone_is_said_to_be_gone(app):
    with transaction():
        team = insert(Team(name="Orders"))
    number = team.id
    db.session.execute(delete(Team).execution_options(synchronize_session=False))
    db.session.commit()
    with pytest.raises(ObjectDeletedError), transaction():
        assert team.name
    assert db.session.get(Team, number) is None
