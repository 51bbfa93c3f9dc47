"""Telephone: where calls reach an agent, and which agent a telephone system means."""

import re

from sqlalchemy import or_, select

from helpdesk.customers.identity import normal
from helpdesk.db import db, transaction
from helpdesk.people.agent import Agent

SIP = re.compile(r"sips?:[^\s@]+@[A-Za-z0-9.-]+(:\d{1,5})?")
EXTENSION = re.compile(r"[0-9A-Za-z*#._-]{1,40}")


class NoTelephone(ValueError):
    """Nobody can be called there."""


@transaction()
def set_telephone(agent: Agent, *, phone: str, extension: str) -> None:
    """Say where calls reach the agent; empty for nowhere. Raises NoTelephone for what is none."""
    agent.phone, agent.extension = _phone(phone.strip()), _extension(extension.strip())


def at_telephone(name: str) -> Agent | None:
    """The agent whom a telephone system names so: by e-mail address, extension, number or SIP address."""
    name = name.strip()
    if not name:
        return None
    who = [Agent.email == _address(name), Agent.extension == name, Agent.phone == name]
    for column in who:
        if (found := db.session.scalar(select(Agent).where(column, Agent.disabled_at.is_(None)).limit(1))) is not None:
            return found
    return None


def at_telephones(names: list[str]) -> frozenset[int]:
    """The numbers of all agents whom these names mean, in one question."""
    names = [name.strip() for name in names if name.strip()]
    if not names:
        return frozenset()
    addresses = [_address(name) for name in names]
    who = or_(Agent.email.in_(addresses), Agent.extension.in_(names), Agent.phone.in_(names))
    return frozenset(db.session.scalars(select(Agent.id).where(who, Agent.disabled_at.is_(None))))


def _address(name: str) -> str:
    return (name.partition(":")[2] if name.lower().startswith(("sip:", "sips:")) else name).lower()


def _phone(value: str) -> str | None:
    if not value or SIP.fullmatch(value):
        return value or None
    try:
        return normal("phone", value)
    except ValueError:
        raise NoTelephone(value) from None


def _extension(value: str) -> str | None:
    if value and not EXTENSION.fullmatch(value):
        raise NoTelephone(value)
    return value or None
