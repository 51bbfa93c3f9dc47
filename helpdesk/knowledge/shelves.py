"""Categories and sections: names in every language, order, and what stands inside what."""

from flask import request

import knowledge_base as kb
from helpdesk.db import db
from helpdesk.knowledge.pages import done, number_given, pages, show
from helpdesk.people.sessions import allowed, me
from helpdesk.refusing import Refusal


@pages.get("/categories")
@allowed("articles.publish")
def list_categories():
    """All of them."""
    rows = kb.categories()
    tops = [row for row in rows if row.parent_id is None]
    inside = {row.id: [one for one in rows if one.parent_id == row.id] for row in tops}
    return show("categories", "categories", tops=tops, inside=inside, languages=kb.centre().languages)


@pages.post("/categories")
@allowed("articles.publish")
def add_category():
    """A new one."""
    kb.save_category(**_said(), by=me())
    return done("/knowledge/categories", "Saved.", "已保存。")


@pages.post("/categories/<number:number>")
@allowed("articles.publish")
def change_category(number: int):
    """Other names, another place."""
    kb.save_category(_find(number), **_said(), by=me())
    return done("/knowledge/categories", "Saved.", "已保存。")


@pages.post("/categories/<number:number>/drop")
@allowed("articles.publish")
def drop(number: int):
    """Away with it, if it is empty."""
    kb.drop_category(_find(number), by=me())
    return done("/knowledge/categories", "Removed.", "已删除。")


def _said() -> dict:
    languages = kb.centre().languages
    position = request.form.get("position", "0")
    return {
        "names": {name: request.form.get(f"name_{name}", "") for name in languages},
        "descriptions": {name: request.form.get(f"about_{name}", "") for name in languages},
        "parent_id": number_given("parent"),
        "position": int(position) if position.isdecimal() and len(position) < 6 else 0,
    }


def _find(number: int) -> kb.Category:
    row = db.session.get(kb.Category, number)
    if row is None:
        raise Refusal(404)
    return row
