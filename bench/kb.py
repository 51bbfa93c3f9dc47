"""Articles: how long a search takes at 10,000 and 50,000 of them, and how soon what is published is found.

Half English, half Chinese, 1,200 characters each; words as frequent as they are in writing. KB_SIZES chooses others.
"""

import os
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert

import knowledge_base as kb
from bench.timing import timed
from helpdesk import clock, language
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM
from knowledge_base import indexing
from knowledge_base.article import Article, ArticleText
from knowledge_base.index import writer

SIZES = [int(size) for size in os.environ.get("KB_SIZES", "10000,50000").split(",")]
WANTED = {10_000: 25, 50_000: 60}
HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会"
    "可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
)
TOPICS = ("refund", "parcel", "invoice", "kettle", "voltage", "membership", "courier", "warranty", "coupon", "address")
TOPICS += tuple(f"topic{number}" for number in range(110))
THEMES = ("退款", "快递", "发票", "水壶", "电压", "会员", "保修", "优惠券", "地址", "预约")
ASKED = {
    "a question": "how do I get a refund for a parcel that never arrived",
    "two words": "warranty voltage",
    "one common word": "delivery",
    "a question in Chinese": "快递一直没有收到可以退款吗",
    "two words in Chinese": "保修 发票",
    "a question with typing errors": "refnud for my parsel",
}


def figures() -> Iterator[dict]:
    """Searches as anybody (what they may not see is left out inside), building, and publishing."""
    for size in SIZES:
        with tempfile.TemporaryDirectory(dir="/tmp") as folder, _app(folder).app_context():
            _fill(size)
            began = time.perf_counter()
            writer.rebuild()
            yield {
                "figure": "build the index",
                "articles": size,
                "unit": "s",
                "p50": round(time.perf_counter() - began, 1),
            }
            for what, typed in ASKED.items():
                taken = timed(lambda t=typed: kb.search(t, who=kb.ANYBODY, limit=10), before=db.session.remove)
                found = kb.search(typed, who=kb.ANYBODY).total
                yield {
                    "figure": f"search: {what}",
                    "articles": size,
                    **taken,
                    "wanted": WANTED.get(size),
                    "found": found,
                }
            yield from _publishing(size)


def _publishing(size: int) -> Iterator[dict]:
    waits = []
    for number in range(20):
        article = kb.begin(title=f"Brandnew{number} thing", body="Words.", language="en", by=SYSTEM)
        began = time.perf_counter()
        kb.publish(kb.text_of(article.id, "en"), by=SYSTEM)
        indexing.catch_up()
        while not kb.search(f"brandnew{number}", who=kb.ANYBODY).hits:
            time.sleep(0.001)
        waits.append((time.perf_counter() - began) * 1000)
    waits.sort()
    yield {
        "figure": "publish, until it is found",
        "articles": size,
        "unit": "ms",
        "p50": round(waits[10], 1),
        "p95": round(waits[18], 1),
        "wanted": 1000,
    }


def _app(folder: str):
    os.environ.update(HELPDESK_DATA=str(Path(folder, "data")), DATABASE_URL="", REDIS_URL="")
    from flask_migrate import upgrade

    from helpdesk.app import create_app

    app = create_app({"LOG_LEVEL": "ERROR"})
    with app.app_context():
        upgrade()
    return app


def _fill(size: int) -> None:
    chance = random.Random(5)
    words = [f"w{number}" for number in range(3000)]
    often = [1 / (rank + 5) for rank in range(len(words))]
    now = clock.now()
    with transaction():
        for start in range(0, size, 1000):
            numbers = range(start + 1, min(start + 1000, size) + 1)
            shared = {
                "visibility": "public",
                "source_language": "en",
                "position": 0,
                "promoted": False,
                "created_at": now,
            }
            inside = {number for number in numbers if number % 10 == 0}
            rows = [{"id": n, **shared, "visibility": "internal" if n in inside else "public"} for n in numbers]
            db.session.execute(insert(Article.__table__), rows)
            db.session.execute(insert(ArticleText.__table__), [_text(n, chance, words, often, now) for n in numbers])


def _text(number: int, chance: random.Random, words: list[str], often: list[float], now) -> dict:
    if number % 2:
        title = f"{chance.choice(TOPICS)} {chance.choice(TOPICS)} {number}"
        said = chance.choices(words, often, k=180) + chance.choices((*TOPICS, "delivery", "order", "return"), k=6)
        chance.shuffle(said)
        plain = " ".join(said)
    else:
        title = f"{chance.choice(THEMES)}{chance.choice(THEMES)}{number}"
        plain = "".join(chance.choices(HAN, k=330)) + chance.choice(THEMES) * (number % 3 == 0)
    values = {"id": number, "article_id": number, "language": "en" if number % 2 else "zh", "slug": f"a-{number}"}
    shown = {"title": title, "html": plain, "plain": plain, "folded": language.fold(f"{title} {plain}")}
    rest = {
        "published_id": number,
        "published_at": now,
        "edited_at": now,
        "updated_at": now,
        "review_note": "",
        "version": 1,
    }
    return values | shown | rest
