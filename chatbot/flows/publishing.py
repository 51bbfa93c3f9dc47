"""Publish a flow: a version that was published is never changed, so who is in the middle of one goes on as it began."""

import re

from sqlalchemy import func, select

from chatbot.events import FLOW_PUBLISHED
from chatbot.flows.flow import Flow, FlowVersion
from chatbot.flows.steps import wrong_with
from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record

KEY = re.compile(r"[a-z][a-z0-9-]{0,59}")
MOST, MOST_PHRASINGS, LONGEST_PHRASING = 100, 50, 300


class BadFlow(ValueError):
    """It cannot be kept; `wrong` are (step, English, Chinese)."""

    def __init__(self, wrong: list[tuple[str, str, str]]):
        self.wrong = wrong
        super().__init__(wrong[0][1])


@transaction()
def save_flow(
    flow: Flow | None, *, key: str, name_en: str, name_zh: str, phrasings: list[str], steps: list[dict], by
) -> Flow:
    """Keep the flow, and its steps as a new version that is used from now on. Raises BadFlow, and nothing is kept."""
    name_en, name_zh = name_en.strip()[:100], name_zh.strip()[:100]
    phrasings = list(dict.fromkeys(" ".join(one.split())[:LONGEST_PHRASING] for one in phrasings if one.strip()))
    wrong = wrong_with(steps)
    if not name_en or not name_zh:
        wrong.insert(0, ("", "It needs a name in both languages.", "需要填写中英文名称。"))
    if not KEY.fullmatch(key):
        wrong.insert(0, ("", "A key has small letters, digits and hyphens.", "标识只能使用小写字母、数字和连字符。"))
    only_one("flow", key)
    taken = db.session.scalar(select(Flow.id).where(Flow.key == key))
    if taken is not None and (flow is None or flow.id != taken):
        wrong.insert(0, ("", "Another flow has this key.", "该标识已被其他流程使用。"))
    if wrong:
        raise BadFlow(wrong)
    flow = flow or Flow()
    flow.key, flow.name_en, flow.name_zh, flow.phrasings = key, name_en, name_zh, phrasings[:MOST_PHRASINGS]
    flow.updated_at = clock.now()
    db.session.add(flow)
    db.session.flush()
    if steps != steps_of(flow.version_id):
        flow.version_id = _new_version(flow, steps, by).id
    db.session.flush()
    record(FLOW_PUBLISHED, by=by, flow=flow.id, version=flow.version_id)
    return flow


@transaction()
def switch(flow: Flow, on: bool, *, by) -> None:
    """Let customers begin it, or not. Who is in the middle of it goes on."""
    if flow.enabled != on:
        flow.enabled, flow.updated_at = on, clock.now()
        db.session.flush()
        record(FLOW_PUBLISHED, by=by, flow=flow.id, version=flow.version_id)


@transaction()
def go_back(flow: Flow, version: FlowVersion, *, by) -> None:
    """Use an earlier version again."""
    flow.version_id, flow.updated_at = version.id, clock.now()
    db.session.flush()
    record(FLOW_PUBLISHED, by=by, flow=flow.id, version=version.id)


def steps_of(version_id: int | None) -> list[dict] | None:
    """The steps of a version."""
    version = db.session.get(FlowVersion, version_id) if version_id else None
    return version.steps if version is not None else None


def versions_of(flow: Flow) -> list[FlowVersion]:
    """Its versions, the newest first."""
    query = select(FlowVersion).where(FlowVersion.flow_id == flow.id).order_by(FlowVersion.number.desc()).limit(50)
    return list(db.session.scalars(query))


def _new_version(flow: Flow, steps: list[dict], by) -> FlowVersion:
    last = db.session.scalar(select(func.max(FlowVersion.number)).where(FlowVersion.flow_id == flow.id)) or 0
    version = FlowVersion(flow_id=flow.id, number=last + 1, steps=steps, made_by=getattr(by, "id", None))
    db.session.add(version)
    db.session.flush()
    return version
