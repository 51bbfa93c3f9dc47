"""Inboxes: connect a channel, see how all of them are, change one."""

import re
import secrets

from flask import current_app, request
from sqlalchemy import select

from channels import Inbox, adapter_of, all_adapters, by_key
from channels.health import health_of
from channels.trouble import in_words
from helpdesk.db import db, transaction
from helpdesk.hot import get, insert
from helpdesk.people import Team
from helpdesk.people.sessions import allowed
from helpdesk.reader import language
from helpdesk.refusing import Refusal
from helpdesk.settings.channel_cards import card_of
from helpdesk.settings.inbox_form import fields_of, given, problems_of, steps_of, typed_in, when_set, with_made
from helpdesk.settings.inbox_tests import inbox_of, webhook_of
from helpdesk.settings.pages import again, pages, saved, show

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


@pages.get("/inboxes")
@allowed("inboxes.manage")
def list_inboxes():
    """All of them with their health, and what can be connected."""
    inboxes = db.session.scalars(select(Inbox).order_by(Inbox.name).limit(500)).all()
    teams = {team.id: team.name for team in db.session.scalars(select(Team))}
    cards = {kind: card_of(adapter) for kind, adapter in all_adapters().items()}
    return show(
        "inboxes", "inboxes", inboxes=inboxes, teams=teams, cards=cards, health=health_of(inboxes), in_words=in_words
    )


@pages.get("/inboxes/new/<channel>")
@allowed("inboxes.manage")
def new_inbox(channel: str):
    """The form of a channel. Its webhook's address is fixed now: the provider wants to know it first."""
    # The address stays through a refusal: by then it may stand at the provider.
    adapter, key = _adapter(channel), _new_key() or secrets.token_urlsafe(16)
    address = f"{current_app.config['PUBLIC_URL']}/hooks/{key}"
    return _form(adapter, None, address, with_made(adapter, typed_in(adapter)), key=key)


@pages.post("/inboxes/new/<channel>")
@allowed("inboxes.manage")
def add_inbox(channel: str):
    """Connect it."""
    adapter = _adapter(channel)
    if problems := problems_of(adapter, {}):
        return again(new_inbox, problems, channel=channel)
    settings = given(adapter, {})
    with transaction():
        inbox = Inbox(
            name=_name(adapter),
            channel=channel,
            team_id=_team(),
            settings=settings,
            options={"secrets_set": when_set({}, settings, {}, adapter)},
        )
        if key := _new_key():
            inbox.key = key
        insert(inbox)
    return saved("show_inbox", "Connected.", "已接入。", number=inbox.id)


@pages.get("/inboxes/<int:number>")
@allowed("inboxes.manage")
def show_inbox(number: int):
    """One inbox."""
    inbox = inbox_of(number)
    adapter = adapter_of(inbox)
    return _form(adapter, inbox, webhook_of(inbox), (inbox.settings or {}) | typed_in(adapter))


@pages.post("/inboxes/<int:number>")
@allowed("inboxes.manage")
def change_inbox(number: int):
    """Change it; a secret that is left empty stays as it is."""
    inbox = inbox_of(number)
    adapter, before = adapter_of(inbox), inbox.settings or {}
    if problems := problems_of(adapter, before):
        return again(show_inbox, problems, number=number)
    after = given(adapter, before)
    with transaction():
        inbox.name, inbox.team_id, inbox.settings = _name(adapter), _team(), after
        inbox.enabled = request.form.get("enabled") == "1"
        inbox.paused_until = None
        options = inbox.options or {}
        inbox.options = options | {"secrets_set": when_set(before, after, options.get("secrets_set", {}), adapter)}
    return saved("show_inbox", "Saved.", "已保存。", number=number)


def _form(adapter, inbox: Inbox | None, webhook: str, values: dict, key: str = ""):
    set_at = (inbox.options or {}).get("secrets_set", {}) if inbox else {}
    return show(
        "inbox",
        "inboxes",
        adapter=adapter,
        inbox=inbox,
        card=card_of(adapter),
        webhook=webhook,
        key=key,
        steps=steps_of(adapter, values, webhook),
        fields=fields_of(adapter, values, set_at),
        health=health_of([inbox])[inbox.id] if inbox else None,
        can_test=hasattr(adapter, "check") or hasattr(adapter, "connect"),
        public_url=current_app.config["PUBLIC_URL"],
        teams=db.session.scalars(select(Team).order_by(Team.name)).all(),
        in_words=in_words,
    )


def _adapter(channel: str):
    adapter = all_adapters().get(channel)
    if adapter is None:
        raise Refusal(404)
    return adapter


def _new_key() -> str | None:
    """The key that the page has shown, unless somebody else has it by now."""
    key = request.form.get("key", "")
    return key if _KEY.fullmatch(key) and by_key(key) is None else None


def _name(adapter) -> str:
    return request.form.get("name", "").strip()[:100] or adapter.label[language()]


def _team() -> int | None:
    value = request.form.get("team", "")
    team = get(Team, int(value)) if value.isdigit() else None
    return team.id if team else None
