"""Telephone: where calls reach an agent, and which agent a telephone system means."""

import re

from sqlalchemy import select

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
    address = name.partition(":")[2] if name.lower().startswith(("sip:", "sips:")) else name
    who = [Agent.email == address.lower(), Agent.extension == name, Agent.phone == name]
    for column in who:
        if (found := db.session.scalar(select(Agent).where(column, Agent.disabled_at.is_(None)).limit(1))) is not None:
            return found
    return None


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
