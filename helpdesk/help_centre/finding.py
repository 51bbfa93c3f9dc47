"""Finding: the search page, and suggestions while somebody types."""

from flask import Blueprint, jsonify, request

import knowledge_base as kb
from helpdesk.help_centre import throttles
from helpdesk.help_centre.frame import centre_for, kept_while_same, page
from helpdesk.help_centre.who import reader
from helpdesk.throttle import TooOften

A_PAGE, MOST_PAGES = 10, 20


def register(blueprint: Blueprint) -> None:
    """Their addresses."""
    blueprint.get("/help/<locale>/search")(search)
    blueprint.get("/help/<locale>/suggest.json")(suggest)


def search(locale: str):
    """What was found in this language; in the others too where there is nothing in it."""
    centre_for(locale)
    throttles.look()
    typed = request.args.get("q", "")[:400].strip()
    number = max(1, min(MOST_PAGES, request.args.get("page", 1, type=int) or 1))
    found = kb.search(typed, who=reader(), language=locale, limit=A_PAGE, offset=(number - 1) * A_PAGE)
    other = kb.Found()
    if typed and not found.hits and number == 1:
        other = kb.search(typed, who=reader(), limit=5)
        if not other.hits:
            _miss(typed, locale)
    return page("search", locale, q=typed, found=found, other=other, number=number, a_page=A_PAGE)


def suggest(locale: str):
    """A few titles."""
    centre_for(locale)
    throttles.look()
    texts = kb.suggest(request.args.get("q", "")[:200], who=reader(), language=locale)
    return kept_while_same(jsonify(articles=[{"title": text.title, "address": kb.address_of(text)} for text in texts]))


def _miss(typed: str, locale: str) -> None:
    """Editors see it; nobody can flood them with it."""
    try:
        throttles.miss()
    except TooOften:
        return
    if not reader().agent:
        kb.note_miss(typed, locale, where="help_centre")
