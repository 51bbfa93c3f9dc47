"""Which parts of a mail are its words, and which are its files."""

import html as entities
import re
from dataclasses import dataclass, field

from channels.adapters.email import charsets, flowed
from channels.adapters.email.mime import Part
from helpdesk import markup

LONGEST = 2_000_000
# The text is read from the HTML, which is what people see; unless so much of the plain text is missing there.
MISSING = 0.6
ADDRESSES = re.compile(r"<?\b(?:https?|mailto):[^\s<>]{1,2000}>?")


@dataclass
class Body:
    """The words as text and as HTML (empty if there is none), and the parts that are files instead."""

    texts: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    has_html: bool = False
    files: list[Part] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(filter(None, self.texts))

    @property
    def written(self) -> str:
        """The text with what HTML quotes marked by >, as plain mail has it: from this the reply is taken."""
        return "\n\n".join(filter(None, self.marked))

    @property
    def html(self) -> str:
        return "\n".join(self.htmls) if self.has_html else ""

    def add(self, text: str, html: str) -> None:
        """One stretch of the mail, in whichever of the two forms it has."""
        shown, marked = markup.texts_of(html) if html.strip() else ("", "")
        says_more = len(shown) < len(ADDRESSES.sub("", text).strip()) * MISSING
        self.texts.append(text if not shown or says_more else shown)
        self.marked.append(text if not shown or says_more else marked)
        self.htmls.append(html or f'<div style="white-space: pre-wrap">{entities.escape(text)}</div>')
        self.has_html = self.has_html or bool(html.strip())


def read(root: Part) -> Body:
    """The words and the files of this tree, in reading order."""
    body = Body()
    _take(root, body, alone=not root.children)
    return body


def _take(part: Part, body: Body, alone: bool = False) -> None:
    if part.children and part.content_type == "multipart/alternative":
        _take_alternative(part, body)
    elif part.children and part.content_type == "multipart/related":
        _take(part.children[0], body)
        body.files += [leaf for child in part.children[1:] for leaf in _files(child)]
    elif part.children:
        for child in part.children:
            _take(child, body)
    elif is_words(part, body, alone):
        words = words_of(part)
        is_html = part.content_type == "text/html"
        body.add("" if is_html else words, words if is_html else "")
    else:
        body.files.append(part)


def _take_alternative(part: Part, body: Body) -> None:
    """Of the same thing said in several ways: the plain way, the HTML way, and the files of all of them."""
    text = html = ""
    for child in part.children:
        inner = Body()
        _take(child, inner)
        if inner.has_html:
            html = html or inner.html
        elif not text:
            text = inner.text
        body.files += inner.files
    body.add(text, html)


def is_words(part: Part, body: Body, alone: bool = False) -> bool:
    """Whether a leaf is to be read; a named text after the first words is a file that was put in the mail."""
    if part.content_type.startswith("multipart/"):
        return not part.children and bool(part.body.strip())
    if part.content_type not in ("text/plain", "text/html", "text/enriched"):
        return False
    if part.disposition == "attachment":
        return alone and not _named(part)
    return not _named(part) or not any(text.strip() for text in body.texts) and part.disposition != "attachment"


def _named(part: Part) -> bool:
    return bool(part.disposition_parameters.get("filename") or part.parameters.get("name"))


def words_of(part: Part) -> str:
    """A text part as text, line ends unified."""
    text = charsets.decode(part.data[:LONGEST], _charset(part), part.hint)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if part.parameters.get("format", "").lower() == "flowed" and part.content_type == "text/plain":
        text = flowed.joined(text, part.parameters.get("delsp", "").lower() == "yes")
    return text


def _charset(part: Part) -> str | None:
    declared = part.parameters.get("charset")
    if part.content_type == "text/html" and charsets.codec_of(declared) is None:
        return markup.charset_of(part.data) or declared
    return declared


def _files(part: Part) -> list[Part]:
    return [leaf for leaf in part.walk() if not leaf.children]
