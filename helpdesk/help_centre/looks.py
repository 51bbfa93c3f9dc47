"""Looks: the one style of every page, with the company's colours and logo in it; its address changes when it does."""

import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, make_response

import knowledge_base as kb
from helpdesk.widget.colors import palette
from knowledge_base.centre import HelpCentre

SOURCE = Path(__file__).resolve().parent.parent / "static" / "help" / "help.css"
_LOGO = re.compile(r"data:image/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/=]+\Z")
LARGEST_LOGO = 100 * 1024


def register(blueprint: Blueprint) -> None:
    """Its address."""
    blueprint.get("/help/style-<mark>.css")(style)


def address_of(centre: HelpCentre) -> str:
    """Where the style is, as it is now."""
    return f"/help/style-{hashlib.sha256(_text(centre).encode()).hexdigest()[:16]}.css"


def style(mark: str) -> Response:
    """The style. An old address gives the new one: a page that was open stays readable."""
    response = make_response(_text(kb.centre()))
    response.headers["Content-Type"] = "text/css; charset=utf-8"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def is_logo(address: str) -> bool:
    """Whether this is a picture that can stand in a style: nothing of it can be anything else."""
    return bool(_LOGO.match(address)) and len(address) <= LARGEST_LOGO * 4 // 3


def _text(centre: HelpCentre) -> str:
    colors = "".join(f"--{name}:{value};" for name, value in palette(centre.color).items())
    logo = f'.logo{{background-image:url("{centre.logo}");}}' if centre.logo and is_logo(centre.logo) else ""
    return f":root{{{colors}}}\n{_source()}\n{logo}\n"


@cache
def _source() -> str:
    text = re.sub(r"/\*.*?\*/", "", SOURCE.read_text(), flags=re.S)
    return re.sub(r"\s*\n\s*", "", text)
