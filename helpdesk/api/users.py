"""Users: customers (end-users) and agents, as one kind."""

from flask import request
from sqlalchemy import select

from helpdesk import customers as who
from helpdesk.api import numbers, reading, user_shape
from helpdesk.api.door import NUMBER, answer, given, me, not_found, route, sight
from helpdesk.api.idempotency import once
from helpdesk.api.paging import page_of, whole
from helpdesk.api.requesters import may_see
from helpdesk.api.user_writing import change, customer_at, make, make_or_change
from helpdesk.customers import Customer, Identity
from helpdesk.customers.identity import LOOKED_UP, index_of
from helpdesk.db import db
from helpdesk.people import Agent
from tickets.knowing import known_to

AGENTS = ("agent", "admin")


@route("/users")
def list_users():
    """Customers, or with role=agent the agents."""
    roles = {request.args.get("role"), *request.args.getlist("role[]")} - {None}
    if roles and roles <= set(AGENTS):
        query = select(Agent).where(Agent.disabled_at.is_(None))
        query = query if "agent" in roles else query.where(Agent.role == "admin")
        return answer(page_of(query, "users.json", "users", user_shape.agents, order=(Agent.id,)))
    return answer(page_of(known(), "users.json", "users", user_shape.customers, order=(Customer.id,)))


@route("/users/me")
def show_me():
    """The agent in whose name the program acts."""
    return answer({"user": user_shape.of(me())})


@route(f"/users/{NUMBER}")
def show_user(number: int):
    """One user."""
    found = numbers.find(number)
    if found is None or (isinstance(found, Customer) and not may_see(found)):
        raise not_found()
    return answer({"user": user_shape.of(found)})


@route("/users/show_many")
def show_many_users():
    """The users of ids=2,4,5 that the agent may know of."""
    ids = reading.numbers_of(request.args.get("ids"))
    customers = db.session.scalars(known().where(Customer.id.in_([n // 2 for n in ids if n % 2 == 0]))).all()
    agents = db.session.scalars(select(Agent).where(Agent.id.in_([n // 2 for n in ids if n % 2]))).all()
    return answer(
        whole(
            [*customers, *agents], "users", lambda rows: [*user_shape.customers(customers), *user_shape.agents(agents)]
        )
    )


@route("/users/search")
def search_users():
    """Users with this e-mail address or phone number; names are sealed and cannot be searched."""
    asked = request.args.get("external_id") or request.args.get("query", "").removeprefix("email:").strip('" ')
    rows = found_by(asked)
    return answer(whole(rows, "users", lambda found: [user_shape.of(row) for row in found]))


@route("/users", "POST")
@once
def create_user():
    """Make a customer."""
    customer = make(given("user"))
    shown = user_shape.of(customer)
    return answer({"user": shown}, 201, Location=shown["url"])


@route("/users/create_or_update", "POST")
@once
def create_or_update_user():
    """The customer with this address is changed, or made."""
    customer, new = make_or_change(given("user"))
    return answer({"user": user_shape.of(customer)}, 201 if new else 200)


@route(f"/users/{NUMBER}", "PUT")
@once
def update_user(number: int):
    """Change a customer."""
    customer = customer_at(number)
    change(customer, given("user"))
    return answer({"user": user_shape.of(customer)})


def known():
    """The customers whom this agent may know of: through a ticket, or because nobody has one yet."""
    within = known_to(sight())
    return select(Customer) if within is None else select(Customer).where(within)


def found_by(address: str) -> list:
    """Agents and customers with this address."""
    agents = db.session.scalars(select(Agent).where(Agent.email == address.lower())).all()
    indexes = []
    for kind in LOOKED_UP:
        try:
            indexes.append(index_of(kind, who.normal(kind, address)))
        except ValueError:
            continue
    mine = select(Identity.customer_id).where(Identity.value_index.in_(indexes))
    customers = db.session.scalars(known().where(Customer.id.in_(mine)).order_by(Customer.id).limit(100)).all()
    return [*customers, *agents]
