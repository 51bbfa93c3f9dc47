"""Accounts, teams, roles and tokens: who may be here, and what ends it."""

import pytest
from sqlalchemy import select

from helpdesk import people
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.people import Agent, roles, teams_of
from tests.support.cast import PASSWORD


def again(agent):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(Agent, agent.id)


def happened() -> list[str]:
    return list(db.session.scalars(select(Event.name).order_by(Event.id)))


def test_an_address_has_one_account_however_it_is_written(app, mia):
    people.hire(email=" Ann@Demo.test ", name="Ann", by=mia)
    with pytest.raises(people.Taken):
        people.hire(email="ann@demo.TEST", name="Another Ann", by=mia)
    assert happened() == ["agent_hired"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nobody"},
        {"email": "a@b c"},
        {"email": "@x"},
        {"name": "  "},
        {"name": "x" * 201},
        {"role": "god"},
        {"password": "short"},
        {"password": "x" * 1025},
        {"password": "ann@demo.test"},
    ],
)
def test_what_is_no_account_is_refused(app, mia, wrong):
    with pytest.raises(ValueError):
        people.hire(**{"email": "ann@demo.test", "name": "Ann", "by": mia} | wrong)
    assert happened() == []


def test_the_last_admin_cannot_be_lost(app, mia, ann):
    for change in (lambda: people.disable(again(mia), by=None), lambda: people.set_role(again(mia), "agent", by=None)):
        with pytest.raises(people.LastAdmin):
            change()
    people.set_role(again(ann), "admin", by=mia)
    people.disable(again(mia), by=ann)
    assert again(mia).disabled_at is not None


def test_the_same_again_changes_nothing(app, ann, orders, mia):
    people.set_role(ann, "agent", by=mia)
    people.enable(ann, by=mia)
    people.join_team(ann, orders, by=mia)
    people.rename(ann, name="Ann", by=mia)
    people.set_capacity(ann, ann.capacity, by=mia)
    assert happened() == []
    assert again(ann).epoch == 1


def test_teams_are_joined_and_left(app, ann, returns, orders, mia):
    people.join_team(ann, returns, by=mia)
    assert sorted(teams_of(again(ann))) == [orders.id, returns.id]
    people.leave_team(again(ann), orders, by=mia)
    assert teams_of(again(ann)) == [returns.id]
    assert happened() == ["team_joined", "team_left"]


def test_a_changed_password_is_the_only_one(app, ann):
    people.change_password(again(ann), "another password", by=ann)
    with pytest.raises(people.WrongPassword):
        people.check_password(ann.email, PASSWORD, address="192.0.2.1")
    assert people.check_password(ann.email, "another password", address="192.0.2.1").id == ann.id


def test_permissions_grow_with_the_role(app):
    for permission in roles.PERMISSIONS.values():
        least = next(role for role in roles.ROLES if role in permission.roles)
        assert permission.roles == set(roles.at_least(least))
    with pytest.raises(KeyError):
        people.may(Agent(role="admin"), "no.such.thing")


def test_a_token_is_kept_hashed_and_ends(app, ann):
    token = people.api_token.create(ann, name="import", by=ann)
    row, owner = people.api_token.look_up(token)
    assert owner.id == ann.id and token.encode() not in row.token_hash
    assert again(ann) and db.session.get(people.api_token.ApiToken, row.id).last_used_at is not None
    for wrong in ("", "hd_", token[:-1], token + "x", token.lower(), f" {token}", "hd_\udc80"):
        assert people.api_token.find(wrong) is None
    people.api_token.end(row, by=ann)
    assert people.api_token.find(token) is None
