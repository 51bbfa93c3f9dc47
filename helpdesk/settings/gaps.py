"""Gaps: what was asked and not answered, with the tickets behind, and how an editor closes one."""

from flask import flash, jsonify, redirect, request
from sqlalchemy import select

import knowledge_base as kb
from chatbot import closing_gaps, trying
from chatbot.saved import saved_lately
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import again, pages, saved, show
from knowledge_base.article import ArticleText
from knowledge_base.gap import STATES, Gap, GapCase
from tickets import finding

AT_ONCE, SHOWN_CASES = 100, 20


@pages.get("/gaps")
@allowed("articles.write")
def list_gaps():
    """The gaps, the most asked first."""
    state = request.args.get("state", "open")
    query = select(Gap).where(Gap.state == (state if state in STATES else "open"))
    spoken = request.args.get("language", "")
    if spoken in ("en", "zh"):
        query = query.where(Gap.language == spoken)
    rows = db.session.scalars(
        query.order_by((Gap.asked + Gap.not_helpful).desc(), Gap.last_at.desc()).limit(AT_ONCE)
    ).all()
    return show("gaps", "gaps", gaps=rows, state=state, spoken=spoken, savings=saved_lately())


@pages.get("/gaps/<int:number>")
@allowed("articles.write")
def show_gap(number: int):
    """One gap: how it was asked, where, and what an article could say."""
    gap = _gap(number)
    behind = closing_gaps.tickets_behind(gap, finding.visible_to(me()))
    wanted = request.values.get("ticket", type=int)
    chosen = next((t for t in behind if t.id == wanted), behind[0] if behind else None)
    query = select(GapCase).where(GapCase.gap_id == gap.id).order_by(GapCase.id.desc()).limit(SHOWN_CASES)
    found = kb.search(gap.text, who=kb.AGENT, language=gap.language, limit=5).hits
    return show(
        "gap",
        "gaps",
        gap=gap,
        cases=db.session.scalars(query).all(),
        tickets=behind,
        proposal=closing_gaps.proposal_for(gap, chosen),
        nearest=_titled([hit.text.article_id for hit in found], gap.language),
    )


@pages.post("/gaps/<int:number>/draft")
@allowed("articles.write")
def draft(number: int):
    """The words as the editor approved them become a draft article."""
    gap, form = _gap(number), request.form
    try:
        article = closing_gaps.draft_from(
            gap,
            title=form.get("title", ""),
            body=form.get("body", ""),
            by=me(),
            ticket_id=form.get("ticket", type=int),
        )
    except kb.NotAllowed as why:
        return again(show_gap, say(why.en, why.zh), number=number)
    flash(say("The draft is there. Publish it, and it is found.", "草稿已生成，发布后即可被检索到。"), "good")
    return redirect(f"/knowledge/{article.id}/{gap.language}")


@pages.post("/gaps/<int:number>/phrasing")
@allowed("articles.write")
def phrase(number: int):
    """It is another way to ask for an article that is there."""
    gap, article = _gap(number), get(kb.Article, request.form.get("article", 0, type=int))
    if article is None or article.removed_at is not None:
        return again(show_gap, say("Choose an article.", "请选择文章。"), number=number)
    try:
        closing_gaps.phrase_as(gap, article, request.form.get("text", ""), by=me())
    except kb.NotAllowed as why:
        return again(show_gap, say(why.en, why.zh), number=number)
    return saved("list_gaps", "Noted: asked so, the article is found.", "已保存，这样提问也能找到该文章。")


@pages.post("/gaps/<int:number>/effect.json")
@allowed("articles.write")
def effect(number: int):
    """What this phrasing would change, before it is saved; the answer names where the result will be."""
    gap, form = _gap(number), request.form
    article, text = form.get("article", type=int), form.get("text", "").strip()[:300]
    if not article or not text:
        raise Refusal(422, "invalid", "Choose an article and write how it is asked.", "请选择文章并填写问法。")
    begun = trying.begin(
        "change", language=gap.language, article=article, title="", phrasings=[text], answer="", aim=0.9
    )
    return jsonify(name=begun), 202


@pages.post("/gaps/<int:number>/<act>")
@allowed("articles.write")
def decide(number: int, act: str):
    """Dismiss it, or open it again."""
    gap = _gap(number)
    if act not in ("dismiss", "reopen"):
        raise Refusal(404)
    {"dismiss": closing_gaps.dismiss, "reopen": closing_gaps.reopen}[act](gap)
    return saved("list_gaps", "Done.", "已处理。")


def _titled(numbers: list[int], spoken: str) -> list[tuple[int, str]]:
    rows = db.session.execute(
        select(ArticleText.article_id, ArticleText.title, ArticleText.language).where(
            ArticleText.article_id.in_(numbers), ArticleText.published_id.is_not(None)
        )
    ).all()
    titles = {number: title for number, title, lang in sorted(rows, key=lambda row: row.language == spoken)}
    return [(number, titles[number]) for number in dict.fromkeys(numbers) if number in titles]


def _gap(number: int) -> Gap:
    gap = get(Gap, number) if number < 2**63 else None
    if gap is None:
        raise Refusal(404)
    return gap
