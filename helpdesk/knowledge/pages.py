"""The frame of the knowledge pages: their sections, who may write and who may publish, and how a form says no."""

from flask import Blueprint, flash, redirect, render_template, request
from flask_login import current_user

import knowledge_base as kb
from helpdesk import people
from helpdesk.people.sessions import me
from helpdesk.reader import language, say
from helpdesk.refusing import Refusal
from knowledge_base.article import Article, ArticleText
from knowledge_base.listing import waiting

pages = Blueprint("knowledge", __name__, url_prefix="/knowledge")
NAMES = {"en": "English", "zh": "中文"}
# Address, permission, icon, label in both languages. Who has further pages of answers adds a line.
SECTIONS = [
    ("", "articles.write", "book-open", "Articles", "文章"),
    ("categories", "articles.publish", "archive", "Categories", "分类"),
    ("words", "articles.write", "languages", "Words", "用词"),
    ("move", "articles.publish", "file-text", "Import and export", "导入与导出"),
    ("centre", "articles.publish", "settings", "Help centre", "帮助中心"),
]


def show(template: str, at: str, status: int = 200, **values):
    """Render a page with its frame."""
    counts = waiting(me())
    items = [
        {"href": f"/knowledge/{address}".rstrip("/"), "icon": icon, "label": say(en, zh), "current": address == at}
        for address, permission, icon, en, zh in SECTIONS
        if people.may(me(), permission)
    ]
    page = render_template(
        f"knowledge/{template}.html",
        sections=[{"title": "", "items": items}],
        at="knowledge",
        lang=language(),
        t=say,
        role=current_user.role,
        theme=(current_user.preferences or {}).get("theme", "system"),
        section=at,
        names=NAMES,
        counts=counts,
        may_publish=people.may(me(), "articles.publish"),
        **values,
    )
    return page, status


@pages.errorhandler(kb.NotAllowed)
def refused(why: kb.NotAllowed):
    """It cannot be done: say why on the page it came from; nothing was changed."""
    flash(say(why.en, why.zh), "bad")
    return redirect(back(), 303)


def done(address: str, en: str, zh: str):
    """It worked: say so on the page that comes next."""
    flash(say(en, zh), "good")
    return redirect(address, 303)


def back() -> str:
    """The page of ours from which this came."""
    path = request.referrer.partition(request.host)[2] if request.referrer else ""
    return path if path.startswith("/knowledge") else "/knowledge"


def article(number: int) -> Article:
    """The article. Raises a Refusal."""
    from helpdesk.db import db

    found = db.session.get(Article, number) if number < 2**63 else None
    if found is None:
        raise Refusal(404)
    return found


def text(number: int, lang: str) -> ArticleText:
    """It in this language. Raises a Refusal."""
    found = kb.text_of(article(number).id, lang)
    if found is None:
        raise Refusal(404)
    return found


def number_given(name: str) -> int | None:
    """The number of a row in the form."""
    value = request.form.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 19 else None
