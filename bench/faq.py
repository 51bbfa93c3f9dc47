"""The bot on the bases of questions: right, sure and quick, with what it learned from other families of bases only.

BENCH_ENGINES=lexical and BENCH_BASES=clinc_k10,tpe choose.
"""

import os
from collections.abc import Iterator

from bench.bases import BASES, base, family, large
from chatbot.calibrating import calibrate
from chatbot.engines import all_engines
from chatbot.evaluating import attempt, put
from chatbot.evaluating import figures as measured
from chatbot.ranking.sureness import Sureness, shipped
from helpdesk import meaning
from helpdesk.language import fold, traditional
from scripts.learn_sureness import asked, learned

AIM = 0.9
LARGE = 6000


def figures() -> Iterator[dict]:
    """Each base with each engine; then the times at 6,000 entries."""
    wanted = os.environ.get("BENCH_BASES", ",".join(BASES)).split(",")
    for kind in os.environ.get("BENCH_ENGINES", "lexical,encoder").split(","):
        engine = all_engines()[kind]
        seen = {name: asked(engine, *base(name)) for name in BASES}
        for name in wanted:
            others = {other: one for other, one in seen.items() if family(other) != family(name)}
            tried, calibration = attempt(*base(name), engine, AIM, Sureness(**learned(others)))
            yield {
                "figure": f"faq: {name}, {kind}",
                **measured(tried),
                "threshold": calibration.threshold,
                "rehearsed": calibration.questions,
                "expected": round(calibration.precision, 3),
            }
        yield _scripts(engine)
        yield _large(engine)


def _scripts(engine) -> dict:
    """Traditional questions on a traditional base, and the same written otherwise: it shall make no difference."""
    entries, queries = base("tpe")
    known = [query for query in queries if query["gold"] is not None]
    reading, found = engine.read(entries), {}
    for script, written in (("traditional", str), ("simplified", fold), ("back_again", lambda t: traditional(fold(t)))):
        ranked = reading.ask([written(query["text"]) for query in known])
        right = sum(one.ids[0] == query["gold"] for one, query in zip(ranked, known, strict=True))
        found[script] = round(right / len(known), 4)
    return {"figure": f"faq: tpe, {engine.kind}, by script", "wanted_within": 0.01, **found}


def _large(engine) -> dict:
    entries, questions = large(LARGE)
    with meaning.remembering():  # answers that return are encoded once; questions, outside of it, each time
        reading = engine.read(entries)
    queries = [{"text": text, "gold": None} for text in questions]
    found = measured(put(queries, reading, shipped(engine.kind), calibrate(entries, engine, AIM)))
    return {
        "figure": f"faq: {len(entries)} entries, {engine.kind}",
        "wanted": {"cpu_p95_ms": 15},
        **{name: found[name] for name in ("p50_ms", "p95_ms", "cpu_p50_ms", "cpu_p95_ms")},
    }
