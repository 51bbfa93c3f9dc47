"""The help centre's looks and rules: title, languages, colour, logo, and whether a second person must approve."""

import base64
import re

from flask import request
from sqlalchemy import select

import knowledge_base as kb
from channels import Inbox
from helpdesk.db import db
from helpdesk.help_centre.looks import LARGEST_LOGO
from helpdesk.knowledge.pages import done, pages, show
from helpdesk.people.sessions import allowed
from helpdesk.refusing import Refusal
from knowledge_base.file import PICTURES, kind_of

TEXTS = ("title", "greeting", "footer")


@pages.get("/centre")
@allowed("articles.publish")
def show_centre():
    """As it is."""
    forms = db.session.scalars(select(Inbox).where(Inbox.channel == "form", Inbox.enabled.is_(True)).limit(100)).all()
    return show("centre", "centre", centre=kb.centre(), forms=forms, texts=TEXTS)


@pages.post("/centre")
@allowed("articles.publish")
def change_centre():
    """Change it."""
    form, before = request.form, kb.centre()
    languages = [name for name in ("en", "zh") if form.get(f"language_{name}") == "1"] or before.languages
    if form.get("first") in languages:
        languages.sort(key=lambda name: name != form["first"])
    home = form.get("home", "").strip()[:300]
    kb.set_centre(
        enabled=form.get("enabled") == "1",
        review=form.get("review") == "1",
        indexed=form.get("indexed") == "1",
        languages=languages,
        texts={name: {key: form.get(f"{key}_{name}", "").strip()[:300] for key in TEXTS} for name in ("en", "zh")},
        color=form["color"] if re.fullmatch(r"#[0-9a-fA-F]{6}", form.get("color", "")) else before.color,
        home=home if re.match(r"https?://[^\s<>\"']+\Z", home) else "",
        inbox_key=form.get("inbox_key", "")[:100],
        logo=_logo(before.logo),
    )
    return done("/knowledge/centre", "Saved.", "已保存。")


def _logo(before: str) -> str:
    if request.form.get("no_logo") == "1":
        return ""
    given = request.files.get("logo")
    if given is None or not given.filename:
        return before
    data = given.read(LARGEST_LOGO + 1)
    kind = kind_of(data)
    if len(data) > LARGEST_LOGO or kind not in PICTURES & {"image/png", "image/jpeg", "image/webp", "image/gif"}:
        raise Refusal(422, "bad_logo", *_WRONG_LOGO)
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


_WRONG_LOGO = (
    "A logo is a PNG, JPEG, WebP or GIF of 100 KB at most.",
    "Logo 须为 100 KB 以内的 PNG、JPEG、WebP 或 GIF 图片。",
)
