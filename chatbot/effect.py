"""Effect: which questions that were really asked would be answered otherwise, were a phrasing or a word kept.

Asked are the first messages of the newest solved tickets and the open gaps, shown without personal data: who writes
articles need not see the tickets. Phrasings change what the bot answers, words what a search finds.
"""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select

import knowledge_base as kb
from chatbot import bases
from chatbot.bot import Bot
from chatbot.past import asked_lately
from helpdesk.db import db
from helpdesk.language import detect
from knowledge_base.article import ArticleText
from knowledge_base.gap import Gap
from knowledge_base.impersonal import impersonal
from knowledge_base.question import trying_out
from knowledge_base.reader import ANYBODY

TICKETS, GAPS = 200, 200
MOST_SHOWN, LONGEST = 30, 160
USUAL_AIM = 0.9


def of_phrasings(language: str, article: int, phrasings: list[str]) -> dict:
    """What the bot would answer with these beside those it has; None for an article that it cannot answer from."""
    base = bases.base_for(ANYBODY, language, None)
    known = base.entries.get(article)
    if known is None:
        return {"unknown": True}
    changed = replace(known, phrasings=(*known.phrasings, *phrasings))
    threshold = base.curve.at(_aim()).threshold
    before = _answers(base.reading, base, threshold)
    after = _answers(_read([changed if one is known else one for one in base.entries.values()], base), base, threshold)
    titles = {number: entry.question for number, entry in base.entries.items()}
    return _compared(_asked(language), before, after, titles)


def of_words(sort: str, words: list[str]) -> dict:
    """What a search would find first with this synonym group, spelling or stop word."""
    asked = [*_asked("en"), *_asked("zh")]
    before = {text: _found(text) for text in asked}
    with trying_out(sort, words):
        after = {text: _found(text) for text in asked}
    numbers = {number for number in (*before.values(), *after.values()) if number is not None}
    return _compared(asked, before.get, after.get, _titles(numbers))


def _asked(language: str) -> list[str]:
    """Each question once, the newest first."""
    gaps = select(Gap.text).where(Gap.state == "open", Gap.language == language).order_by(Gap.last_at.desc())
    tickets = [one.text for one in asked_lately(language, TICKETS)]
    return list(dict.fromkeys([*db.session.scalars(gaps.limit(GAPS)), *tickets]))


def _aim() -> float:
    aims = db.session.scalars(select(Bot.aim).where(Bot.enabled.is_(True)).limit(100)).all()
    return min(aims, default=USUAL_AIM)


def _read(entries, base):
    from helpdesk import meaning

    with meaning.keeping():
        return base.engine.read(entries)


def _answers(reading, base, threshold: float) -> Callable[[str], object]:
    def answer(text: str):
        ranked = reading.ask([text])[0]
        sure = bool(ranked.ids) and base.sureness.chance(ranked.signals) >= threshold
        return ranked.ids[0] if sure else None

    return answer


def _found(text: str) -> int | None:
    hits = kb.search(text, who=ANYBODY, limit=1).hits
    return hits[0].text.article_id if hits else None


def _compared(asked: list[str], before: Callable, after: Callable, titles: dict) -> dict:
    """`answered`: now and not before · `lost`: before and not now · `otherwise`: by another article."""
    found: dict = {"asked": len(asked), "answered": [], "lost": [], "otherwise": []}
    for text in asked:
        was, now = before(text), after(text)
        if was != now:
            name = "answered" if was is None else "lost" if now is None else "otherwise"
            shown = impersonal(" ".join(text.split()), detect(text))[:LONGEST]
            found[name].append({"text": shown, "before": titles.get(was, ""), "after": titles.get(now, "")})
    counts = {name: len(found[name]) for name in ("answered", "lost", "otherwise")}
    return found | {name: found[name][:MOST_SHOWN] for name in counts} | {"counts": counts}


def _titles(numbers: set[int]) -> dict[int, str]:
    rows = db.session.execute(
        select(ArticleText.article_id, ArticleText.title).where(
            ArticleText.article_id.in_(numbers), ArticleText.published_id.is_not(None)
        )
    )
    return dict(map(tuple, rows))
