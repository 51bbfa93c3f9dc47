"""The shell of the console: the same page for every deep link."""

from functools import cache
from pathlib import Path

from flask import Blueprint, current_app, render_template

from helpdesk import people
from helpdesk.people.sessions import me, signed_in

pages = Blueprint("shell", __name__)


@pages.get("/")
@pages.get("/tickets/<number:ticket_id>")
@pages.get("/views/<view_id>")
@pages.get("/customers")
@pages.get("/customers/<number:customer_id>")
@pages.get("/journeys")
@pages.get("/search")
@pages.get("/escalations")
@pages.get("/queue")
@signed_in
def shell(**_place):
    """What is shown inside is decided by the address, in the browser."""
    preferences = people.preferences_of(me())
    return render_template(
        "console.html",
        lang=me().language,
        theme=preferences["theme"],
        role=me().role,
        modules=_modules(current_app.static_folder),
    )


@cache
def _modules(static: str) -> list[str]:
    root = Path(static, "console")
    return sorted(str(path.relative_to(root)) for path in root.rglob("*.js"))
