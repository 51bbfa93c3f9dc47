"""Wording: how an article becomes an answer: short enough for a chat, cut where a sentence ends, with its source."""

import re

LONGEST = 600
_ENDS = re.compile(r"(?<=[。！？!?])|(?<=[.])(?=\s)|\n")


def shortened(text: str, longest: int = LONGEST) -> tuple[str, bool]:
    """The beginning of an answer, and whether anything was left out."""
    text = re.sub(r"\n{3,}", "\n\n", text.strip())
    if len(text) <= longest:
        return text, False
    kept = ""
    for part in _ENDS.split(text):
        if len(kept) + len(part) > longest:
            break
        kept += part if not kept or kept.endswith("\n") or part.startswith(" ") else part
        kept += "\n" if text[len(kept) : len(kept) + 1] == "\n" else ""
    return (kept.strip() or text[:longest].rstrip() + "…"), True
