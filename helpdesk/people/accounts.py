"""Accounts: who works here. Every change that touches trust ends all sessions, sockets and tokens of the account."""

from sqlalchemy import func, select

from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record
from helpdesk.hot import insert
from helpdesk.people import password as passwords
from helpdesk.people.agent import Agent, by_email
from helpdesk.people.being_here import leave
from helpdesk.people.events import (
    AGENT_DISABLED,
    AGENT_ENABLED,
    AGENT_HIRED,
    AGENT_RENAMED,
    PASSWORD_CHANGED,
    ROLE_CHANGED,
)
from helpdesk.people.roles import ROLES


class Taken(ValueError):
    """Another account has this address."""


class LastAdmin(ValueError):
    """Somebody must be left who can manage the installation."""


@transaction()
def hire(*, email: str, name: str, role: str = "agent", password: str | None = None, by, **values) -> Agent:
    """A new account; without a password nobody can sign in to it. Raises Taken, TooWeak or ValueError."""
    email, name = email.strip().lower(), name.strip()
    if "@" not in email[1:-1] or any(c.isspace() for c in email) or len(email) > 254:
        raise ValueError("not an e-mail address")
    if not name or len(name) > 200:
        raise ValueError("a name needs 1 to 200 characters")
    if role not in ROLES:
        raise ValueError(f"a role is one of {', '.join(ROLES)}")
    only_one("agent", email)
    if by_email(email):
        raise Taken(f"{email} has an account already")
    agent = insert(
        Agent(
            email=email,
            name=name,
            role=role,
            **values,
            password_hash=passwords.hashed(password, email) if password else None,
        )
    )
    record(AGENT_HIRED, by=by, agent=agent.id, role=role)
    return agent


@transaction()
def open_the_desk(*, email: str, name: str, password: str, **values) -> Agent:
    """The first admin of an installation. Raises Taken when there is an agent already: two strangers, one wins."""
    only_one("first agent")
    if anybody():
        raise Taken("the desk has been opened already")
    return hire(email=email, name=name, role="admin", password=password, by=None, **values)


def anybody() -> bool:
    """Whether there is an account at all."""
    return db.session.scalar(select(Agent.id).limit(1)) is not None


@transaction()
def rename(agent: Agent, *, name: str, by) -> None:
    """Give the agent another name. Raises ValueError for none."""
    name = name.strip()
    if not name or len(name) > 200:
        raise ValueError("a name needs 1 to 200 characters")
    if name != agent.name:
        agent.name = name
        record(AGENT_RENAMED, by=by, agent=agent.id)


@transaction()
def change_password(agent: Agent, password: str, *, by) -> None:
    """Set a new password. Raises TooWeak."""
    agent.password_hash = passwords.hashed(password, agent.email)
    agent.epoch += 1
    record(PASSWORD_CHANGED, by=by, agent=agent.id)


@transaction()
def set_role(agent: Agent, role: str, *, by) -> None:
    """Make the agent an agent, a supervisor or an admin. Raises LastAdmin."""
    if role not in ROLES:
        raise ValueError(f"a role is one of {', '.join(ROLES)}")
    if role != agent.role:
        _leave_an_admin(agent)
        before, agent.role = agent.role, role
        agent.epoch += 1
        record(ROLE_CHANGED, by=by, agent=agent.id, **{"from": before, "to": role})


@transaction()
def disable(agent: Agent, *, by) -> None:
    """The agent may no longer sign in; what they wrote stays theirs. Raises LastAdmin."""
    if agent.disabled_at is None:
        _leave_an_admin(agent)
        leave(agent)
        agent.disabled_at = clock.now()
        agent.epoch += 1
        record(AGENT_DISABLED, by=by, agent=agent.id)


@transaction()
def enable(agent: Agent, *, by) -> None:
    """The agent may sign in again; the sessions of before stay dead."""
    if agent.disabled_at is not None:
        agent.disabled_at = None
        record(AGENT_ENABLED, by=by, agent=agent.id)


def _leave_an_admin(agent: Agent) -> None:
    only_one("admins")
    admins = select(func.count()).where(Agent.role == "admin", Agent.disabled_at.is_(None), Agent.id != agent.id)
    if agent.role == "admin" and not db.session.scalar(admins):
        raise LastAdmin("the last admin cannot be disabled or given another role")
