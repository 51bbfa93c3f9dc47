"""Results: what was answered between two days, by agent, team, channel, topic and segment; reading only."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Integer, String, case, cast, func, select

from helpdesk.db import db
from tickets.surveys.questions import scored
from tickets.surveys.response import Response
from tickets.surveys.survey import Survey
from tickets.ticket import Ticket

BY = {"agent": Response.agent_id, "team": Response.team_id, "channel": Response.channel, "topic": Response.topic}
MOST_GROUPS, MOST_READ = 200, 50_000


@dataclass(frozen=True)
class Asked:
    """Which responses: of one survey, answered in this time; `narrowed` to one agent, channel, segment, score."""

    survey: Survey
    since: datetime
    until: datetime
    narrowed: dict = field(default_factory=dict)  # {"agent": 3, "channel": "wechat", "segment": "vip", "score": 2}


def whole(asked: Asked) -> dict:
    """{asked, answered, average, low, comments, figure, scores: {score: count}}."""
    sent = db.session.scalar(
        select(func.count())
        .select_from(Response)
        .where(*_narrow(asked, timed=Response.sent_at, judged=False), _segment(asked))
    )
    rows = dict(
        map(
            tuple,
            db.session.execute(select(Response.score, func.count()).where(*_where(asked)).group_by(Response.score)),
        )
    )
    scores = {score: count for score, count in sorted(rows.items(), key=lambda pair: pair[0] or 0) if score is not None}
    low = db.session.scalar(select(func.count()).select_from(Response).where(*_where(asked), Response.low.is_(True)))
    return {"asked": sent, "low": low, **_figures(asked.survey, scores), "scores": scores}


def by(asked: Asked, name: str) -> list[dict]:
    """The same for each agent, team, channel, topic or segment: [{key, answered, average, figure, low}]."""
    if name == "segment":
        return _by_segment(asked)
    column = BY[name]
    high, least = _ends(asked.survey)
    query = (
        select(
            column,
            func.count(Response.score),
            func.sum(Response.score),
            func.sum(case((Response.score >= high, 1), else_=0)),
            func.sum(case((Response.score <= least, 1), else_=0)),
            func.sum(cast(Response.low, Integer)),
        )
        .where(*_where(asked), Response.score.is_not(None))
        .group_by(column)
        .order_by(func.count(Response.score).desc())
        .limit(MOST_GROUPS)
    )
    return [_group(asked.survey, *row) for row in db.session.execute(query)]


def responses(asked: Asked, sees, before: int | None = None, limit: int = 50) -> list[tuple[Response, Ticket]]:
    """What was answered, newest first, with its ticket; only of tickets that the reader may see.

    `sees`: the condition of finding.visible_to(reader).seen; None for who sees every ticket.
    """
    query = (
        select(Response, Ticket)
        .join(Ticket, Ticket.id == Response.ticket_id)
        .where(*_where(asked), *([] if sees is None else [sees]))
        .order_by(Response.id.desc())
        .limit(limit)
    )
    if before:
        query = query.where(Response.id < before)
    return [tuple(row) for row in db.session.execute(query)]


def _ends(survey: Survey) -> tuple[int, int]:
    """From which score on somebody is content, and up to which they are not."""
    question = scored(survey.questions)
    return {"csat": (4, 2), "nps": (9, 6), "ces": (5, 3)}[question["kind"]] if question else (0, -1)


def _figures(survey: Survey, scores: dict[int, int]) -> dict:
    high, least = _ends(survey)
    count = sum(scores.values())
    content = sum(n for score, n in scores.items() if score >= high)
    not_content = sum(n for score, n in scores.items() if score <= least)
    total = sum(score * n for score, n in scores.items())
    return _said(survey, count, total, content, not_content)


def _said(survey: Survey, count: int, total: int, content: int, not_content: int) -> dict:
    question = scored(survey.questions)
    nps = question is not None and question["kind"] == "nps"
    figure = None if not count else round(100 * (content - (not_content if nps else 0)) / count)
    return {"answered": count, "average": round(total / count, 2) if count else None, "figure": figure}


def _group(survey: Survey, key, count: int, total: int, content: int, not_content: int, low: int) -> dict:
    return {"key": key, "low": int(low or 0), **_said(survey, count, int(total), int(content), int(not_content))}


def _by_segment(asked: Asked) -> list[dict]:
    """Segments stand in a list in each row: counted here, over the newest rows."""
    query = select(Response.score, Response.low, Response.segments).where(*_where(asked), Response.score.is_not(None))
    found: dict[str, list] = {}
    for score, low, segments in db.session.execute(query.order_by(Response.id.desc()).limit(MOST_READ)):
        for key in segments or ():
            found.setdefault(key, []).append((score, low))
    groups = [
        {"key": key, "low": sum(low for _, low in rows), **_figures(asked.survey, _counted(score for score, _ in rows))}
        for key, rows in found.items()
    ]
    return sorted(groups, key=lambda group: -group["answered"])[:MOST_GROUPS]


def _counted(scores: Iterable[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for score in scores:
        counts[score] = counts.get(score, 0) + 1
    return counts


def _where(asked: Asked) -> list:
    return [*_narrow(asked, timed=Response.answered_at), _segment(asked)]


def _narrow(asked: Asked, *, timed, judged: bool = True) -> list:
    where = [Response.survey_id == asked.survey.id, timed >= asked.since, timed < asked.until]
    for name, column in BY.items():
        if name in asked.narrowed:
            where.append(column == asked.narrowed[name])
    if judged and "score" in asked.narrowed:
        where.append(Response.score == asked.narrowed["score"])
    if judged and asked.narrowed.get("low"):
        where.append(Response.low.is_(True))
    return where


def _segment(asked: Asked):
    key = asked.narrowed.get("segment")
    if key is None:
        return Response.id.is_not(None)
    # Keys are words of letters and underscores, and stand in quotes in the list.
    return cast(Response.segments, String).contains(f'"{key}"', autoescape=True)
