"""Plain words as HTML: paragraphs and line ends, and nothing in them that could act."""

import html
import re

_GAP = re.compile(r"\n[ \t]*\n\s*")


def html_of(text: str) -> str:
    """The words in paragraphs; empty when there are none."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return "".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in _GAP.split(text) if part)
