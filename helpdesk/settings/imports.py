"""Imports: take a file in, say what its columns are, try it, watch it, and take it back."""

from datetime import datetime
from zoneinfo import available_timezones

import phonenumbers
from flask import Response, jsonify, request, url_for
from sqlalchemy import func, select

from helpdesk import importing
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.importing import ImportRun
from helpdesk.importing.cleaning import said
from helpdesk.importing.exports import all_exports
from helpdesk.importing.field import Refused
from helpdesk.importing.import_run import ImportRefusal
from helpdesk.importing.regions import REGIONS
from helpdesk.importing.tables import Unreadable
from helpdesk.importing.unpacking import refuse_bombs
from helpdesk.importing.words import REASONS, STATES, reason
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import language, say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import pages, saved, show, wrong
from helpdesk.settings.zones import grouped

LARGEST = 100 * 2**20
EXISTING = ("fill", "overwrite", "leave")


@pages.get("/imports")
@allowed("imports.manage")
def list_imports():
    """All imports, the newest first, and where to begin one."""
    runs = db.session.scalars(select(ImportRun).order_by(ImportRun.id.desc()).limit(100)).all()
    return show("imports", "imports", runs=runs, subjects=_subjects(), states=_states(), exports=_exports())


@pages.post("/imports")
@allowed("imports.manage")
def begin_import():
    """Take the file, sent by the page's script; it is read beside. The answer says where its page is."""
    request.max_content_length = LARGEST + 2**20
    subject, file = request.form.get("subject", ""), request.files.get("file")
    if subject not in (*importing.all_subjects(), importing.EXPORT):
        raise Refusal(422)
    data = file.read(LARGEST + 1) if file else b""
    if not data:
        raise Refusal(422, "no_file", "Choose a file that is not empty.", "请选择非空的文件。")
    if len(data) > LARGEST:
        raise Refusal(413, "too_large", "The file is over 100 MB. Split it.", "文件超过 100 MB，请拆分后再导入。")
    try:
        refuse_bombs(data)
    except Unreadable as why:
        raise Refusal(422, why.code, *REASONS[why.code]) from None
    usual = {"trusted": True, "existing": "fill", "time_zone": me().time_zone or "UTC"}
    run = importing.begin(filename=file.filename or "file.csv", data=data, subject=subject, by=me(), options=usual)
    return jsonify(address=url_for("settings.show_import", number=run.id)), 201


@pages.get("/imports/<int:number>")
@allowed("imports.manage")
def show_import(number: int):
    """One import: its columns, its trial, its progress, what came of it."""
    run = _run(number)
    return show(
        "import",
        "imports",
        run=run,
        subjects=_subjects(),
        states=_states(),
        fields=_fields(run),
        preview=_preview(run),
        reasons=_reasons(run),
        regions=REGIONS,
        zones=grouped(language(), run.options.get("time_zone") or "UTC"),
        progress=_progress(run),
    )


@pages.get("/imports/<int:number>.json")
@allowed("imports.manage")
def import_progress(number: int):
    """How far it is."""
    return jsonify(_progress(_run(number)))


@pages.post("/imports/<int:number>")
@allowed("imports.manage")
def choose_columns(number: int):
    """Keep what the columns are; `then` may try or take in at once."""
    run = _run(number)
    columns, fields = set(run.columns), {field.name for field in _fields(run)}
    mapping = {name: column for name in fields if (column := request.form.get(f"field:{name}", "")) in columns}
    importing.choose(run, mapping, _options(run))
    then = request.form.get("then")
    if then in ("checking", "running") and not importing.start(run, then):
        return wrong("show_import", say("This import cannot begin now.", "当前无法开始导入。"), number=number)
    return saved("show_import", "Saved.", "已保存。", number=number)


@pages.post("/imports/<int:number>/<any(running,undoing,stop):what>")
@allowed("imports.manage")
def move_import(number: int, what: str):
    """Go on, take it back, or stop."""
    run = _run(number)
    if what == "stop":
        importing.stop(run)
    elif not importing.start(run, what):
        return wrong("show_import", say("That cannot be done now.", "当前无法执行此操作。"), number=number)
    return saved(
        "show_import",
        "Done." if what == "stop" else "Begun.",
        "已停止。" if what == "stop" else "已开始。",
        number=number,
    )


@pages.get("/imports/<int:number>/refused.csv")
@allowed("imports.manage")
def refused_rows(number: int):
    """The refused rows with their reasons, to be mended and taken in again."""
    run = _run(number)
    lines = list(importing.refused_rows(run, say))
    name = f"{datetime.now():%Y-%m-%d}-refused-{run.id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(lines, mimetype="text/csv", headers=headers)


def _run(number: int) -> ImportRun:
    run = get(ImportRun, number)
    if run is None:
        raise Refusal(404)
    return run


def _fields(run: ImportRun) -> list:
    if run.subject == importing.EXPORT:
        return []
    return [field for field in importing.all_subjects()[run.subject].FIELDS if field.kind != "messages"]


def _options(run: ImportRun) -> dict:
    form, kept = request.form, dict(run.options)
    kept["trusted"] = form.get("trusted") == "1"
    kept["publish"] = form.get("publish") == "1"
    kept["leave_out"] = form.get("leave_out") == "1"
    kept["day_first"] = form.get("day_first") == "1"
    kept["existing"] = form["existing"] if form.get("existing") in EXISTING else "fill"
    region, zone = form.get("region", "").strip().upper(), form.get("time_zone", "")
    kept["region"] = region if region in phonenumbers.SUPPORTED_REGIONS else ""
    kept["time_zone"] = zone if zone in available_timezones() else "UTC"
    if (currency := form.get("currency", "").strip().upper()).isalpha() and len(currency) == 3:
        kept["currency"] = currency
    return kept


def _preview(run: ImportRun) -> list[dict]:
    """The first rows as they would be taken in, or why not."""
    if run.state not in ("mapping", "checked") or not run.samples:
        return []
    return [_previewed(run, row) for row in run.samples[:10]]


def _previewed(run: ImportRun, row: dict) -> dict:
    try:
        subject = run.subject if run.subject != importing.EXPORT else None
        cells = importing.cleaned(run, subject, row) if subject else row
        return {"cells": {name: said(value) for name, value in cells.items()}, "why": None}
    except Refused as refused:
        titles = {one.name: say(*one.title) for one in _fields(run)}
        return {"cells": {}, "why": reason(refused.code, say), "field": titles.get(refused.field, refused.field)}


def _reasons(run: ImportRun) -> list[dict]:
    trial = run.state in ("mapping", "checked", "checking")
    back = ImportRefusal.subject == importing.KEPT  # of the way back: what somebody has used since
    query = (
        select(ImportRefusal.code, ImportRefusal.field, func.count(), func.min(ImportRefusal.row))
        .where(ImportRefusal.run_id == run.id, ImportRefusal.trial.is_(trial))
        .where(back if run.state in ("undoing", "undone") else ~back)
        .group_by(ImportRefusal.code, ImportRefusal.field)
        .order_by(func.count().desc())
        .limit(20)
    )
    titles = {one.name: say(*one.title) for one in _fields(run)}
    return [
        {"why": reason(code, say), "field": titles.get(field, field), "count": count, "row": row}
        for code, field, count, row in db.session.execute(query)
    ]


def _progress(run: ImportRun) -> dict:
    whole = run.total if run.state != "undoing" else max(run.made + run.changed, run.position)
    return {
        "state": run.state,
        "said": say(*STATES[run.state]),
        "working": run.state in importing.AT_WORK,
        "position": run.position,
        "total": whole,
        "percent": round(100 * run.position / whole) if whole else 0,
        **{name: getattr(run, name) for name in ("made", "changed", "same", "refused")},
        "trouble": say(*REASONS[run.trouble]) if run.trouble in REASONS else run.trouble,
    }


def _subjects() -> dict[str, str]:
    named = {kind: say(*one.label) for kind, one in importing.all_subjects().items()}
    return {**named, importing.EXPORT: say("Everything of another helpdesk", "其他客服系统的全部数据")}


def _exports() -> str:
    return say(", ", "、").join(one.label for one in all_exports().values())


def _states() -> dict[str, str]:
    return {state: say(*words) for state, words in STATES.items()}
