"""The list of articles: by state, shelf and words."""

from flask import request

import knowledge_base as kb
from helpdesk.knowledge.pages import pages, show
from helpdesk.people.sessions import allowed, me
from knowledge_base.feedback import helped
from knowledge_base.listing import A_PAGE, lines

SHOWN = (
    ("all", "All", "全部"),
    ("mine", "Mine", "我负责的"),
    ("drafts", "Drafts", "草稿"),
    ("review", "To review", "待审核"),
    ("scheduled", "Scheduled", "定时发布"),
    ("check", "To check again", "待复核"),
    ("behind", "Translation behind", "译文待更新"),
    ("trash", "Trash", "回收站"),
)


@pages.get("")
@pages.get("/")
@allowed("articles.write")
def list_articles():
    """One page of them."""
    chosen, query = request.args.get("show", "all"), request.args.get("q", "")[:100]
    page = max(1, min(1000, request.args.get("page", 1, type=int) or 1))
    category = request.args.get("category", type=int)
    found, count = lines(query=query, show=chosen, category_id=category, by=me(), page=page)
    return show(
        "list",
        "",
        lines=found,
        count=count,
        page=page,
        pages=(count + A_PAGE - 1) // A_PAGE,
        shown=SHOWN,
        chosen=chosen,
        q=query,
        category=category,
        categories=kb.categories(),
        centre=kb.centre(),
        helped=helped([line.article.id for line in found]),
    )
