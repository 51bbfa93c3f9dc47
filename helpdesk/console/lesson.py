"""Lesson: what was learned from a complaint, with the article and the rule that came of it, by their names."""

from flask import jsonify
from sqlalchemy import select

from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said, wrong
from helpdesk.db import db
from helpdesk.people.sessions import me
from helpdesk.reader import language
from knowledge_base.article import Article, ArticleText
from routing import complaining
from routing.complaint import CAUSES
from routing.rule import Rule

MOST_RULES = 500


@console.get("/tickets/<number:ticket_id>/complaint/lesson.json")
def lesson(ticket_id: int):
    """{cause, lesson, article: {id, title}, rule_id, rules: [{id, name}]}: to begin to write from."""
    row = complaining.complaint_of(find_ticket(ticket_id))
    rules = db.session.scalars(select(Rule).order_by(Rule.id.desc()).limit(MOST_RULES))
    return jsonify(
        cause=row and row.cause,
        lesson=row.lesson if row else "",
        article=_article(row and row.article_id),
        rule_id=row and row.rule_id,
        rules=[{"id": rule.id, "name": rule.name} for rule in rules],
    )


@console.put("/tickets/<number:ticket_id>/complaint/lesson")
def write_lesson(ticket_id: int):
    """What was learned from it."""
    ticket, said = find_ticket(ticket_id), Said()
    article_id, rule_id = said.number("article_id", default=None), said.number("rule_id", default=None)
    if article_id is not None and db.session.get(Article, article_id) is None:
        raise wrong("article_id")
    if rule_id is not None and db.session.get(Rule, rule_id) is None:
        raise wrong("rule_id")
    complaining.learn(
        ticket,
        cause=said.choice("cause", CAUSES),
        lesson=said.text("lesson", complaining.LONGEST, default=""),
        article_id=article_id,
        rule_id=rule_id,
        by=me(),
    )
    return lesson(ticket_id)


def _article(number: int | None) -> dict | None:
    if number is None:
        return None
    texts = db.session.execute(
        select(ArticleText.title, ArticleText.language).where(ArticleText.article_id == number)
    ).all()
    titles = sorted((text.language != language(), text.title) for text in texts)
    return {"id": number, "title": titles[0][1] if titles else f"#{number}"}
