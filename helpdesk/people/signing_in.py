"""Sign in and out. Wrong password, unknown address and disabled account look and take the same."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import insert
from helpdesk.people import password as passwords
from helpdesk.people import throttling
from helpdesk.people.agent import Agent, by_email
from helpdesk.people.being_here import leave
from helpdesk.people.events import SIGNED_IN, SIGNED_OUT
from helpdesk.people.sign_in import KEPT, SHIFT, SignIn


class WrongPassword(Exception):
    """Address and password do not belong to an account that may sign in."""


def check_password(email: str, password: str, *, address: str, known: bool = False) -> Agent:
    """The agent with this address and password. Raises WrongPassword, or TooOften before looking at either.

    `address` is the IP address the try comes from: failures count against it and against the account. `known`: from
    a browser in which this account has signed in before.
    """
    throttling.stop_if_too_often(email, address, known)
    agent = by_email(email)
    able = agent is not None and agent.password_hash is not None and agent.disabled_at is None
    right, newer = passwords.check(password, agent.password_hash if able else None)
    if not right:
        throttling.note_failure(email, address, known)
        raise WrongPassword
    throttling.forget_failures(email, known)
    if newer:
        _keep_newer_hash(agent, newer)
    return agent


@transaction()
def sign_in(agent: Agent, *, keep: bool = False) -> SignIn:
    """Begin a session for an agent whose password has been checked; `keep` lets it live for thirty days."""
    now = clock.now()
    made = insert(SignIn(agent_id=agent.id, epoch=agent.epoch, started_at=now, until=now + (KEPT if keep else SHIFT)))
    record(SIGNED_IN, by=agent, agent=agent.id)
    agent.sign_in_id = made.id
    return made


@transaction()
def sign_out(agent: Agent, sign_in_id: int) -> None:
    """End this session here and now: a copy of its cookie is worth nothing."""
    ended = db.session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.agent_id == agent.id, SignIn.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
    if ended.rowcount:
        record(SIGNED_OUT, by=agent, agent=agent.id, sign_in=sign_in_id)
        if not _signed_in_elsewhere(agent):
            leave(agent)


@transaction()
def forget_old_sign_ins(as_of: datetime | None = None) -> int:
    """Delete sign-ins that have been over for a week; for the sweep."""
    limit = (as_of or clock.now()) - timedelta(days=7)
    return db.session.execute(delete(SignIn).where(SignIn.until < limit)).rowcount


@transaction()
def _keep_newer_hash(agent: Agent, newer: str) -> None:
    agent.password_hash = newer


def _signed_in_elsewhere(agent: Agent) -> bool:
    return (
        db.session.query(SignIn.id)
        .filter(
            SignIn.agent_id == agent.id,
            SignIn.ended_at.is_(None),
            SignIn.until > clock.now(),
            SignIn.epoch == agent.epoch,
        )
        .first()
        is not None
    )
