"""Words: synonyms, spellings and stop words; and try what a search finds with them."""

from flask import request

import knowledge_base as kb
from helpdesk.db import db
from helpdesk.knowledge.pages import done, pages, show
from helpdesk.people.sessions import allowed, me
from helpdesk.refusing import Refusal
from knowledge_base.question import question
from knowledge_base.wording import words_kept


@pages.get("/words")
@allowed("articles.write")
def list_words():
    """All of them, and what a question becomes."""
    typed = request.args.get("q", "")[:300]
    asked = question(typed) if typed else None
    found = kb.search(typed, who=kb.AGENT, limit=5) if typed else None
    return show("words", "words", words=words_kept(), q=typed, asked=asked, found=found)


@pages.post("/words")
@allowed("articles.write")
def add_word():
    """Separated by commas of either script, or by lines."""
    kb.save_word(request.form.get("kind", ""), separated(request.form.get("words", "")), by=me())
    return done("/knowledge/words", "Saved. It counts at once.", "已保存，立即生效。")


def separated(said: str) -> list[str]:
    """What stands between commas of either script, or on lines of its own."""
    for mark in ("，", "、", "\n", ";", "；"):
        said = said.replace(mark, ",")
    return said.split(",")


@pages.post("/words/<number:number>/<verb>")
@allowed("articles.write")
def judge(number: int, verb: str):
    """Keep a proposed one, or drop any."""
    row = db.session.get(kb.Word, number)
    if row is None or verb not in ("approve", "drop"):
        raise Refusal(404)
    (kb.approve_word if verb == "approve" else kb.drop_word)(row, by=me())
    return done("/knowledge/words", "Saved.", "已保存。")
