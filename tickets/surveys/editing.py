"""Make a survey and change it. Answers that were given stay as they are: a question keeps its key, or is a new one."""

import re

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from tickets.surveys.questions import SCALES, BadSurvey, checked, scored
from tickets.surveys.survey import KINDS, Survey, survey_of

MOST = 100
BOUNDS = {
    "delay_minutes": (0, 43_200),
    "expires_days": (1, 90),
    "remind_hours": (0, 720),
    "rest_days": (0, 365),
    "share": (1, 100),
}


@transaction()
def save(survey: Survey | None, **values) -> Survey:
    """The survey with these columns; None makes a new one. Raises BadSurvey and changes nothing."""
    fresh = survey is None
    row = Survey() if fresh else db.session.get(Survey, survey.id)
    kept = {"questions": checked(values.get("questions", row.questions)), "updated_at": clock.now()}
    name = str(values.get("name", row.name or "")).strip()
    if not 1 <= len(name) <= 100:
        raise BadSurvey("A name needs 1 to 100 characters.", "名称须为 1 至 100 个字符。")
    kind = values.get("kind", row.kind or "csat")
    if kind not in KINDS:
        raise BadSurvey("There is no such kind of survey.", "没有这种类型的问卷。")
    kept |= {"name": name, "kind": kind, **_numbers(values)}
    kept |= {column: values[column] for column in ("enabled", "words") if column in values}
    if "low_at" in values:
        kept["low_at"] = _low(values["low_at"], kept["questions"])
    _fits(kind, kept["questions"])
    if fresh:
        return insert(Survey(key=_key(name), **kept))
    for column, value in kept.items():
        setattr(row, column, value)
    return row


def _numbers(values: dict) -> dict:
    kept = {}
    for column, (low, high) in BOUNDS.items():
        if column in values:
            value = values[column]
            if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
                raise BadSurvey(
                    f"{column.replace('_', ' ').capitalize()}: {low} to {high}.", f"{column}：须为 {low} 至 {high}。"
                )
            kept[column] = value
    return kept


def _low(value, questions: list[dict]) -> int | None:
    question = scored(questions)
    if value is None or question is None:
        return None
    low, high = SCALES[question["kind"]]
    if not isinstance(value, int) or not low <= value < high:
        raise BadSurvey(f"A low score is between {low} and {high - 1}.", f"低分线须在 {low} 至 {high - 1} 之间。")
    return value


def _fits(kind: str, questions: list[dict]) -> None:
    question = scored(questions)
    if kind in SCALES and (question is None or question["kind"] != kind):
        raise BadSurvey(
            f"The first question on a scale must be one of {kind.upper()}.",
            f"{kind.upper()} 问卷的第一个评分题须为 {kind.upper()} 题型。",
        )


def _key(name: str) -> str:
    if len(db.session.query(Survey.id).limit(MOST + 1).all()) > MOST:
        raise BadSurvey("There are a hundred surveys already.", "问卷数量已达上限 100 个。")
    words = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:30]
    base = words if words and words[0].isalpha() else "survey"
    numbers = (f"{base}_{number}" for number in range(2, 1000))
    return base if survey_of(base) is None else next(key for key in numbers if survey_of(key) is None)
