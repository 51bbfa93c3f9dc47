"""Stepwise: an answer of several calls, of which none is made again once it has been taken."""

from collections.abc import Callable

from channels.channel import Outbound
from channels.tencent.asking import Refusal

PARTLY = ("{why} (The first {done} of {all} parts have been sent.)", "{why}（共 {all} 条，前 {done} 条已发出。）")


def go_through(outbound: Outbound, steps: list[Callable[[], object]], settings: dict) -> None:
    """Make the calls that are left, each told to `outbound.took` before the next."""
    done = int(outbound.progress.get("done", 0))
    for number in range(done, len(steps)):
        try:
            steps[number]()
        except Refusal as why:
            raise _partly(why, number, len(steps), settings) from None
        if number + 1 < len(steps):
            outbound.took({"done": number + 1})


def _partly(why: Refusal, done: int, count: int, settings: dict) -> Refusal:
    if not done:
        return why
    words = tuple(
        sentence.format(why=word, done=done, all=count) for sentence, word in zip(PARTLY, why.words, strict=True)
    )
    return type(why)(words, settings, why.number)
