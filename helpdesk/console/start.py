"""Start: everything the console needs to draw itself, in one answer."""

from flask import jsonify
from flask_wtf.csrf import generate_csrf
from sqlalchemy import func, select

from helpdesk import clock, people
from helpdesk.console import names
from helpdesk.console.door import console, sight
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.notifying.desk import unread_of
from helpdesk.people.sessions import me
from tickets import fields as ticket_fields
from tickets.tag import Tag
from tickets.view import views_of

MOST_TAGS = 1000


@console.get("/start.json")
def start():
    """Who I am, who works here, which views, tags and fields there are."""
    heard = last_event_id()  # first: what happens while this is put together must be asked for again
    agent = me()
    return jsonify(
        me=me_of(agent),
        csrf=generate_csrf(),
        agents=_agents(),
        views=_views(agent),
        fields=_fields(agent),
        teams=[{"id": team.id, "name": team.name} for team in names.teams()],
        inboxes=[
            {"id": i.id, "name": i.name, "channel": i.channel, "enabled": i.enabled, "simulated": i.simulated}
            for i in names.inboxes().values()
        ],
        tags=list(db.session.scalars(select(Tag.name).order_by(Tag.name).limit(MOST_TAGS))),
        last_event_id=heard,
        now=clock.iso(clock.now()),
    )


def last_event_id() -> int:
    """The number of the newest event."""
    return db.session.scalar(select(func.max(Event.id))) or 0


def me_of(agent) -> dict:
    """The signed-in agent; `availability` is what they chose."""
    return {
        "id": agent.id,
        "name": agent.name,
        "email": agent.email,
        "role": agent.role,
        "language": agent.language,
        "availability": agent.availability,
        "capacity": agent.capacity,
        "handles_escalations": people.may(agent, "escalations.handle"),
        "unread": unread_of(agent.id),
        **people.preferences_of(agent),
    }


def _agents() -> list[dict]:
    teams, now = names.teams_by_agent(), clock.now()
    return [
        {
            "id": a.id,
            "name": a.name,
            "availability": a.presence(now),
            "team_ids": teams.get(a.id, []),
            "disabled": a.disabled_at is not None,
            "leads": people.may(a, "escalations.handle"),
        }
        for a in names.agents()
    ]


def _fields(agent) -> list[dict]:
    return [
        {
            "key": field.key,
            "label": field.label_in(agent.language),
            "kind": field.kind,
            "required": field.required,
            "choices": [
                {"value": choice["value"], "label": choice.get(agent.language) or choice["value"]}
                for choice in field.choices or []
            ],
        }
        for field in ticket_fields()
    ]


def _views(agent) -> list[dict]:
    views = views_of(agent)
    counts = sight().counts(views)
    return [
        {
            "id": v.id,
            "name": v.name_in(agent.language),
            "icon": v.icon,
            "group": v.group,
            "sort": v.sort,
            "conditions": v.conditions,
            "count": counts.get(v.id, 0),
        }
        for v in views
    ]
