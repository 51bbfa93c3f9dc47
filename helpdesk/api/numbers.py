"""Numbers of users: the API knows customers and agents as one kind, so even numbers are customers, odd ones agents."""

from helpdesk.customers import Customer
from helpdesk.hot import get
from helpdesk.people import Agent

LARGEST = 2**62 - 1


def of_customer(number: int | None) -> int | None:
    """The user number of this customer."""
    return None if number is None else number * 2


def of_agent(number: int | None) -> int | None:
    """The user number of this agent."""
    return None if number is None else number * 2 + 1


def of_author(kind: str, number: int | None) -> int | None:
    """The user number of whoever wrote or did something; None for the program itself."""
    if kind == "customer":
        return of_customer(number)
    return of_agent(number) if kind == "agent" else None


def agent_number(user: int) -> int | None:
    """The agent's own number, if this is an agent's user number."""
    return user // 2 if user % 2 else None


def customer_number(user: int) -> int | None:
    """The customer's own number, if this is a customer's user number."""
    return None if user % 2 else user // 2


def find(user) -> Agent | Customer | None:
    """Who has this user number."""
    if type(user) is not int or not 0 < user // 2 <= LARGEST:
        return None
    return get(Agent if user % 2 else Customer, user // 2)
