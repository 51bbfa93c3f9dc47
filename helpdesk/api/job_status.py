"""JobStatus: what became of a request that was about many."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, delete
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.api.door import me, url
from helpdesk.db import Row, db, in_transaction, savepoint, transaction
from helpdesk.hot import insert
from helpdesk.refusing import Refusal
from tickets.refusals import NotAllowed

MOST = 100
KEPT = timedelta(days=7)


class JobStatus(Row):
    """All is done within the request; the row lets programs ask as they are used to."""

    __tablename__ = "job_status"
    id: Mapped[str] = mapped_column(primary_key=True, default=lambda: secrets.token_hex(16))
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    results: Mapped[list] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now, index=True)


def each(items: Iterable, act: Callable, action: str) -> JobStatus:
    """Do this to every item by itself: one that refuses holds up none of the others. `act` returns the row's number."""
    results = [_one(place, item, act, action) for place, item in enumerate(items)]
    with transaction():
        return insert(JobStatus(agent_id=me().id, results=results))


def forget_old(as_of: datetime) -> int:
    """Forget the jobs of more than a week ago; returns how many."""
    with transaction():
        return db.session.execute(
            delete(JobStatus).where(JobStatus.created_at < as_of - KEPT).execution_options(synchronize_session=False)
        ).rowcount


def shape(row: JobStatus) -> dict:
    """The job as the API says it."""
    failed = sum(not result["success"] for result in row.results)
    done = f"Completed at {clock.iso(row.created_at)}" + (f"; {failed} failed" if failed else "")
    return {
        "id": row.id,
        "job_type": "many",
        "url": url(f"job_statuses/{row.id}.json"),
        "total": len(row.results),
        "progress": len(row.results),
        "status": "completed",
        "message": done,
        "results": row.results,
    }


def _one(place: int, item, act: Callable, action: str) -> dict:
    try:
        if in_transaction():  # under an idempotency key the whole is one transaction
            with savepoint():
                number = act(item)
        else:
            number = act(item)
        return {"index": place, "id": number, "action": action, "success": True, "status": action.title() + "d"}
    except (Refusal, NotAllowed) as refusal:
        code = "NotFound" if getattr(refusal, "status", 422) == 404 else "Refused"
        return {
            "index": place,
            "action": action,
            "success": False,
            "status": "Failed",
            "error": code,
            "details": refusal.en,
        }
