"""Lessons: what complaints came from, and the articles and rules that were made of them."""

from flask import request, url_for
from sqlalchemy import select

from helpdesk.db import db
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import language, say
from helpdesk.settings.days import days_asked, instants
from helpdesk.settings.pages import pages, show
from knowledge_base.article import ArticleText
from routing import lessons
from routing.complaint import CAUSES
from routing.rule import Rule
from tickets import finding


@pages.get("/lessons")
@allowed("surveys.results")
def list_lessons():
    """Complaints of some days by cause, and each with its lesson."""
    days = days_asked()
    since, until = instants(*days)
    cause = request.args.get("cause") if request.args.get("cause") in CAUSES else None
    rows = lessons.newest(since, until, finding.visible_to(me()).seen, cause=cause)
    return show(
        "lessons",
        "lessons",
        since=days[0],
        until=days[1],
        cause=cause,
        causes=lessons.by_cause(since, until),
        rows=rows,
        words=_words(),
        stages=_stages(),
        articles=_articles({row.article_id for row, _ in rows if row.article_id}),
        rules=_rules({row.rule_id for row, _ in rows if row.rule_id}),
        opens=_opens,
    )


def _words() -> dict[str, str]:
    return {
        "product": say("Product", "产品"),
        "delivery": say("Delivery", "配送"),
        "price": say("Price", "价格"),
        "service": say("Service", "服务"),
        "information": say("Information", "信息"),
        "system": say("System", "系统"),
        "other": say("Something else", "其他"),
    }


def _stages() -> dict[str, str]:
    return {
        "received": say("Received", "已受理"),
        "answered": say("Answered", "已答复"),
        "proposal": say("Proposal made", "已提出方案"),
        "agreed": say("Agreed", "已达成一致"),
        "followed_up": say("Followed up", "已回访"),
    }


def _articles(numbers: set[int]) -> dict[int, str]:
    rows = db.session.execute(
        select(ArticleText.article_id, ArticleText.title, ArticleText.language).where(
            ArticleText.article_id.in_(numbers)
        )
    ).all()
    return {number: title for number, title, _ in sorted(rows, key=lambda row: row.language == language())}


def _rules(numbers: set[int]) -> dict[int, str]:
    rows = db.session.scalars(select(Rule).where(Rule.id.in_(numbers)))
    return {row.id: row.name for row in rows}


def _opens(**changes) -> str:
    """This page, narrowed further."""
    args = {**request.args.to_dict(), **changes}
    return url_for("settings.list_lessons", **{name: value for name, value in args.items() if value is not None})
