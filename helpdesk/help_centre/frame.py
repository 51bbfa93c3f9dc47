"""The frame of every page: which language, which colours, and nothing but one text and one style."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from flask import current_app, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as ResponseBase

import knowledge_base as kb
from helpdesk.db import let_go
from helpdesk.forgery import came_from_us
from helpdesk.headers import policy
from helpdesk.help_centre import looks
from helpdesk.help_centre.who import reader, visitor
from helpdesk.refusing import Refusal
from helpdesk.widget.colors import palette
from knowledge_base.centre import HelpCentre

NAMES = {"en": "English", "zh": "中文"}
SCRIPT = Path(__file__).resolve().parent.parent / "static" / "help" / "help.js"


def only_from_our_pages() -> None:
    """Raises a Refusal for a form on another site. The visit's cookie is SameSite besides, and does not come along."""
    if request.method not in ("GET", "HEAD", "OPTIONS") and not came_from_us(request.headers.get("Origin")):
        raise Refusal(400, "foreign_origin", "This request comes from another site.", "此请求来自其他网站。")


def centre_for(locale: str) -> HelpCentre:
    """The help centre, if it is open and speaks this language. Raises a Refusal, or leads to the one it speaks."""
    found = the_centre()
    if locale in found.languages:
        return found
    short = locale.lower().partition("-")[0]
    if short != locale and short in found.languages:
        raise Elsewhere(request.full_path.rstrip("?").replace(f"/help/{locale}", f"/help/{short}", 1))
    raise Refusal(404)


def the_centre() -> HelpCentre:
    """The help centre. Raises a Refusal while it is shut to readers; agents may look."""
    if "centre" not in g:
        g.centre = kb.centre()
    if not g.centre.enabled and not reader().agent:
        raise Refusal(404)
    return g.centre


class Elsewhere(Refusal):
    """The page is at another address."""

    def __init__(self, address: str):
        super().__init__(404)
        self.address = address

    def get_response(self):
        """Lead there."""
        return redirect(self.address, 301)


def page(template: str, locale: str, status: int = 200, **values) -> ResponseBase:
    """A page with everything around it."""
    centre = centre_for(locale)
    g.help_locale = locale
    text = render_template(
        f"help/{template}.html",
        locale=locale,
        lang="zh-CN" if locale == "zh" else locale,
        centre=centre,
        title_of_all=centre.text("title", locale) or ("帮助中心" if locale == "zh" else "Help centre"),
        t=lambda en, zh: zh if locale == "zh" else en,
        visitor=visitor(),
        reader=reader(),
        style=looks.address_of(centre),
        script=script()[0],
        names=NAMES,
        public_url=current_app.config["PUBLIC_URL"],
        contact=_contact(centre, locale),
        **values,
    )
    let_go()
    return _answer(text, status)


def kept_while_same(response: ResponseBase) -> ResponseBase:
    """Browsers ask again, and are told when nothing has changed; no cache in between keeps what one person sees."""
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)


@cache
def script() -> tuple[str, str]:
    """The little script of every page, and the hash by which its policy lets it run."""
    text = "\n" + SCRIPT.read_text()
    return text, "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _answer(text: str, status: int) -> ResponseBase:
    response = make_response(text, status)
    response.headers["Content-Security-Policy"] = policy(
        script_src=script()[1], font_src="'none'", frame_src="'none'", manifest_src="'none'"
    )
    return kept_while_same(response) if status == 200 and request.method == "GET" else response


def _contact(centre: HelpCentre, locale: str) -> str:
    if visitor() is not None:
        return f"/help/{locale}/requests/new"
    return f"/form/{centre.inbox_key}?lang={locale}" if centre.inbox_key else ""


def colors_of(centre: HelpCentre) -> dict[str, str]:
    """The company's colour for light and dark, readable whatever was chosen."""
    return palette(centre.color)
