"""Pruning: providers' requests are kept as they came for a while, then forgotten; dead letters stay."""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import delete, select

from channels.arrival import Arrival
from helpdesk.db import db, transaction

BATCH = 1000


def forget_handled(as_of: datetime) -> int:
    """Forget requests older than KEEP_RAW_DAYS that were understood or thrown away; returns how many."""
    before = as_of - timedelta(days=int(current_app.config["KEEP_RAW_DAYS"]))
    gone = 0
    while (some := _forget_some(before)) == BATCH:  # small transactions: nobody waits for the whole of it
        gone += some
    return gone + some


@transaction()
def _forget_some(before: datetime) -> int:
    old = select(Arrival.id).where(Arrival.at < before, Arrival.state != "dead").limit(BATCH)
    return db.session.execute(
        delete(Arrival).where(Arrival.id.in_(old.scalar_subquery())).execution_options(synchronize_session=False)
    ).rowcount
