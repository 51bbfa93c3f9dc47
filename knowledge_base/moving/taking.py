"""Taking: what was read becomes articles. The same import again changes what has changed there, and nothing else."""

from dataclasses import dataclass, field

from sqlalchemy import select

from helpdesk.db import db, savepoint, transaction
from knowledge_base.article import Article
from knowledge_base.category import Category, categories, save_category
from knowledge_base.centre import centre
from knowledge_base.file import keep_file
from knowledge_base.moving.item import Item
from knowledge_base.phrasing import add_phrasing
from knowledge_base.publishing import publish
from knowledge_base.refusals import NotAllowed
from knowledge_base.writing import begin, current, text_of, write
from knowledge_base.writing import place as put


@dataclass
class Report:
    """How many texts are new, changed, the same as before; and what was refused, with its place and reason."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: list[str] = field(default_factory=list)


def take(items: list[Item], *, by, publishes: bool = True, told=lambda done: None) -> Report:
    """Take these in, each in a transaction of its own: what is wrong with one keeps no other back."""
    report = Report()
    for done, item in enumerate(items, 1):
        try:
            _take(item, by, publishes, report)
        except NotAllowed as why:
            report.refused.append(f"{item.place}: {why}")
        told(done)
    return report


@transaction()
def _take(item: Item, by, publishes: bool, report: Report) -> None:
    if item.language not in centre().languages:
        raise NotAllowed("bad_language")
    article = db.session.scalar(select(Article).where(Article.origin == item.origin[:300]))
    is_new = article is None
    if article is None:
        shelf = _shelf(item, by)
        article = begin(
            title=item.title,
            language=item.language,
            category_id=shelf,
            origin=item.origin[:300],
            by=by,
            visibility="public",
        )
        if item.visibility != "public":
            put(article, visibility=item.visibility, by=by)
    body = _with_files(item, article, by)
    before = text_of(article.id, item.language)
    known = current(before) if before is not None else None
    settled = known is not None and (before.draft_id is None or item.draft or not publishes)
    for phrasing in item.phrasings:
        with savepoint():
            add_phrasing(article, phrasing[:300], language=item.language, by=by)
    if settled and (known.title, known.body) == (" ".join(item.title.split()), body):
        report.same += 1
        return
    text = write(article, item.language, title=item.title, body=body, by=by, note="import")
    if publishes and not item.draft and body.strip() and text.draft_id is not None:
        publish(text, by=by, slug=item.slug or None, ready=False)
    report.new, report.changed = (
        report.new + (is_new or before is None),
        report.changed + (not is_new and before is not None),
    )


def _with_files(item: Item, article: Article, by) -> str:
    body = item.body
    for address, (name, data) in item.files.items():
        kept = keep_file(article, filename=name, data=data, by=by)
        body = body.replace(f"({address})", f"({kept.address})").replace(f"({address} ", f"({kept.address} ")
    return body


def _shelf(item: Item, by) -> int | None:
    if not item.category:
        return None
    top = _named(item.category, None, item.language, by)
    return _named(item.section, top.id, item.language, by).id if item.section else top.id


def _named(name: str, parent_id: int | None, language: str, by) -> Category:
    """The category of this name in any language, or a new one."""
    wanted = " ".join(name.split())[:100]
    for row in categories():
        same = {said.lower() for said in row.names.values()} | {row.slug.replace("-", " ")}
        if row.parent_id == parent_id and wanted.lower() in same:
            return row
    return save_category(names={language: wanted}, parent_id=parent_id, by=by)
