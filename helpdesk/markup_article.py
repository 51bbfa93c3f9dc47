"""HTML of articles, cleaned: what writers may use, pictures and films of our own only, links that lead anywhere."""

import re

import nh3

_TAGS = """
    a blockquote br code dd del div dl dt em h2 h3 h4 h5 h6 hr img li ol p pre s span strong sub sup table tbody td th
    thead tr ul video
"""
_ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "video": {"src", "title", "controls", "preload"},
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
}
CALLOUTS = ("note", "tip", "warning", "danger")
_CLASSES = {"callout", "callout-title", "video", "scroll", *CALLOUTS, "right", "center"}
_OURS = re.compile(r"/help/[^\\\s\x00-\x20]*\Z")
_FILE = re.compile(r"/help/files/[A-Za-z0-9_-]{8,40}(?:/[^/\\\s?#]{1,300})?\Z")
_ID = re.compile(r"s-[\w-]{1,100}\Z", re.UNICODE)  # of a heading; with its prefix it can hide nothing of the page


def clean_article(html: str) -> str:
    """The same without anything that runs, loads from elsewhere, or is not ours."""
    return nh3.clean(
        html,
        tags=set(_TAGS.split()),
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
        clean_content_tags={"script", "style"},
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(word for word in value.split() if word in _CLASSES) or None
    if name == "id":
        return value if _ID.match(value) else None
    if name == "src":
        return value if _FILE.match(value) else None
    if name == "href":
        return value if may_lead_to(value) else None
    return value[:500]


def may_lead_to(address: str) -> bool:
    """Whether a link may lead there: another page of the help centre, a place on this page, or out."""
    if address.startswith("#"):
        return bool(_ID.match(address[1:]))
    return bool(_OURS.match(address)) or bool(re.match(r"(?:https?://|mailto:|tel:)[^\s\x00-\x20]+\Z", address, re.I))
