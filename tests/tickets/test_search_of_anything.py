"""Search for whatever can be typed: no error, no long wait, nothing that is sealed."""

import time

import pytest

from tickets import (
    copy_to,
    finding,
)
from tickets.cursor import BadCursor
from tickets.indexing import index_waiting
from tickets.search_filters import BadFilter


@pytest.mark.parametrize(
    "typed",
    [
        "*",
        "a*",
        '"',
        '""',
        "lamp*",
        "lamp AND",
        "lamp OR bulb",
        "NOT lamp",
        "lamp NEAR bulb",
        "words:lamp",
        "lamp^2",
        "(lamp",
        "lamp)",
        "{lamp}",
        "lamp\x00",
        "lamp \\",
        "%",
        "_",
        "lamp'; DROP TABLE ticket; --",
        "lamp | bulb",
        "!lamp",
        "lamp:*",
        "lamp <-> bulb",
        "- - -",
        "-",
        "--lamp",
        "-lamp",
        ":lamp",
        "status:",
        "😀",
        "\ud800",
        "lamp " * 100,
        "status:open" * 100,
        "tag:' tag:\" tag:)",
        "is:open OR is:done",
        "before:2026-01-01 " * 30,
    ],
)
def test_there_is_nothing_that_cannot_be_typed(opened, ann, typed):
    opened("lamp and bulb")
    index_waiting()
    for trial in (typed, f"bulb {typed}"):
        try:
            finding.visible_to(ann).search(trial)
        except BadFilter:
            assert ":" in typed


def test_ten_thousand_words_take_no_time(opened, ann):
    opened("lamp and bulb")
    index_waiting()
    started = time.thread_time()
    for bomb in (" ".join(f"w{n}" for n in range(10_000)), "a" * 100_000, '"' * 10_000, "退" * 10_000, "-x " * 5_000):
        finding.visible_to(ann).search(bomb)
    assert time.thread_time() - started < 2


def test_a_cursor_that_is_not_ours_is_refused(opened, ann):
    for after in ("x", "W10", "WyJhIl0", "'; DROP TABLE message; --"):
        for typed in ("lamp", "is:open"):
            with pytest.raises(BadCursor):
                finding.visible_to(ann).search(typed, after=after)


def test_addresses_and_names_are_never_in_the_index(opened, ann, carol, app):
    ticket = opened("Hello")
    copy_to(ticket, ["canary@example.com"], by=ann)
    index_waiting()
    assert finding.visible_to(ann).search("canary").hits == []
    assert finding.visible_to(ann).search("carol").hits == []
