"""The page of the demo shop at /demo: another company's site, as it were, with the widget on it."""

import hashlib
import hmac

from flask import Blueprint, Flask, Response, abort, render_template, request, url_for
from sqlalchemy import select

from channels import Inbox
from helpdesk import clock
from helpdesk.db import db
from helpdesk.demo import world
from helpdesk.demo.planting_inboxes import IS_DEMO
from helpdesk.reader import LANGUAGES, preferred

blueprint = Blueprint("demo", __name__)
PEOPLE = (
    "carol",
    "james-okafor",
    "oliver-bennett",
    "emily-carter",
    "aisha-rahman",
    "chen-jie",
    "wu-qiang",
    "lin-fei",
    "he-jing",
    "peng-xue",
    "lam-ka-yan",
    "hsu-wei-ting",
)
BADGES = {
    "new": {"en": "New harvest", "zh": "新茶"},
    "best": {"en": "Most wanted", "zh": "热卖"},
    "few": {"en": "Few left", "zh": "少量"},
    "gift": {"en": "For giving", "zh": "送礼"},
}


def register(app: Flask) -> None:
    """Open the shop."""
    app.register_blueprint(blueprint)


@blueprint.get("/demo")
def shop() -> Response:
    """The shop in the language asked for; `as` says which of its customers is signed in. 404 without the demo."""
    inbox = _inbox()
    if inbox is None:
        abort(404)
    pinned = _one_of(request.args.get("lang"), LANGUAGES)
    language = pinned or preferred(LANGUAGES) or "en"
    who = _one_of(request.args.get("as"), PEOPLE)
    page = render_template(
        "demo/shop.html",
        shop=world.shop(),
        badges=BADGES,
        people=_people(),
        lang=language,
        pinned=pinned,
        inbox=inbox,
        here=_here,
        theme=_one_of(request.args.get("theme"), ("light", "dark")) or "system",
        year=clock.now().year,
        visitor=_signed(who, inbox) if who else None,
        signed_out="as" in request.args and not who,
    )
    return Response(page, headers={"Vary": "Accept-Language"})


def _inbox() -> Inbox | None:
    """The chat of the demo. Only where the demo was loaded: the page signs whoever is asked for."""
    inboxes = db.session.scalars(select(Inbox).where(Inbox.channel == "webchat", Inbox.enabled).limit(20))
    return next((inbox for inbox in inboxes if IS_DEMO in (inbox.options or {})), None)


def _people() -> list[dict]:
    known = {customer["id"]: customer for customer in world.customers()}
    return [known[name] for name in PEOPLE]


def _signed(name: str, inbox: Inbox) -> dict:
    """Who is signed in, as a shop's own server vouches for it."""
    customer = next(customer for customer in _people() if customer["id"] == name)
    secret = inbox.settings["identity_secret"]
    return {
        "user_id": name,
        "name": customer["name"],
        "email": customer["email"],
        "hash": hmac.new(secret.encode(), name.encode(), hashlib.sha256).hexdigest(),
    }


def _here(**changes: str) -> str:
    """The address of this page with some of its choices changed."""
    chosen = {name: request.args[name] for name in ("lang", "theme", "as") if name in request.args}
    return url_for("demo.shop", **chosen | changes)


def _one_of(given: str | None, allowed: tuple[str, ...]) -> str | None:
    return given if given in allowed else None
