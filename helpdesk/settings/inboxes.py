"""Inboxes: connect a channel, see how it is, change it. The form is drawn from the adapter's own settings."""

from flask import current_app, request
from sqlalchemy import select

from channels import Inbox, adapter_of, all_adapters
from channels.channel import Later, Refused, Unsure
from helpdesk.db import db, transaction
from helpdesk.hot import get, insert
from helpdesk.people import Team
from helpdesk.people.sessions import allowed
from helpdesk.reader import language, say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import pages, saved, show, wrong


@pages.get("/inboxes")
@allowed("inboxes.manage")
def list_inboxes():
    """All of them with their health, and what can be connected."""
    inboxes = db.session.scalars(select(Inbox).order_by(Inbox.name).limit(500)).all()
    teams = {team.id: team.name for team in db.session.scalars(select(Team))}
    return show("inboxes", "inboxes", inboxes=inboxes, teams=teams, adapters=all_adapters(), language=language())


@pages.get("/inboxes/new/<channel>")
@allowed("inboxes.manage")
def new_inbox(channel: str):
    """The form of a channel."""
    adapter = all_adapters().get(channel)
    if adapter is None:
        raise Refusal(404)
    return _form(adapter, None)


@pages.post("/inboxes/new/<channel>")
@allowed("inboxes.manage")
def add_inbox(channel: str):
    """Connect it."""
    adapter = all_adapters().get(channel)
    if adapter is None:
        raise Refusal(404)
    problems = _problems(adapter, {})
    if problems:
        return wrong("new_inbox", problems, channel=channel)
    with transaction():
        inbox = insert(Inbox(name=_name(adapter), channel=channel, team_id=_team(), settings=_given(adapter, {})))
    return saved("show_inbox", "Connected.", "已接入。", number=inbox.id)


@pages.get("/inboxes/<int:number>")
@allowed("inboxes.manage")
def show_inbox(number: int):
    """One inbox."""
    inbox = _inbox(number)
    return _form(adapter_of(inbox), inbox)


@pages.post("/inboxes/<int:number>")
@allowed("inboxes.manage")
def change_inbox(number: int):
    """Change it; a secret that is left empty stays as it is."""
    inbox = _inbox(number)
    adapter, before = adapter_of(inbox), inbox.settings or {}
    problems = _problems(adapter, before)
    if problems:
        return wrong("show_inbox", problems, number=number)
    with transaction():
        inbox.name, inbox.team_id = _name(adapter), _team()
        inbox.settings = _given(adapter, before)
        inbox.enabled = request.form.get("enabled") == "1"
        inbox.paused_until = None
    return saved("show_inbox", "Saved.", "已保存。", number=number)


@pages.post("/inboxes/<int:number>/check")
@allowed("inboxes.manage")
def check_inbox(number: int):
    """Try the connection with what is stored, and say in plain words what is wrong."""
    inbox = _inbox(number)
    adapter, problems = adapter_of(inbox), []
    if hasattr(adapter, "connect"):
        problems = _connected(adapter, inbox)
    if not problems and hasattr(adapter, "check"):
        problems = adapter.check(inbox.settings or {})
    if problems:
        return wrong("show_inbox", " ".join(problems), number=number)
    return saved("show_inbox", "The connection works.", "连接正常。", number=number)


def _connected(adapter, inbox: Inbox) -> list[str]:
    try:
        adapter.connect(inbox.settings or {}, f"{current_app.config['PUBLIC_URL']}/hooks/{inbox.key}")
    except (Refused, Later, Unsure) as why:
        return [str(why)]
    return []


def _form(adapter, inbox):
    url = current_app.config["PUBLIC_URL"]
    return show("inbox", "inboxes", adapter=adapter, inbox=inbox, language=language(), public_url=url,
                teams=db.session.scalars(select(Team).order_by(Team.name)).all(),
                given=(inbox.settings or {}) if inbox else {})


def _problems(adapter, before: dict) -> str:
    missing = [s.name for s in adapter.settings
               if s.required and not request.form.get(f"setting.{s.name}", "").strip()
               and not (s.secret and before.get(s.name)) and not s.default and not s.made]
    if missing:
        return say("Still needed: ", "尚缺：") + "、".join(missing)
    wrong_choice = [s.name for s in adapter.settings if s.choices
                    and request.form.get(f"setting.{s.name}") not in (None, "", *s.choices)]
    return say("Choose from the list: ", "请从列表中选择：") + "、".join(wrong_choice) if wrong_choice else ""


def _given(adapter, before: dict) -> dict:
    """What the form says, over what was there: an empty secret means the one that is stored."""
    given = dict(before)
    for setting in adapter.settings:
        value = request.form.get(f"setting.{setting.name}", "").strip()[:4000]
        if value or not setting.secret:
            given[setting.name] = value or (setting.made and before.get(setting.name)) or setting.otherwise()
    return given


def _name(adapter) -> str:
    return request.form.get("name", "").strip()[:100] or adapter.label[language()]


def _team() -> int | None:
    value = request.form.get("team", "")
    team = get(Team, int(value)) if value.isdigit() else None
    return team.id if team else None


def _inbox(number: int) -> Inbox:
    inbox = get(Inbox, number)
    if inbox is None:
        raise Refusal(404)
    return inbox
