"""How well, and how fast, mail is read: real mails of many mailers, with what is expected of each."""

import time
from collections.abc import Iterator

from channels.adapters.email.automatic import may_answer
from channels.adapters.email.reading import read
from tests.channels.email import corpus

WANTED = {"from": 0.97, "subject": 0.98, "body": 0.95, "attachments": 0.95}
OURS = (("support@shop.test",), ("desk.shop.test",))


def figures() -> Iterator[dict]:
    """Reading against zammad's expectations, trimming, bounces, automatic mail, and mails a second."""
    for figure, (right, of) in corpus.scores().items():
        yield {
            "figure": f"mail: {figure} read right",
            "right": right,
            "of": of,
            "share": round(right / of, 3),
            "wanted": WANTED[figure],
        }
    replies = corpus.replies().values()
    yield {
        "figure": "mail: replies trimmed exactly",
        "right": sum(kept == wanted for kept, wanted in replies),
        "of": len(replies),
        "empty": sum(not kept for kept, _ in replies),
        "wanted": 27,
    }
    yield from _machines()
    yield from _speed()


def _machines() -> Iterator[dict]:
    found = corpus.bounces()
    taken = found["bounces"] + found["false bounces"]
    there = found["bounces"] + found["missed bounces"]
    yield {
        "figure": "mail: bounces",
        "precision": found["bounces"] / taken,
        "recall": found["bounces"] / there,
        "of": there,
        "wanted": {"precision": 1, "recall": 0.98},
    }
    machines = found["automatic"] + found["missed automatic"]
    yield {
        "figure": "mail: not to be answered by a machine",
        "recall": found["automatic"] / machines,
        "of": machines,
        "wanted": 1,
    }
    cases = corpus.header_cases()
    right = sum(may_answer(read(raw), *OURS) is wanted for raw, wanted in cases)
    yield {"figure": "mail: header cases", "right": right, "of": len(cases), "wanted": len(cases)}


def _speed() -> Iterator[dict]:
    raws = [path.read_bytes() for path in corpus.all_mails()]
    slowest = 0.0
    began, processor = time.perf_counter(), time.process_time()
    for raw in raws:
        start = time.perf_counter()
        read(raw)
        slowest = max(slowest, time.perf_counter() - start)
    taken, processor = time.perf_counter() - began, time.process_time() - processor
    yield {
        "figure": "mail: read",
        "mails": len(raws),
        "mails_per_second": round(len(raws) / taken),
        "milliseconds_of_processor_each": round(1000 * processor / len(raws), 2),
        "slowest_seconds": round(slowest, 3),
        "wanted_slowest_seconds": 2,
    }
