"""Results of a survey: figures by agent, team, channel, topic and segment; each opens the answers behind it."""

from flask import request, url_for

from channels import all_adapters
from helpdesk.db import db
from helpdesk.people import Agent, Team
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import language, say
from helpdesk.settings.days import days_asked, instants
from helpdesk.settings.pages import pages, show
from tickets import finding, surveys
from tickets.surveys import results
from tickets.surveys.results import Asked
from tickets.surveys.spoken import spoken

_GROUPS = {
    "agent": ("By agent", "按坐席"),
    "team": ("By team", "按团队"),
    "channel": ("By channel", "按渠道"),
    "topic": ("By topic", "按主题"),
    "segment": ("By segment", "按客户分群"),
}


@pages.get("/survey-results")
@allowed("surveys.results")
def survey_results():
    """The figures, and the newest answers of what was chosen."""
    known = surveys.surveys()
    survey = next((one for one in known if one.key == request.args.get("survey")), known[0] if known else None)
    if survey is None:
        return show("survey_results", "survey-results", survey=None, surveys=[])
    since, until = days_asked()
    asked = Asked(survey, *instants(since, until), _narrowed())
    return show(
        "survey_results",
        "survey-results",
        survey=survey,
        surveys=known,
        since=since,
        until=until,
        whole=results.whole(asked),
        scale=_scale(survey),
        groups=[_group(asked, name) for name in _GROUPS],
        rows=_rows(asked),
        narrowed=_chips(asked.narrowed),
        opens=_opens,
        figure_name={"nps": "NPS"}.get(_scale_kind(survey), say("Content", "满意率")),
        is_nps=_scale_kind(survey) == "nps",
    )


def _rows(asked: Asked) -> list[dict]:
    sees = finding.visible_to(me()).seen
    return [
        {
            "ticket": ticket,
            "response": response,
            "answers": [pair for pair in spoken(asked.survey, response.answers, language())][1:],
        }
        for response, ticket in results.responses(asked, sees, before=request.args.get("before", type=int))
    ]


def _group(asked: Asked, name: str) -> dict:
    rows = results.by(asked, name)
    names = _names(name, [row["key"] for row in rows])
    nobody = say("none", "无")
    return {
        "name": name,
        "title": say(*_GROUPS[name]),
        "rows": [{**row, "label": names.get(row["key"], str(row["key"] or nobody))} for row in rows],
    }


def _names(name: str, keys: list) -> dict:
    if name == "channel":
        return {kind: adapter.label[language()] for kind, adapter in all_adapters().items()}
    model = {"agent": Agent, "team": Team}.get(name)
    if model is None:
        return {}
    wanted = [key for key in keys if key is not None]
    return {row.id: row.name for row in db.session.query(model).where(model.id.in_(wanted))}


def _narrowed() -> dict:
    found: dict = {}
    for name in ("agent", "team", "score"):
        if (number := request.args.get(name, type=int)) is not None and 0 <= number < 2**63:
            found[name] = number
    for name in ("channel", "topic", "segment"):
        if value := request.args.get(name, "").strip()[:100]:
            found[name] = value
    if request.args.get("low") == "1":
        found["low"] = True
    return found


def _chips(narrowed: dict) -> list[dict]:
    """What is narrowed to, each with the address without it."""
    titles = {
        "score": say("Score", "评分"),
        "low": say("Low only", "仅低分"),
        **{k: say(*v) for k, v in _GROUPS.items()},
    }
    chips = []
    for name, value in narrowed.items():
        said = _names(name, [value]).get(value, value)
        label = titles[name] if name == "low" else f"{titles[name]}: {said}"
        chips.append({"label": label, "without": _opens(**{name: None})})
    return chips


def _opens(**changes) -> str:
    """This page, narrowed further."""
    args = {**request.args.to_dict(), **changes, **({} if "before" in changes else {"before": None})}
    return url_for("settings.survey_results", **{name: value for name, value in args.items() if value is not None})


def _scale_kind(survey) -> str | None:
    question = surveys.scored(survey.questions)
    return question["kind"] if question else None


def _scale(survey) -> list[int]:
    kind = _scale_kind(survey)
    return list(range(surveys.SCALES[kind][0], surveys.SCALES[kind][1] + 1)) if kind else []
