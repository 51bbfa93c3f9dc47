"""The script a company puts into its pages: the source without its comments, with this inbox's settings inside."""

import json
import re
from functools import cache
from pathlib import Path

from helpdesk.widget.colors import palette

FOLDER = Path(__file__).resolve().parent.parent / "static" / "widget"
PLACE = "/*settings*/ null"


def script(key: str, origin: str, color: str, language: str | None = None) -> str:
    """The loader for one inbox. Key and origin are written in: the page cannot make it talk to somebody else.

    `language`: the one that the site has pinned; without it the visitor's browser decides.
    """
    colors = palette(color)
    settings = {
        "key": key,
        "origin": origin,
        "color": colors["surface-light"],
        "ink": colors["ink-light"],
        "css": _style(),
    }
    if language:
        settings["language"] = language
    return _source().replace(PLACE, json.dumps(settings))


@cache
def _source() -> str:
    lines = (line.strip() for line in (FOLDER / "loader.js").read_text().splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


@cache
def _style() -> str:
    style = (FOLDER / "loader.css").read_text()
    return re.sub(r"\s*([{};:,])\s+", r"\1", re.sub(r"/\*.*?\*/", "", style, flags=re.S)).strip()


@cache
def modules() -> list[str]:
    """Every script the frame needs at once, so that the browser fetches them side by side and not one by one."""
    own = sorted(f"widget/{file.name}" for file in FOLDER.glob("*.js") if file.name != "loader.js")
    return [*own, "vendor/htm-preact/htm-preact.js"]
