"""As text: an article in a message that knows no markup. Links keep their addresses, steps their numbers. Pure."""

import re
from html.parser import HTMLParser

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "table", "blockquote", "pre", "ul", "ol", "hr"}


def as_text(html: str, origin: str) -> str:
    """The words of rendered Markdown; addresses of our own begin with `origin`."""
    reader = _Reader(origin)
    reader.feed(html)
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(reader.said))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Reader(HTMLParser):
    def __init__(self, origin: str):
        super().__init__()
        self.said: list[str] = []
        self._origin = origin
        self._lists: list[int | None] = []  # of each list we are in the next number; None where it has none
        self._link, self._begun = "", 0

    def handle_starttag(self, tag: str, attrs) -> None:
        given = dict(attrs)
        if tag in ("ul", "ol"):
            self._lists.append(int(given.get("start") or 1) if tag == "ol" else None)
        if tag in _BLOCKS:
            self.said.append("\n" if len(self._lists) > 1 else "\n\n")
        elif tag == "li":
            self.said.append(f"\n{self._mark()} ")
        elif tag == "br":
            self.said.append("\n")
        elif tag == "a":
            self._link, self._begun = given.get("href") or "", len(self.said)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _BLOCKS:
            self.said.append("\n" if self._lists else "\n\n")
        elif tag == "tr":
            self.said.append("\n")
        elif tag in ("td", "th"):
            self.said.append("  ")
        elif tag == "a" and self._link:
            self._tell_address()

    def handle_data(self, data: str) -> None:
        self.said.append("" if data.isspace() and "\n" in data else data)  # line ends between tags say nothing

    def _tell_address(self) -> None:
        address = f"{self._origin}{self._link}" if self._link.startswith("/") else self._link
        shown = "".join(self.said[self._begun :]).strip()
        if shown and shown not in (address, address.removeprefix("mailto:")) and not address.startswith("#"):
            self.said.append(f" ({address.removeprefix('mailto:')})")
        self._link = ""

    def _mark(self) -> str:
        if not self._lists:
            return "-"
        number = self._lists.pop()
        self._lists.append(None if number is None else number + 1)
        return "-" if number is None else f"{number}."
