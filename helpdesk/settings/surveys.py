"""Surveys: which there are, which inbox asks with which; the editor of one, with its preview."""

from flask import Response, make_response, render_template, request
from sqlalchemy import select

from channels import Inbox
from helpdesk.db import db
from helpdesk.headers import policy
from helpdesk.hot import get
from helpdesk.people.sessions import allowed
from helpdesk.reader import language, say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import number as whole
from helpdesk.settings.pages import pages, saved, show
from helpdesk.settings.survey_form import read, typed
from helpdesk.surveys.shown import drawn
from helpdesk.surveys.words import word
from tickets import surveys
from tickets.surveys import BadSurvey, Occasion, Survey
from tickets.surveys.editing import save
from tickets.surveys.occasion import ask_when_solved

_EMPTY = {"questions": [{"key": "score", "kind": "csat", "title": {"en": "", "zh": ""}, "required": True}]}


@pages.get("/surveys")
@allowed("surveys.manage")
def list_surveys():
    """All surveys, and what each inbox asks when a ticket is solved."""
    inboxes = db.session.scalars(select(Inbox).order_by(Inbox.name).limit(500)).all()
    chosen = dict(map(tuple, db.session.execute(select(Occasion.inbox_id, Occasion.survey_id))))
    return show("surveys", "surveys", surveys=surveys.surveys(), inboxes=inboxes, chosen=chosen)


@pages.post("/surveys/when-solved")
@allowed("surveys.manage")
def choose_when_solved():
    """What each inbox asks from now on."""
    known = {survey.id: survey for survey in surveys.surveys()}
    for inbox in db.session.scalars(select(Inbox).limit(500)).all():
        if f"inbox.{inbox.id}" in request.form:
            ask_when_solved(inbox.id, known.get(whole(f"inbox.{inbox.id}", 0, 0, 2**31)))
    return saved("list_surveys", "Saved.", "已保存。")


@pages.post("/surveys/shipped")
@allowed("surveys.manage")
def ship_surveys():
    """Make the usual surveys that are not there."""
    surveys.ship()
    return saved("list_surveys", "The usual surveys are there.", "已添加常用问卷。")


@pages.get("/surveys/new")
@allowed("surveys.manage")
def new_survey():
    """The empty form."""
    return _form(None, {**_EMPTY, "kind": "csat", "low_at": 2})


@pages.post("/surveys/new")
@allowed("surveys.manage")
def add_survey():
    """A new survey."""
    return _save(None)


@pages.get("/surveys/<int:number>")
@allowed("surveys.manage")
def show_survey(number: int):
    """One survey, with its preview."""
    return _form(_survey(number), None)


@pages.post("/surveys/<int:number>")
@allowed("surveys.manage")
def change_survey(number: int):
    """Change it; answers that were given stay."""
    return _save(_survey(number))


@pages.get("/surveys/<int:number>/preview")
@allowed("surveys.manage")
def preview_survey(number: int) -> Response:
    """The page as customers see it; it sends nothing."""
    survey = _survey(number)
    chosen = request.args.get("lang") if request.args.get("lang") in ("en", "zh") else language()
    text = render_template(
        "survey/page.html",
        language=chosen,
        other="en" if chosen == "zh" else "zh",
        t=lambda name, **more: word(name, chosen, **more),
        subject="",
        until="",
        preview=True,
        chosen=False,
        questions=drawn(survey.questions, {}, {}, chosen),
    )
    response = make_response(text)
    response.headers["Content-Security-Policy"] = policy(frame_ancestors="'self'")
    return response


def _save(survey: Survey | None):
    values = read()
    if "change" in request.form:  # one more question, one fewer, another order: nothing is kept yet
        return _form(survey, values)
    try:
        made = save(survey, **values)
    except BadSurvey as error:
        return _form(survey, values, problem=say(error.en, error.zh)), 422
    return redirect_saved(made)


def redirect_saved(survey: Survey):
    """Say so, and show it with its new preview."""
    return saved("show_survey", "Saved.", "已保存。", number=survey.id)


def _form(survey: Survey | None, values: dict | None, problem: str = ""):
    return show("survey", "surveys", survey=survey, form=typed(survey, values), problem=problem)


def _survey(number: int) -> Survey:
    survey = get(Survey, number) if 0 < number < 2**63 else None
    if survey is None:
        raise Refusal(404)
    return survey
