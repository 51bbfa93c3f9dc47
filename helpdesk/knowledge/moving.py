"""Import and export: a file comes in with a look at it first, and everything goes out as one archive."""

import tempfile
from pathlib import Path

from flask import Response, request

import knowledge_base as kb
from helpdesk import clock
from helpdesk.knowledge.pages import pages, show
from helpdesk.knowledge.refused_words import in_words
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from knowledge_base.moving import Report, Unreadable, export_zip, read, take

ENDINGS = (".zip", ".csv", ".json", ".jsonl", ".md")
SHOWN = 200


@pages.get("/move")
@allowed("articles.publish")
def show_moving():
    """The form."""
    return show("move", "move", report=None, items=[], problem="")


@pages.post("/move")
@allowed("articles.publish")
def import_file():
    """Take it in; with `dry` only say what would come."""
    given, dry = request.files.get("file"), request.form.get("dry") == "1"
    if given is None or not given.filename:
        raise Refusal(422)
    ending = Path(given.filename).suffix.lower()
    if ending not in ENDINGS:
        return show(
            "move",
            "move",
            422,
            report=None,
            items=[],
            problem=say("It must be a .zip, .csv, .json or .md.", "仅支持 .zip、.csv、.json、.md 文件。"),
        )
    with tempfile.TemporaryDirectory() as folder:
        # Under a name of our own: the one it came with is theirs to choose.
        path = Path(folder, f"given{ending}")
        given.save(path)
        try:
            items, refused = read(Path(folder) if ending == ".md" else path, kb.centre().languages)
        except Unreadable as why:
            return show(
                "move",
                "move",
                422,
                report=None,
                items=[],
                problem=say(f"This file {why}.", f"无法读取：{in_words(str(why))}"),
            )
    report = Report(new=len(items)) if dry else take(items, by=me(), publishes=request.form.get("drafts") != "1")
    report.refused = [in_words(line) for line in (*refused, *report.refused)]
    return show("move", "move", report=report, items=items[:SHOWN] if dry else [], problem="")


@pages.get("/export.zip")
@allowed("articles.publish")
def export():
    """All of it, drafts included."""
    name = f"articles-{clock.now():%Y-%m-%d}.zip"
    disposition = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(export_zip(), content_type="application/zip", headers=disposition)
