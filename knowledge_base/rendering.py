"""Rendering: Markdown as pages show it. Raw HTML in it is text, and what comes out is cleaned once more."""

import re
from functools import cache
from html import escape
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from mdit_py_plugins.container import container_plugin

from helpdesk import markup
from helpdesk.markup_article import CALLOUTS, clean_article
from knowledge_base.slugs import slug_of

VIDEO_SITES = ("youtube.com", "youtu.be", "vimeo.com", "bilibili.com", "b23.tv", "youku.com", "v.qq.com", "ixigua.com")
_FILM = re.compile(r"/help/files/[^?#]+\.(?:mp4|webm|m4v)\Z", re.I)
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|\Z)", re.I)
_ALERTS = {"note": "note", "tip": "tip", "important": "note", "warning": "warning", "caution": "danger"}


def rendered(body: str) -> str:
    """Clean HTML of an article's Markdown."""
    tokens = _markdown().parse(body)
    _alerts(tokens)
    _headings(tokens)
    _videos(tokens)
    return clean_article(_markdown().renderer.render(tokens, _markdown().options, {}))


def plain_of(body: str) -> str:
    """Its words alone, a line for each block; what is searched, and what the bot reads."""
    return markup.text_of(rendered(body)).strip()


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "typographer": False, "maxNesting": 20})
    parser.enable(["table", "strikethrough", "linkify"])
    for name in CALLOUTS:
        parser.use(container_plugin, name, render=_callout)
    parser.renderer.rules["image"] = _image
    parser.renderer.rules["table_open"] = lambda *_: '<div class="scroll"><table>\n'
    parser.renderer.rules["table_close"] = lambda *_: "</table></div>\n"
    for cell in ("th_open", "td_open"):
        parser.renderer.rules[cell] = _cell
    return parser


def _callout(self, tokens, at, options, env) -> str:
    token = tokens[at]
    if token.nesting < 0:
        return "</div>\n"
    name, _, title = token.info.strip().partition(" ")
    head = f'<p class="callout-title">{escape(title)}</p>\n' if title.strip() else ""
    return f'<div class="callout {name}">\n{head}'


def _image(tokens, at, options, env) -> str:
    token = tokens[at]
    source, words = token.attrGet("src") or "", token.content
    if _FILM.match(source):
        return f'<video src="{escape(source)}" title="{escape(words)}" controls preload="metadata"></video>'
    if not source.startswith("/help/files/"):  # a picture elsewhere would tell others who reads this
        return f'<a href="{escape(source)}">{escape(words or source)}</a>'
    return f'<img src="{escape(source)}" alt="{escape(words)}">'


def _cell(tokens, at, options, env) -> str:
    token = tokens[at]
    side = (token.attrGet("style") or "").rpartition(":")[2]
    return f'<{token.tag} class="{side}">' if side in ("right", "center") else f"<{token.tag}>"


def _headings(tokens) -> None:
    """One level down (the page's title is the first), each with a place to link to."""
    seen: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if not token.type.startswith("heading"):
            continue
        level = min(6, int(token.tag[1]) + 1)
        token.tag = f"h{level}"
        if token.type == "heading_open":
            slug = slug_of(tokens[at + 1].content) or "part"
            seen[slug] = seen.get(slug, 0) + 1
            token.attrSet("id", f"s-{slug}" if seen[slug] == 1 else f"s-{slug}-{seen[slug]}")


def _videos(tokens) -> None:
    """A paragraph that is nothing but a link to a film says so."""
    for at, token in enumerate(tokens):
        if token.type != "inline" or tokens[at - 1].type != "paragraph_open" or not token.children:
            continue
        first = token.children[0]
        alone = first.type == "link_open" and [c.type for c in token.children].count("link_open") == 1
        if alone and token.children[-1].type == "link_close" and _is_video(first.attrGet("href") or ""):
            tokens[at - 1].attrSet("class", "video")


def _is_video(address: str) -> bool:
    host = (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
    return any(host == site or host.endswith(f".{site}") for site in VIDEO_SITES) or address.lower().endswith(".mp4")


def _alerts(tokens) -> None:
    """> [!NOTE] as other places write call-outs."""
    opened: list[tuple[object, str | None]] = []
    for at, token in enumerate(tokens):
        if token.type == "blockquote_open":
            kind = _alert_kind(tokens, at)
            opened.append((token, kind))
            if kind:
                token.tag = "div"
                token.attrSet("class", f"callout {kind}")
        elif token.type == "blockquote_close" and opened.pop()[1]:
            token.tag = "div"


def _alert_kind(tokens, at: int) -> str | None:
    inline = tokens[at + 2] if at + 2 < len(tokens) and tokens[at + 1].type == "paragraph_open" else None
    found = _ALERT.match(inline.content) if inline is not None else None
    if found is None:
        return None
    inline.content = inline.content[found.end() :]
    # The mark is the first child, and a line break follows it where the text goes on.
    inline.children = inline.children[1:]
    if inline.children and inline.children[0].type in ("softbreak", "hardbreak"):
        inline.children = inline.children[1:]
    return _ALERTS[found[1].lower()]
