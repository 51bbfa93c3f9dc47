"""Deciding: ask for a second pair of eyes, give them, publish now or at a time, withdraw, throw away."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import request

import knowledge_base as kb
from helpdesk.knowledge.pages import article, done, number_given, pages, text
from helpdesk.people.sessions import allowed, me
from helpdesk.refusing import Refusal
from knowledge_base.publishing import follow_source


@pages.post("/<number:number>/<lang>/submit")
@allowed("articles.write")
def submit(number: int, lang: str):
    """Ask somebody to look."""
    kb.submit(text(number, lang), by=me(), to=number_given("to"))
    return _done(number, lang, "Sent to review.", "已提交审核。")


@pages.post("/<number:number>/<lang>/approve")
@allowed("articles.publish")
def approve(number: int, lang: str):
    """It is good."""
    kb.approve(text(number, lang), by=me())
    return _done(number, lang, "Approved.", "审核通过。")


@pages.post("/<number:number>/<lang>/send-back")
@allowed("articles.publish")
def send_back(number: int, lang: str):
    """It needs changes."""
    kb.send_back(text(number, lang), request.form.get("why", ""), by=me())
    return _done(number, lang, "Sent back to its writer.", "已退回作者。")


@pages.post("/<number:number>/<lang>/publish")
@allowed("articles.publish")
def publish(number: int, lang: str):
    """Now, or at the time that was given, which is the editor's own."""
    row, at = text(number, lang), request.form.get("at", "")
    if at:
        kb.schedule(row, _instant(at), by=me())
        return _done(number, lang, "It will appear by itself.", "将按时自动发布。")
    kb.publish(row, by=me(), slug=request.form.get("slug") or None)
    return _done(number, lang, "Published. Readers find it within a second.", "已发布，一秒内即可被搜索到。")


@pages.post("/<number:number>/<lang>/unschedule")
@allowed("articles.publish")
def unschedule(number: int, lang: str):
    """It stays a draft."""
    kb.unschedule(text(number, lang), by=me())
    return _done(number, lang, "It stays a draft.", "已取消定时发布。")


@pages.post("/<number:number>/<lang>/withdraw")
@allowed("articles.publish")
def withdraw(number: int, lang: str):
    """Readers no longer see it."""
    kb.withdraw(text(number, lang), by=me())
    return _done(number, lang, "Withdrawn: readers no longer see it.", "已下线，读者不再可见。")


@pages.post("/<number:number>/<lang>/discard")
@allowed("articles.write")
def discard(number: int, lang: str):
    """What is published stays, the draft goes."""
    kb.discard_draft(text(number, lang), by=me())
    return _done(number, lang, "The draft is gone; what is published stays.", "草稿已放弃，已发布内容不变。")


@pages.post("/<number:number>/<lang>/up-to-date")
@allowed("articles.write")
def up_to_date(number: int, lang: str):
    """The translation needs no change."""
    follow_source(text(number, lang), by=me())
    return _done(number, lang, "Marked as up to date.", "已标记为最新。")


@pages.post("/<number:number>/trash")
@allowed("articles.publish")
def trash(number: int):
    """Into the trash, or out of it."""
    row = article(number)
    if row.removed_at is None:
        kb.remove(row, by=me())
        return done("/knowledge?show=trash", "Moved to the trash.", "已移入回收站。")
    kb.bring_back(row, by=me())
    return done(f"/knowledge/{number}", "Restored.", "已恢复。")


def _done(number: int, lang: str, en: str, zh: str):
    return done(f"/knowledge/{number}/{lang}", en, zh)


def _instant(value: str) -> datetime:
    try:
        return datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(me().time_zone or "UTC")).astimezone(UTC)
    except (ValueError, KeyError, OverflowError):
        raise Refusal(422) from None
