"""HTML from strangers: cleaned for keeping, framed for showing, read as text. Nothing else parses HTML."""

import re
from collections.abc import Callable
from typing import Any

import nh3

from helpdesk import markup_frame, markup_limits, markup_styles, markup_text
from helpdesk.markup_frame import Shown

__all__ = ["Shown", "charset_of", "clean", "shown", "text_of", "texts_of"]
_TAGS = """
    a abbr address b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn
    div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav
    ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th
    thead time tr tt u ul var wbr
"""
TAGS = frozenset(_TAGS.split())
# Elements whose content is no text of the mail either.
SWALLOWED = {
    "script",
    "style",
    "title",
    "template",
    "noscript",
    "textarea",
    "select",
    "object",
    "svg",
    "math",
    "xml",
}
EVERYWHERE = {"style", "dir", "lang", "title", "align", "id", "class"}
ATTRIBUTES = {
    "*": EVERYWHERE,
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height", "border"},
    "font": {"color", "face", "size"},
    "table": {"width", "height", "border", "cellpadding", "cellspacing", "bgcolor"},
    "tr": {"bgcolor", "valign", "height"},
    "td": {"colspan", "rowspan", "width", "height", "bgcolor", "valign", "nowrap"},
    "th": {"colspan", "rowspan", "width", "height", "bgcolor", "valign", "nowrap"},
    "col": {"span", "width"},
    "ol": {"start", "type"},
    "ul": {"type"},
    "li": {"value"},
    "blockquote": {"type", "cite"},
    "hr": {"width", "size", "color"},
    "del": {"cite"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel", "cid", "data"}
# The marks by which mailers set off what they quote; all other classes and ids are noise or an attack.
_MARKS = """
    gmail_quote gmail_quote_container gmail_attr gmail_signature moz-cite-prefix moz-signature
    yahoo_quoted protonmail_quote divRplyFwdMsg appendonsend OLK_SRC_BODY_SECTION isReplyContent
    ntes-mailmaster-quote mail-editor-reference-message-container quoteheader quote zmail_extra
"""
MARKS = frozenset(_MARKS.split())
PICTURE_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]+\Z", re.I)
SPACES = re.compile(r"[\x00-\x20\x7f]+")
OPTIONS: dict[str, Any] = {
    "tags": set(TAGS),
    "clean_content_tags": SWALLOWED,
    "attributes": ATTRIBUTES,
    "url_schemes": SCHEMES,
    "link_rel": "noopener noreferrer nofollow",
}
Picture = Callable[[str], str | None]


def clean(html: str) -> str:
    """HTML fit for keeping: no script, no form, no frame, no style that reaches out; cid: pictures stay."""
    return _sanitised(html, _kept)


def shown(html: str, remote: bool = False, picture: Picture = lambda cid: None, origin: str = "") -> Shown:
    """The document for the sandboxed frame: remote pictures only if asked for, quotes folded.

    `picture` gives the address of a cid: picture, and `origin` is where such addresses may lie.
    """
    blocked = set()

    def allowed(tag: str, name: str, value: str) -> str | None:
        value = _kept(tag, name, value)
        if (tag, name) != ("img", "src") or value is None or value.startswith("data:"):
            return value
        if value.startswith("cid:"):
            return picture(value[4:])
        if not remote:
            blocked.add(value)
        return value if remote else None

    return markup_frame.document(_sanitised(html, allowed), len(blocked), remote, origin)


def text_of(html: str, quotes: bool = False) -> str:
    """The words of HTML, a line for each block; with `quotes`, quoted lines begin with > as in plain mail."""
    return markup_text.read(_sanitised(html, _for_reading), quotes)


def texts_of(html: str) -> tuple[str, str]:
    """The words of HTML, and the same with its quotes marked."""
    cleaned = _sanitised(html, _for_reading)
    text = markup_text.read(cleaned)
    return text, markup_text.read(cleaned, True) if "<blockquote" in cleaned else text


def charset_of(data: bytes) -> str | None:
    """The charset an HTML document names in its head."""
    found = re.search(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", data[:3000], re.I)
    return found[1].decode("ascii") if found else None


def _sanitised(html: str, allowed: Callable) -> str:
    if markup_limits.suspicious(html):
        html = markup_limits.tamed(html, OPTIONS)
    return nh3.clean(html, attribute_filter=allowed, **OPTIONS)


def _kept(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return markup_styles.kept(value)
    if name in ("class", "id"):
        return " ".join(word for word in value.split() if word in MARKS) or None
    if name in ("src", "href", "cite"):
        return _address(tag, name, value)
    return value[:2000]


def _address(tag: str, name: str, value: str) -> str | None:
    """Pictures may be embedded, attached or remote; links lead out; nothing is relative to our own pages."""
    address = SPACES.sub("", value)
    scheme = address.partition(":")[0].lower()
    if scheme == "data":
        return value if tag == "img" and PICTURE_DATA.match(value) else None
    if scheme == "cid":
        return address if tag == "img" else None
    if scheme in ("http", "https"):
        return address
    if address.lower().startswith("www."):
        return f"https://{address}"
    return address if name == "href" and scheme in ("mailto", "tel") else None


def _for_reading(tag: str, name: str, value: str) -> str | None:
    return value if name in ("class", "id") or tag == "blockquote" else None
