"""Writing: the editor, its preview, and what stands around a text."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from flask import flash, jsonify, redirect, request
from sqlalchemy import select

import knowledge_base as kb
from helpdesk import people
from helpdesk.customers.segments import Segment
from helpdesk.db import db
from helpdesk.knowledge.pages import article, done, number_given, pages, show
from helpdesk.people import Agent
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from knowledge_base.article import LONGEST_BODY
from knowledge_base.feedback import comments_of
from knowledge_base.file import files_of
from knowledge_base.listing import lines_of
from knowledge_base.rendering import rendered
from knowledge_base.writing import current, segments_of


@pages.get("/new")
@allowed("articles.write")
def new_article():
    """An empty page; what it is about may come along (from a gap, from a ticket)."""
    title = request.args.get("title", "")[:250]
    return show("new", "", title=title, centre=kb.centre(), categories=kb.categories())


@pages.post("/new")
@allowed("articles.write")
def begin_article():
    """A draft."""
    made = kb.begin(
        title=request.form.get("title", ""),
        language=request.form.get("language", "en"),
        category_id=number_given("category"),
        by=me(),
    )
    return redirect(f"/knowledge/{made.id}/{made.source_language}", 303)


@pages.get("/<number:number>")
@allowed("articles.write")
def any_language(number: int):
    """The language it is written in."""
    return redirect(f"/knowledge/{number}/{article(number).source_language}")


@pages.get("/<number:number>/<lang>")
@allowed("articles.write")
def edit(number: int, lang: str):
    """The editor; beside a translation stands what it renders."""
    row, centre = article(number), kb.centre()
    if lang not in centre.languages:
        raise Refusal(404)
    line = lines_of([row])[0]
    text = line.texts.get(lang)
    beside = request.args.get("beside")
    other = line.texts.get(beside) if beside in line.texts and beside != lang else None
    return show(
        "edit",
        "",
        article=row,
        line=line,
        text=text,
        lang_here=lang,
        revision=current(text) if text is not None else None,
        other=current(other) if other is not None else None,
        beside=beside if other is not None else None,
        changed_since=_changed_since(line, text, lang),
        centre=centre,
        categories=kb.categories(),
        segments=db.session.scalars(select(Segment).order_by(Segment.position, Segment.id).limit(200)).all(),
        chosen=set(segments_of(row.id)),
        agents=db.session.scalars(
            select(Agent).where(Agent.disabled_at.is_(None)).order_by(Agent.name).limit(500)
        ).all(),
        people={agent.id: agent.name for agent in db.session.scalars(select(Agent).limit(1000))},
        phrasings=kb.phrasings_of([row.id]).get(row.id, []),
        suggested=kb.phrasings_of([row.id], approved=False).get(row.id, []),
        files=files_of(row.id),
        comments=comments_of(row.id, 10),
        rendered=rendered,
    )


@pages.post("/<number:number>/<lang>")
@allowed("articles.write")
def save(number: int, lang: str):
    """Save the draft; what is refused, or was changed by somebody else meanwhile, is shown again and not lost."""
    row, seen = article(number), number_given("seen")
    title, body = request.form.get("title", ""), request.form.get("body", "")
    try:
        request_body_fits(body)
        kb.write(row, lang, title=title, body=body, by=me(), note=request.form.get("note", ""), seen=seen)
    except kb.NotAllowed as why:
        theirs = why.code == "changed"
        return show(
            "changed",
            "",
            409 if theirs else 422,
            article=row,
            lang_here=lang,
            title=title,
            body=body,
            seen=None if theirs else seen,
            theirs=theirs,
            why=say(why.en, why.zh),
        )
    return done(f"/knowledge/{number}/{lang}", "Draft saved.", "草稿已保存。")


@pages.post("/preview")
@allowed("articles.write")
def preview():
    """The Markdown as readers would see it."""
    given = request.get_json(silent=True)
    body = given.get("body", "") if isinstance(given, dict) else ""
    if not isinstance(body, str) or len(body) > LONGEST_BODY:
        raise Refusal(422)
    return jsonify(html=rendered(body))


@pages.post("/<number:number>/details")
@allowed("articles.write")
def place(number: int):
    """Shelf, readers, owner, and when to look at it again. Who sees it is for those who publish."""
    row, form = article(number), request.form
    values: dict = {
        "category_id": number_given("category"),
        "owner_id": number_given("owner"),
        "check_by": _day("check_by"),
    }
    if people.may(me(), "articles.publish"):
        values |= {"visibility": form.get("visibility", "public"), "promoted": form.get("promoted") == "1"}
        values["segments"] = [int(one) for one in form.getlist("segments") if one.isdecimal() and len(one) < 19][:100]
    kb.place(row, by=me(), **values)
    return done(_here(row), "Saved.", "已保存。")


@pages.post("/<number:number>/phrasings")
@allowed("articles.write")
def add_phrasings(number: int):
    """One a line."""
    row, lang = article(number), request.form.get("language", "en")
    lines = [line for line in request.form.get("phrasings", "").splitlines() if line.strip()][:100]
    refused = [(line, why) for line in lines if (why := _refused_phrasing(row, line, lang))]
    for line, why in refused[:5]:
        flash(f"{line.strip()[:80]} – {say(why.en, why.zh)}", "bad")
    if len(refused) == len(lines):
        return redirect(f"/knowledge/{number}/{lang}#phrasings", 303)
    return done(f"/knowledge/{number}/{lang}#phrasings", "Saved.", "已保存。")


@pages.post("/phrasings/<number:number>/<verb>")
@allowed("articles.write")
def judge_phrasing(number: int, verb: str):
    """Keep a proposed one, or drop any."""
    row = db.session.get(kb.Phrasing, number)
    if row is None or verb not in ("approve", "drop"):
        raise Refusal(404)
    (kb.approve_phrasing if verb == "approve" else kb.drop_phrasing)(row, by=me())
    return done(f"/knowledge/{row.article_id}/{row.language}#phrasings", "Saved.", "已保存。")


def _refused_phrasing(row, line: str, lang: str) -> kb.NotAllowed | None:
    """Why this one cannot be kept; the others are, whatever stands beside them."""
    try:
        kb.add_phrasing(row, line, language=lang, by=me())
    except kb.NotAllowed as why:
        return why
    return None


def request_body_fits(body: str) -> None:
    """Raises NotAllowed for a text that no page should be."""
    if len(body) > LONGEST_BODY:
        raise kb.NotAllowed("too_long")


def _changed_since(line, text, lang: str) -> bool:
    """Whether the source was published anew since this translation was."""
    return text is not None and lang in line.behind


def _here(row) -> str:
    lang = request.form.get("language", row.source_language)
    return f"/knowledge/{row.id}/{lang if lang in kb.centre().languages else row.source_language}"


def _day(name: str) -> datetime | None:
    try:
        day = datetime.strptime(request.form.get(name, ""), "%Y-%m-%d").date()
        return datetime.combine(day, time(9), ZoneInfo(me().time_zone or "UTC")).astimezone(UTC)
    except (ValueError, KeyError, OverflowError):
        return None
