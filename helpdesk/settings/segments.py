"""Segments: all with their live counts, one in sentences, and how many it would be while it is written."""

import json

from flask import jsonify, request

from helpdesk.customers import Segment, segments
from helpdesk.customers.segmenting import keeping
from helpdesk.customers.segmenting.changing import BadSegment, drop_segment, save_segment
from helpdesk.customers.segmenting.conditions import BadConditions, check
from helpdesk.customers.segments import NAMED
from helpdesk.db import db
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import pages, saved, show, wrong
from helpdesk.settings.segment_catalogue import segment_catalogue

EMPTY: dict = {"all": []}


@pages.get("/segments")
@allowed("segments.manage")
def list_segments():
    """All of them with how many belong to each."""
    return show("segments", "segments", segments=segments(), named=NAMED)


@pages.get("/segments/new")
@allowed("segments.manage")
def new_segment():
    """An empty one."""
    return _form(None, {"conditions": EMPTY})


@pages.post("/segments/new")
@allowed("segments.manage")
def add_segment():
    """Keep it; who belongs is reckoned at once."""
    return _save(None)


@pages.get("/segments/<int:number>")
@allowed("segments.manage")
def show_segment(number: int):
    """One segment."""
    segment = _find(number)
    return _form(segment, vars(segment))


@pages.post("/segments/<int:number>")
@allowed("segments.manage")
def change_segment(number: int):
    """Other names, other conditions; its key stays."""
    return _save(_find(number))


@pages.post("/segments/<int:number>/dropped")
@allowed("segments.manage")
def end_segment(number: int):
    """Gone, unless it is one of the named."""
    try:
        drop_segment(_find(number), by=me())
    except BadSegment:
        return wrong("list_segments", say("The named segments stay.", "内置分群不能删除。"))
    return saved("list_segments", "The segment is gone.", "分群已删除。")


@pages.post("/segments/preview.json")
@allowed("segments.manage")
def preview_segment():
    """How many customers fulfil these conditions now."""
    given = request.get_json(silent=True)
    conditions = given.get("conditions") if isinstance(given, dict) else None
    try:
        check(conditions)
    except BadConditions:
        return jsonify(problem=say("Fill in every condition.", "请填完每个条件。"))
    count = keeping.count(conditions)
    return jsonify(count=count, sentence=say(f"{count:,} customers", f"{count:,} 位客户"))


def _find(number: int) -> Segment:
    segment = db.session.get(Segment, number)
    if segment is None:
        raise Refusal(404)
    return segment


def _save(segment: Segment | None):
    names = {name: request.form.get(name, "") for name in ("name_en", "name_zh")}
    try:
        conditions = json.loads(request.form.get("conditions") or "null")
        kept = save_segment(segment, **names, conditions=conditions, by=me())
    except (BadConditions, BadSegment, ValueError) as error:
        told = _told(error)
        return _form(segment, {**names, "conditions": _readable(request.form.get("conditions"))}, told), 422
    keeping.keep_waiting()
    return saved("show_segment", "Saved.", "已保存。", number=kept.id)


def _told(error: Exception) -> str:
    if isinstance(error, BadSegment) and error.code == "name":
        return say("Give it a name.", "请填写名称。")
    if isinstance(error, BadSegment):
        return say("There are 200 segments at most.", "最多 200 个分群。")
    return say("Fill in every condition.", "请填写完整每个条件。")


def _readable(conditions: str | None) -> dict:
    try:
        check(found := json.loads(conditions or ""))
    except (BadConditions, ValueError):
        return EMPTY
    return found


def _form(segment: Segment | None, values: dict, problem: str | None = None):
    return show(
        "segment",
        "segments",
        segment=segment,
        values=values,
        problem=problem,
        catalogue=segment_catalogue(),
        may_go=segment is not None and segment.key not in NAMED,
    )
