"""Which parts of a mail are its words, and which are its files."""

import html as entities
import re
from dataclasses import dataclass, field
from functools import cached_property

from channels.adapters.email import charsets, flowed
from channels.adapters.email.mime import Part
from helpdesk import markup

LONGEST = 2_000_000
# The text is read from the HTML, which is what people see; unless so much of the plain text is missing there.
MISSING = 0.6
PLAIN = '<div style="white-space: pre-wrap">{}</div>'
ADDRESSES = re.compile(r"<?\b(?:https?|mailto):[^\s<>]{1,2000}>?")


@dataclass
class Body:
    """The words, stretch by stretch, each as plain text, as HTML or as both, and the parts that are files."""

    stretches: list[tuple[str, str]] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of the words."""
        return "\n\n".join(text for text, _ in self._read if text)

    @property
    def written(self) -> str:
        """The text with what HTML quotes marked by >, as plain mail has it: from this the reply is taken."""
        return "\n\n".join(marked for _, marked in self._read if marked)

    @property
    def html(self) -> str:
        """The whole as HTML, or nothing if no stretch of it is."""
        if not self.has_html:
            return ""
        return "\n".join(html or PLAIN.format(entities.escape(text)) for text, html in self.stretches)

    @property
    def has_html(self) -> bool:
        return any(html.strip() for _, html in self.stretches)

    @property
    def plain(self) -> str:
        """The words of the plain stretches alone."""
        return "\n\n".join(text for text, _ in self.stretches if text)

    @cached_property
    def _read(self) -> list[tuple[str, str]]:
        return [_words_of_both(text, html) for text, html in self.stretches]


def _words_of_both(text: str, html: str) -> tuple[str, str]:
    shown, marked = markup.texts_of(html) if html.strip() else ("", "")
    says_more = len(shown) < len(ADDRESSES.sub("", text).strip()) * MISSING
    return (text, text) if not shown or says_more else (shown, marked)


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
        body.stretches.append(("", words) if is_html else (words, ""))
    else:
        body.files.append(part)


def _take_alternative(part: Part, body: Body) -> None:
    """Of the same thing said in several ways: the plain way, the HTML way, and the files of all of them."""
    text = html = ""
    for child in part.children:
        inner = Body()
        _take(child, inner)
        html = html or inner.html
        text = text or ("" if inner.has_html else inner.plain)
        body.files += inner.files
    body.stretches.append((text, html))


def is_words(part: Part, body: Body, alone: bool = False) -> bool:
    """Whether a leaf is to be read; a named text after the first words is a file that was put in the mail."""
    if part.content_type.startswith("multipart/"):
        return not part.children and bool(part.body.strip())
    if part.content_type not in ("text/plain", "text/html", "text/enriched"):
        return False
    if part.disposition == "attachment":
        return alone and not _named(part)
    return (
        not _named(part)
        or not any((text or html).strip() for text, html in body.stretches)
        and part.disposition != "attachment"
    )


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
