"""The figures on the rail of the pages that are made here: the console draws the same ones by itself."""

from flask_login import current_user
from sqlalchemy import func, select

from helpdesk import people
from helpdesk.db import db
from helpdesk.notifying.desk import unread_of
from helpdesk.people.sessions import me
from routing import Escalation


def rail_counts() -> dict[str, int]:
    """What waits at the bell and, for who handles them, at the desk of escalations; nothing for strangers."""
    if not current_user.is_authenticated:
        return {}
    agent = me()
    counts = {"bell": unread_of(agent.id)}
    if people.may(agent, "escalations.handle"):
        counts["escalations"] = untaken()
    return counts


def untaken() -> int:
    """How many escalations are open that nobody has taken."""
    waiting = select(func.count()).where(Escalation.ended_at.is_(None), Escalation.taken_at.is_(None))
    return db.session.scalar(waiting) or 0
