"""Besides the cast: `script`, a page without a server in which one module of the console can be called."""

import json
import mimetypes
from pathlib import Path

import pytest

from tests.console.desk import desk  # noqa: F401
from tests.support.cast import *  # noqa: F403

HELPDESK = Path(__file__).resolve().parents[2] / "helpdesk"
ORIGIN = "http://desk.test"


@pytest.fixture
def script(people):
    """script("matching.js", "(m, given) => m.matches(…)", given): what the function makes of the real module."""
    page = people.arrive()
    page.context.route(f"{ORIGIN}/**", _serve)
    page.goto(f"{ORIGIN}/")

    def run(module: str, function: str, given=None):
        call = f"async (given) => ({function})(await import('/static/console/{module}'), JSON.parse(given))"
        return page.evaluate(call, json.dumps(given))

    run.page = page
    return run


def _serve(route):
    path = route.request.url.removeprefix(ORIGIN).split("?")[0]
    file = HELPDESK / path.lstrip("/")
    if path == "/":
        page = "<!doctype html><html lang=en><link rel=icon href=data:,><link id=dark rel=stylesheet media=all>"
        return route.fulfill(content_type="text/html", body=page)
    kind = "text/javascript" if path.endswith(".js") else mimetypes.guess_type(path)[0]
    return route.fulfill(content_type=kind, body=file.read_bytes())
