"""Comparing: what became of a text from one revision to another, line by line, and word by word inside a line."""

import difflib
import re

LONGEST = 4000  # lines; beyond it only whole lines are compared
_PIECE = re.compile(r"[^\W\u3400-\u9fff]+|[\u3400-\u9fff]|\s+|.", re.UNICODE)
AROUND = 3


def compared(before: str, after: str) -> list[dict]:
    """[{"kind": same|gone|new|gap, "pieces": [{"text", "changed"}]}], unchanged stretches shortened to a gap."""
    old, new = before.splitlines()[:LONGEST], after.splitlines()[:LONGEST]
    lines: list[dict] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [_line("same", text) for text in old[a:b]]
        elif kind == "replace" and b - a == d - c:
            for was, now in zip(old[a:b], new[c:d], strict=True):
                lines += _within(was, now)
        else:
            lines += [_line("gone", text) for text in old[a:b]] + [_line("new", text) for text in new[c:d]]
    return _shortened(lines)


def _within(was: str, now: str) -> list[dict]:
    old, new = _PIECE.findall(was), _PIECE.findall(now)
    gone, come = [], []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = kind == "equal"
        gone += [{"text": "".join(old[a:b]), "changed": not same}] if a < b else []
        come += [{"text": "".join(new[c:d]), "changed": not same}] if c < d else []
    return [{"kind": "gone", "pieces": gone}, {"kind": "new", "pieces": come}]


def _line(kind: str, text: str) -> dict:
    return {"kind": kind, "pieces": [{"text": text, "changed": kind != "same"}]}


def _shortened(lines: list[dict]) -> list[dict]:
    near = {
        place + step
        for place, line in enumerate(lines)
        if line["kind"] != "same"
        for step in range(-AROUND, AROUND + 1)
    }
    found: list[dict] = []
    for place, line in enumerate(lines):
        if place in near:
            found.append(line)
        elif not found or found[-1]["kind"] != "gap":
            found.append({"kind": "gap", "pieces": []})
    return found
