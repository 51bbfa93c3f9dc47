"""The words of clean HTML: a line for each block, quoted blocks marked if asked for."""

import html as entities
import re

TOKEN = re.compile(r'<(/?)([a-z0-9]+)((?:\s+[^\s=>]+="[^"]*")*)\s*/?>|([^<]+)')
_BLOCKS = """
    address blockquote caption center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section summary table tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre"}
BLANKS = re.compile(r"[ \t\r\n\f]+")
CITING = re.compile(r'type="?cite|cite=|class="[^"]*(?:gmail_quote|quote)|border-left|padding-left:\s*1ex', re.I)


class _Page:
    """Lines as they grow, each with the depth of quoting it stands in."""

    def __init__(self) -> None:
        self.lines: list[tuple[int, str]] = []
        self.current = ""
        self.depth = 0
        self.gap = False

    def write(self, text: str) -> None:
        self.current += text.lstrip(" ") if not self.current or self.current.endswith(" ") else text

    def end_line(self, always: bool = False) -> None:
        if self.current.strip() or always:
            if self.gap and self.lines and self.lines[-1][1]:
                self.lines.append((min(self.depth, self.lines[-1][0]), ""))
            self.lines.append((self.depth, self.current.rstrip()))
            self.gap = False
        self.current = ""

    def last_words(self) -> str:
        return next((line for _, line in reversed(self.lines[-3:]) if line), "")


def read(cleaned: str, quotes: bool = False) -> str:
    """Plain text of HTML that has been cleaned."""
    page, preformatted, citing = _Page(), 0, []
    for closing, name, attributes, text in TOKEN.findall(cleaned):
        if text:
            _words(page, entities.unescape(text), preformatted)
        elif name == "br":
            page.end_line(always=True)
        elif name in ("td", "th"):
            page.write(" " if closing else "")
        elif name in BLOCKS:
            page.end_line()
            page.gap = page.gap or name in SPACED
            preformatted = max(0, preformatted + (name == "pre") * (-1 if closing else 1))
            if name == "blockquote":
                _quote(page, citing, closing, attributes)
    page.end_line()
    lines = (("> " * depth if quotes else "") + line for depth, line in page.lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip().replace("\xa0", " ")


def _words(page: _Page, text: str, preformatted: int) -> None:
    if not preformatted:
        page.write(BLANKS.sub(" ", text))
        return
    first, *rest = text.split("\n")
    page.current += first
    for line in rest:
        page.end_line(always=True)
        page.current = line


def _quote(page: _Page, citing: list[bool], closing: str, attributes: str) -> None:
    """An indented paragraph is a blockquote too: it counts as quoted if it says so or follows 'X wrote:'."""
    if closing:
        page.depth -= citing.pop() if citing else 0
    else:
        citing.append(bool(CITING.search(attributes)) or page.last_words().endswith((":", "：")))
        page.depth += citing[-1]
