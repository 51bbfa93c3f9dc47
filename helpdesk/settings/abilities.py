"""Abilities: what routing knows of a person: languages and skills with levels, limits per kind, hours, their share."""

from flask import request
from sqlalchemy import delete, select

import routing
from helpdesk.db import db, transaction
from helpdesk.hot import get
from helpdesk.naming import LANGUAGES
from helpdesk.people import Agent
from helpdesk.people.sessions import allowed
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import number, pages, saved
from routing.calendars import calendars
from routing.capacity import KINDS, weights
from routing.profile import USUAL_SHARE, AgentSkill, Profile
from routing.skill import Skill

MOST = 1000


def abilities_of(agent: Agent) -> dict:
    """What the person's page shows of this."""
    rows = db.session.scalars(select(AgentSkill).where(AgentSkill.agent_id == agent.id)).all()
    return {
        "profile": get(Profile, agent.id) or Profile(agent_id=agent.id, limits={}, share=USUAL_SHARE),
        "levels": {(row.kind, row.key): row.level for row in rows},
        "skills": db.session.scalars(select(Skill).order_by(Skill.name).limit(200)).all(),
        "languages": LANGUAGES,
        "kinds": KINDS,
        "calendars": calendars(),
        "weights": weights(),
    }


@pages.post("/people/<int:agent>/abilities")
@allowed("people.manage")
def change_abilities(agent: int):
    """All of it at once; a level of 0 takes a skill or a language away."""
    person = get(Agent, agent)
    if person is None:
        raise Refusal(404)
    _change(person)
    routing.hand_out(agent)
    return saved("show_person", "Saved.", "已保存。", number=agent)


@transaction()
def _change(person: Agent) -> None:
    form, known = request.form, {row.id for row in calendars()}
    limits = {kind: number(f"limit_{kind}", 0, 0, MOST) for kind in KINDS if form.get(f"limit_{kind}", "").strip()}
    chosen = form.get("calendar", "")
    calendar = int(chosen) if chosen.isdigit() and int(chosen) in known else None
    share = number("share", USUAL_SHARE, 0, MOST)
    db.session.merge(Profile(agent_id=person.id, limits=limits, calendar_id=calendar, share=share))
    db.session.execute(delete(AgentSkill).where(AgentSkill.agent_id == person.id))
    skills = db.session.scalars(select(Skill.key))
    for kind, keys in (("language", LANGUAGES), ("skill", skills)):
        for key in keys:
            level = number(f"{kind}_{key}", 0, 0, 5)
            if level:
                db.session.add(AgentSkill(agent_id=person.id, kind=kind, key=key, level=level))
