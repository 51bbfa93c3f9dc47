"""Job statuses: what became of requests about many."""

from flask import request
from sqlalchemy import select

from helpdesk.api.door import answer, me, not_found, route
from helpdesk.api.job_status import JobStatus, shape
from helpdesk.api.paging import whole
from helpdesk.db import db


@route("/job_statuses")
def list_jobs():
    """The newest hundred of the agent's."""
    rows = db.session.scalars(
        select(JobStatus).where(JobStatus.agent_id == me().id).order_by(JobStatus.created_at.desc()).limit(100)
    ).all()
    return answer(whole(rows, "job_statuses", lambda found: [shape(row) for row in found]))


@route("/job_statuses/show_many")
def show_many_jobs():
    """Those of ids=a,b."""
    ids = request.args.get("ids", "").split(",")[:100]
    rows = db.session.scalars(select(JobStatus).where(JobStatus.id.in_(ids), JobStatus.agent_id == me().id)).all()
    return answer(whole(rows, "job_statuses", lambda found: [shape(row) for row in found]))


@route("/job_statuses/<number>")
def show_job(number: str):
    """One of them."""
    row = db.session.get(JobStatus, number.removesuffix(".json"))
    if row is None or row.agent_id != me().id:
        raise not_found()
    return answer({"job_status": shape(row)})
