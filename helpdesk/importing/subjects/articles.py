"""Articles of the knowledge base: a title, an answer, and how customers ask for it."""

import re

import knowledge_base
from helpdesk import markup
from helpdesk.db import db, savepoint
from helpdesk.importing import tracing
from helpdesk.importing.doer import doer
from helpdesk.importing.field import Field, Outcome
from helpdesk.importing.removing import Gone
from knowledge_base import Article

_HTML = re.compile(r"<(p|br|div|span|ul|ol|h[1-6]|table)\b", re.I)
kind = "articles"
label = ("Articles", "文章")
ORDER = 5
FIELDS = [
    Field("title", ("Title", "标题"), needed=True, called=("question", "subject", "问题", "名称")),
    Field(
        "body",
        ("Answer", "正文"),
        "text",
        needed=True,
        called=("answer", "body", "content", "text", "答案", "内容", "回答"),
    ),
    Field(
        "phrasings",
        ("How customers ask", "相似问法"),
        "text",
        called=("questions", "similar questions", "相似问题", "问法"),
    ),
    Field("language", ("Language", "语言"), "language", called=("locale", "lang")),
    Field("category", ("Category", "分类"), called=("section", "topic", "类别", "栏目")),
    Field("external_id", ("Your own id", "编号"), called=("id",)),
]


def take(rows: list[dict], run) -> list[Outcome]:
    """Take these in as drafts, or published where the import says so; what came before by its id is left."""
    there = tracing.known(run, "article", [row["external_id"] for row in rows if row.get("external_id")])
    shelves = {name: shelf.id for shelf in knowledge_base.categories() for name in shelf.names.values()}
    return [_take(row, there, shelves, run) for row in rows]


def keys(row: dict) -> list:
    """What a row is told apart by, for a trial that keeps nothing."""
    return [("article", row["external_id"])] if row.get("external_id") else []


def undo(trace, run, gone: Gone) -> str | None:
    """Put it into the trash, from which it can still be taken."""
    article = db.session.get(Article, trace.object_id)
    if article is not None:
        knowledge_base.remove(article, by=doer(run))
        tracing.forget("article", trace.object_id)
    return None


def _take(row: dict, there: dict, shelves: dict, run) -> Outcome:
    if row.get("external_id") in there:
        return Outcome("same")
    language = row.get("language") or run.options.get("language") or "en"
    try:
        with savepoint():
            article = _write(row, language, _shelf(row.get("category"), language, shelves, run), run)
    except knowledge_base.NotAllowed as refusal:
        return Outcome("refused", f"article_{refusal.code}")
    tracing.made(run, "article", article.id)
    if row.get("external_id"):
        tracing.remember(run, "article", row["external_id"], article.id)
        there[row["external_id"]] = article.id
    return Outcome("made")


def _write(row: dict, language: str, shelf: int | None, run) -> Article:
    by = doer(run)
    article = knowledge_base.begin(
        title=row["title"], body=_plain(row["body"]), language=language, by=by, category_id=shelf
    )
    for phrasing in dict.fromkeys(line.strip() for line in (row.get("phrasings") or "").splitlines()):
        if phrasing:
            knowledge_base.add_phrasing(article, phrasing, language=language, by=by)
    if run.options.get("publish"):
        knowledge_base.publish(knowledge_base.text_of(article.id, language), by=by, ready=False)
    return article


def _plain(body: str) -> str:
    return markup.text_of(body) if _HTML.search(body) else body


def _shelf(name: str | None, language: str, shelves: dict, run) -> int | None:
    if not name:
        return None
    if name not in shelves:
        shelves[name] = knowledge_base.save_category(names={language: name}, by=doer(run)).id
    return shelves[name]
