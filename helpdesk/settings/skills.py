"""Skills: what tickets may ask of people; the form knows the words of types, channels and topics, nobody types keys."""

import re

from flask import request
from sqlalchemy import select

from helpdesk.db import db, transaction
from helpdesk.naming import CHANNELS
from helpdesk.people.sessions import allowed
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.assignment import show_assignment
from helpdesk.settings.pages import again, number, pages, saved
from routing.classifying.guess import Guess
from routing.classifying.trained import USED, TrainedModel
from routing.facts.words import TYPES
from routing.skill import Skill
from routing.story import words_for
from tickets import NotAllowed
from tickets.tagging import tag_name

LONGEST_NAME, MOST_NAMED, _LATELY = 60, 50, 500
_KEY = re.compile(r"[^\w-]+")


@pages.post("/assignment/skills")
@allowed("assignment.manage")
def save_skill():
    """A new skill, or one that is changed: its name, the least level, and which tickets ask for it."""
    form, name = request.form, request.form.get("name", "").strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        return again(show_assignment, say("A name needs 1 to 60 characters.", "名称须为 1 至 60 个字符。"))
    key = form.get("key") or _new_key(name)
    if not key:
        return again(show_assignment, say("Use letters or digits in the name.", "名称须包含文字或数字。"))
    try:
        asked_by = _asked_by()
    except NotAllowed as error:
        return again(show_assignment, say(error.en, error.zh))
    with transaction():
        db.session.merge(Skill(key=key, name=name, asked_by=asked_by, level=number("level", 1, 1, 5)))
    return saved("show_assignment", "Saved.", "已保存。")


@pages.post("/assignment/skills/<key>/gone")
@allowed("assignment.manage")
def drop_skill(key: str):
    """Nobody needs it any more."""
    with transaction():
        skill = db.session.get(Skill, key)
        if skill is None:
            raise Refusal(404)
        db.session.delete(skill)
    return saved("show_assignment", "The skill is gone.", "技能已删除。")


@pages.app_template_global()
def asked_choices(skill: Skill | None) -> dict[str, list[tuple[str, str]]]:
    """{types, channels, topics}: (value, words) of what can be ticked; what a skill has and nobody knows stays."""
    kept = (skill.asked_by or {}) if skill is not None else {}
    spoken = words_for("topic", say)
    found = {
        "types": [(value, say(*words)) for value, words in TYPES.items()],
        "channels": [(value, say(*words)) for value, words in CHANNELS.items()],
        "topics": [(label, spoken(label)) for label in _topics()],
    }
    for what, choices in found.items():
        known = {value for value, _ in choices}
        choices += [(value, value) for value in kept.get(what, []) if value not in known]
    return found


def _asked_by() -> dict[str, list[str]]:
    typed = (part.strip() for part in re.split(r"[,，、\n]", request.form.get("tags", "")))
    tags = list(dict.fromkeys(tag_name(part) for part in typed if part))
    ticked = {
        what: list(dict.fromkeys(one[:LONGEST_NAME] for one in request.form.getlist(what) if one.strip()))
        for what in ("types", "topics", "channels")
    }
    return {what: values[:MOST_NAMED] for what, values in ({"tags": tags} | ticked).items()}


def _new_key(name: str) -> str:
    """One of its own: "C++" and "C#" come to the same letters, and are two."""
    key = _KEY.sub("-", name.lower()).strip("-")
    taken = set(db.session.scalars(select(Skill.key))) if key else ()
    return next((one for one in (key, *(f"{key}-{n}" for n in range(2, 1000))) if one not in taken), "")


def _topics() -> list[str]:
    """Those that the one in use was tried on, and those that were guessed lately."""
    used = (TrainedModel.target == "topic", TrainedModel.state == USED)
    row = db.session.scalar(select(TrainedModel).where(*used).order_by(TrainedModel.id.desc()).limit(1))
    guessed = select(Guess.label).where(Guess.target == "topic").order_by(Guess.ticket_id.desc()).limit(_LATELY)
    tried = [one["label"] for one in (row.figures or {}).get("labels", [])] if row is not None else []
    return sorted({*tried, *db.session.scalars(guessed)})
