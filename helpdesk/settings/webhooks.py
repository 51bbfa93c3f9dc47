"""Webhooks: which programs are told what, and whether it arrived."""

from flask import flash, redirect, request, url_for

from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.notifying import webhooks
from helpdesk.notifying.webhook import ANY, BadWebhook, Webhook, WebhookDelivery
from helpdesk.notifying.webhook_body import EVENT_NAMES
from helpdesk.people.sessions import allowed
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import again, pages, saved, show

# What the log keeps of a failure, and how it is said: the beginning, then what follows it.
_FAILURES = (
    ("this address is not asked: ", ("this address is not asked: {}", "不访问该地址：{}")),
    ("answered ", ("they answered {}", "对方返回 {}")),
    ("no answer (", ("no answer ({}", "无响应（{}")),
)
_BLOCKED = {
    "not a plain web address": "不是普通网址",
    "not a port": "端口无效",
    "not a port of the web": "不是 Web 端口",
    "a name of this network": "属于内部网络",
    "no such host": "找不到该主机",
    "an address of this network": "属于内部网络",
}


@pages.get("/webhooks")
@allowed("webhooks.manage")
def list_webhooks():
    """All of them."""
    return show("webhooks", "webhooks", rows=webhooks.webhooks(), names=EVENT_NAMES)


@pages.post("/webhooks")
@allowed("webhooks.manage")
def add_webhook():
    """A new one; its secret is shown on its page this once."""
    try:
        row = webhooks.save(**_given())
    except BadWebhook as error:
        return again(list_webhooks, say(error.en, error.zh))
    flash(
        say(f"Its secret, shown only now: {row.secret}", f"签名密钥（仅显示一次）：{row.secret}"),
        "info",
    )
    return redirect(url_for("settings.show_webhook", number=row.id))


@pages.get("/webhooks/<int:number>")
@allowed("webhooks.manage")
def show_webhook(number: int):
    """One with its log."""
    row = _find(number)
    return show("webhook", "webhooks", row=row, log=webhooks.deliveries_of(row), names=EVENT_NAMES, failure=failure)


@pages.post("/webhooks/<int:number>")
@allowed("webhooks.manage")
def change_webhook(number: int):
    """Name, address, events, on or off."""
    row = _find(number)
    try:
        webhooks.save(row, **_given(), enabled=request.form.get("enabled") == "1")
    except BadWebhook as error:
        return again(show_webhook, say(error.en, error.zh), number=number)
    return saved("show_webhook", "Saved.", "已保存。", number=number)


@pages.post("/webhooks/<int:number>/tried")
@allowed("webhooks.manage")
def try_webhook(number: int):
    """Send a word of nothing."""
    webhooks.try_it(_find(number))
    return saved("show_webhook", "A ping is on its way; see the log.", "测试消息已发送，请查看日志。", number=number)


@pages.post("/webhooks/<int:number>/dropped")
@allowed("webhooks.manage")
def drop_webhook(number: int):
    """It is told nothing more."""
    webhooks.drop(_find(number))
    return saved("list_webhooks", "The webhook is gone.", "Webhook 已删除。")


@pages.post("/webhooks/deliveries/<int:number>/replay")
@allowed("webhooks.manage")
def replay_delivery(number: int):
    """Send it again, word for word."""
    row = db.session.get(WebhookDelivery, number)
    if row is None:
        raise Refusal(404)
    webhooks.replay(row)
    return saved("show_webhook", "It is sent again.", "已重新发送。", number=row.webhook_id)


def _given() -> dict:
    form = request.form
    events = [ANY] if form.get("all") == "1" else form.getlist("event")
    return {"name": form.get("name", ""), "address": form.get("address", ""), "events": events}


def _find(number: int) -> Webhook:
    row = get(Webhook, number)
    if row is None:
        raise Refusal(404)
    return row


def failure(error: str) -> str:
    """Why a telling failed, in the reader's words."""
    for start, (en, zh) in _FAILURES:
        if error.startswith(start):
            rest = error.removeprefix(start)
            return say(en.format(rest), zh.format(_BLOCKED.get(rest, rest.replace(")", "）"))))
    return error
