"""The page: looking at it changes nothing, whoever looks; only what is sent by its form is a vote.

Mail scanners open every link of a mail and follow it with GET and HEAD: a link of the mail therefore only chooses.
"""

from datetime import datetime

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as ResponseBase

from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.reader import wants_json
from helpdesk.refusing import Refusal
from helpdesk.surveys.shown import drawn
from helpdesk.surveys.words import word
from helpdesk.throttle import Throttle
from tickets import Ticket, surveys
from tickets.surveys import BadAnswer, Over, Survey
from tickets.surveys.questions import accepted, value_of

_LOOK = Throttle("survey.look", limit=240, seconds=60)
_SEND = Throttle("survey.send", limit=60, seconds=60)
LARGEST = 64 * 2**10


def register(blueprint: Blueprint) -> None:
    """The page's addresses."""
    blueprint.get("/survey/<token>")(show)
    blueprint.post("/survey/<token>")(answer)


def show(token: str) -> Response:
    """The questions, with what has been answered, and what the link of the mail chose."""
    _LOOK.hit(_there())
    response, survey = _find(token)
    if not surveys.open_now(response):
        return _page("survey/over.html", response, survey, status=410)
    if response.answers and "again" not in request.args and "a" not in request.args:
        return _page("survey/thanks.html", response, survey)
    chosen = _chosen(survey)
    return _questions(response, survey, {**response.answers, **chosen}, chosen=bool(chosen))


def answer(token: str) -> ResponseBase:
    """A vote, or a change of it."""
    request.max_content_length = LARGEST
    _SEND.hit(_there())
    response, survey = _find(token)
    given, problems = _given(survey, response)
    if problems and not wants_json():
        return _questions(response, survey, {**response.answers, **given}, problems=problems, status=422)
    if problems:
        raise Refusal(422, questions=sorted(problems))
    before = {q["key"] for q in surveys.asked_of(survey.questions, response.answers)}
    try:
        surveys.vote(response, given, how=_how())
    except Over:
        if wants_json():
            raise Refusal(410, "over", "This survey has ended.", "该评价已结束。") from None
        return _page("survey/over.html", response, survey, status=410)
    if wants_json():
        return jsonify({"answers": response.answers, "thanks": _thanks(survey, response)})
    return _after(token, response, survey, before)


def _after(token: str, response, survey: Survey, before: set[str]) -> ResponseBase:
    """What an answer has led to is asked now; otherwise thanks. A redirect: loading the page again sends nothing."""
    open_still = [q for q in surveys.asked_of(survey.questions, response.answers) if q["key"] not in response.answers]
    more = any(q["key"] not in before for q in open_still)
    kept = {"lang": request.args["lang"]} if "lang" in request.args else {}
    return redirect(url_for("surveys.show", token=token, **kept, **({"again": "more"} if more else {})), 303)


def _given(survey: Survey, response) -> tuple[dict, dict]:
    """What was answered, and what is wrong with it, by question."""
    said, whole = _said(survey), not wants_json()
    given, problems = {}, {}
    for question in survey.questions:
        key = question["key"]
        if key not in said:
            continue
        try:
            given[key] = value_of(question, said[key])
        except BadAnswer:
            problems[key] = word("wrong", _language(response))
    if unknown := set(said) - {q["key"] for q in survey.questions}:
        problems |= dict.fromkeys(unknown, "unknown")
    if problems or not whole:
        return given, problems
    after = accepted(survey.questions, given, response.answers)
    shown = {key for key in said if key in {q["key"] for q in survey.questions}}
    for question in surveys.asked_of(survey.questions, after):
        if question["required"] and question["key"] in shown and question["key"] not in after:
            problems[question["key"]] = word("needed", _language(response))
    return given, problems


def _said(survey: Survey) -> dict:
    if request.is_json:
        said = request.get_json(silent=True)
        answers = said.get("answers") if isinstance(said, dict) else None
        if not isinstance(answers, dict):
            raise Refusal(400)
        return answers
    shown = request.form.getlist("shown")
    known = {q["key"]: q for q in survey.questions}
    return {
        key: request.form.getlist(key) if known[key]["kind"] == "choices" else request.form.get(key, "")
        for key in shown
        if key in known
    }


def _chosen(survey: Survey) -> dict:
    """What the link that was followed stands for; nothing where it stands for no answer."""
    question = next((q for q in survey.questions if q["key"] == request.args.get("q")), None)
    try:
        value = value_of(question, request.args.get("a")) if question else None
    except BadAnswer:
        value = None
    return {} if value is None else {question["key"]: value}


def _find(token: str) -> tuple:
    response = surveys.response_of(token)
    if response is None or response.sent_at is None:
        raise Refusal(404)
    return response, get(Survey, response.survey_id)


def _questions(response, survey: Survey, values: dict, *, problems=None, chosen=False, status=200) -> Response:
    asked = surveys.asked_of(survey.questions, values)
    language = _language(response)
    return _page(
        "survey/page.html",
        response,
        survey,
        status=status,
        questions=drawn(asked, values, problems or {}, language),
        chosen=chosen,
        more=request.args.get("again") == "more" and status == 200,
    )


def _page(template: str, response, survey: Survey, *, status: int = 200, **values) -> Response:
    language, ticket = _language(response), get(Ticket, response.ticket_id)
    text = render_template(
        template,
        language=language,
        other="en" if language == "zh" else "zh",
        t=lambda name, **more: word(name, language, **more),
        subject=ticket.subject,
        until=_day(response.expires_at, language) if response.expires_at else "",
        thanks=_thanks(survey, response),
        preview=False,
        **values,
    )
    db.session.rollback()
    return make_response(text, status)


def _day(at: datetime, language: str) -> str:
    return f"{at.year} 年 {at.month} 月 {at.day} 日" if language == "zh" else f"{at.day} {at:%B} {at.year}"


def _thanks(survey: Survey, response) -> str:
    language = _language(response)
    return ((survey.words or {}).get("thanks") or {}).get(language) or word("thanks.text", language)


def _language(response) -> str:
    asked = request.args.get("lang")
    return asked if asked in ("en", "zh") else "zh" if response.language == "zh" else "en"


def _how() -> str:
    return "widget" if request.is_json and request.args.get("from") == "widget" else "page"


def _there() -> str:
    return request.remote_addr or "unknown"
