"""Test an inbox without leaving its page: what the form says is tried, and what is wrong is said in plain words."""

import structlog
from flask import current_app, jsonify

from channels import Inbox, adapter_of, all_adapters, breaker, delivery, templates
from channels.channel import Later, Refused, Unsure
from channels.trouble import in_words
from helpdesk import clock, jobs
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people.sessions import allowed
from helpdesk.reader import language, say
from helpdesk.refusing import Refusal
from helpdesk.settings.inbox_form import given, problems_of
from helpdesk.settings.pages import pages, saved

log = structlog.get_logger()


@pages.post("/inboxes/new/<channel>/check")
@allowed("inboxes.manage")
def check_new_inbox(channel: str):
    """Try what the form says before anything is stored."""
    adapter = all_adapters().get(channel)
    if adapter is None:
        raise Refusal(404)
    return _answer([missing] if (missing := problems_of(adapter, {})) else _tried(adapter, given(adapter, {})))


@pages.post("/inboxes/<int:number>/check")
@allowed("inboxes.manage")
def check_inbox(number: int):
    """Try what the form says, over what is stored; the provider is told where to post, if it can be told."""
    inbox = inbox_of(number)
    adapter, before = adapter_of(inbox), inbox.settings or {}
    if missing := problems_of(adapter, before):
        return _answer([missing])
    settings = given(adapter, before)
    problems = _tried(adapter, settings, webhook_of(inbox))
    if not problems and hasattr(adapter, "templates"):
        problems = _attempt(lambda: templates.sync(number) and None)
    return _answer(problems)


@pages.get("/inboxes/<int:number>/state.json")
@allowed("inboxes.manage")
def state_of_inbox(number: int):
    """Whether the first message has come."""
    db.session.rollback()
    inbox = inbox_of(number)
    return jsonify(last_in_at=clock.iso(inbox.last_in_at), last_out_at=clock.iso(inbox.last_out_at))


@pages.post("/inboxes/<int:number>/try")
@allowed("inboxes.manage")
def try_inbox_now(number: int):
    """End the pause of an inbox whose provider was in trouble: one message is sent ahead."""
    inbox = inbox_of(number)
    breaker.try_now(inbox.id)
    jobs.wake(delivery.deliver, inbox.id, queue="outgoing")
    return saved("list_inboxes", "Trying now.", "正在重试。")


def webhook_of(inbox: Inbox) -> str:
    """Where its provider posts to."""
    return f"{current_app.config['PUBLIC_URL']}/hooks/{inbox.key}"


def inbox_of(number: int) -> Inbox:
    """The inbox of this number. Raises a Refusal when there is none."""
    inbox = get(Inbox, number)
    if inbox is None:
        raise Refusal(404)
    return inbox


def _tried(adapter, settings: dict, webhook: str | None = None) -> list:
    db.session.rollback()  # no connection is held while the provider takes its time
    settings = {**settings, "language": language()}  # what is wrong is said to who asks, whatever the inbox speaks
    if webhook and hasattr(adapter, "connect") and (wrong := _attempt(lambda: adapter.connect(settings, webhook))):
        return wrong
    return _attempt(lambda: adapter.check(settings)) if hasattr(adapter, "check") else []


def _attempt(ask) -> list:
    try:
        return ask() or []
    except (Refused, Later, Unsure) as why:
        return [str(why)]
    except Exception as error:
        log.warning("test of an inbox stumbled", error=type(error).__name__)
        return [("The test itself stumbled: ", "测试未能完成：")[language() == "zh"] + type(error).__name__]


def _answer(problems: list):
    said = [one if isinstance(one, str) else one[language() == "zh"] for one in problems]
    words = [in_words(one, language()) for one in said]
    return jsonify(ok=not words, problems=words, said=say("The connection works.", "连接正常。") if not words else "")
