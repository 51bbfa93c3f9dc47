"""Side-loading: include=users,groups brings what tickets point to, as far as each could be asked for by itself."""

from flask import request
from sqlalchemy import select

from helpdesk.api import user_shape
from helpdesk.api.groups import shape as group_shape
from helpdesk.customers import Customer
from helpdesk.db import db
from helpdesk.people import Agent, Team
from tickets import Message, Ticket


def beside(tickets: list[Ticket]) -> dict:
    """What `include` asks for, of what these tickets (which the agent may see) point to."""
    wanted = {word.strip() for word in request.args.get("include", "").split(",")}
    found = {}
    if "users" in wanted:
        found["users"] = _users(tickets)
    if "groups" in wanted:
        teams = {ticket.team_id for ticket in tickets} - {None}
        found["groups"] = [group_shape(team) for team in _rows(Team, teams)]
    if "organizations" in wanted:
        found["organizations"] = []
    return found


def authors(messages: list[Message]) -> dict:
    """Who wrote these comments, when include=users asks for it."""
    if "users" not in {word.strip() for word in request.args.get("include", "").split(",")}:
        return {}
    customers = {message.author_id for message in messages if message.author_kind == "customer"}
    agents = {message.author_id for message in messages if message.author_kind == "agent"}
    return {"users": [*user_shape.customers(_rows(Customer, customers)), *user_shape.agents(_rows(Agent, agents))]}


def _users(tickets: list[Ticket]) -> list[dict]:
    customers = _rows(Customer, {ticket.customer_id for ticket in tickets})
    agents = _rows(Agent, {ticket.assignee_id for ticket in tickets} - {None})
    return [*user_shape.customers(customers), *user_shape.agents(agents)]


def _rows(model, numbers: set[int]) -> list:
    return list(db.session.scalars(select(model).where(model.id.in_(numbers)).order_by(model.id))) if numbers else []
