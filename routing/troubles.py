"""Troubles: what went wrong with a rule, shown on its page until somebody saves it anew."""

from datetime import timedelta

from sqlalchemy import update

from helpdesk import clock
from helpdesk.db import db, on_commit, transaction
from routing.rule import Rule

AGAIN = timedelta(minutes=10)


def note_trouble(rule_id: int, kind: str, ticket_id: int, more: dict | None = None) -> None:
    """Remember it once what is being done has been done, every ten minutes at most: the row is everybody's."""
    on_commit(lambda: _keep(rule_id, {"kind": kind, "ticket": ticket_id, **(more or {})}))


@transaction()
def _keep(rule_id: int, trouble: dict) -> None:
    now = clock.now()
    long_ago = Rule.trouble_at.is_(None) | (Rule.trouble_at < now - AGAIN)
    db.session.execute(
        update(Rule)
        .where(Rule.id == rule_id, long_ago)
        .values(trouble=trouble, trouble_at=now)
        .execution_options(synchronize_session=False)
    )
