"""Connecting a bot: tell Telegram where to deliver, and say in plain words what is wrong."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from flask import current_app

from channels.adapters.telegram.asking import ask
from channels.adapters.telegram.options import secret_tokens
from channels.adapters.telegram.reading import UPDATES
from channels.channel import Later, Refused, Unsure
from channels.readable import said
from helpdesk import clock

RECENT = timedelta(hours=1)
PORTS = (None, 443, 80, 88, 8443)
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


def connect(settings: dict, webhook: str) -> None:
    """Have updates delivered to this address, whoever had them before. Raises Refused, Later or Unsure."""
    ask(
        settings,
        "setWebhook",
        {"url": webhook, "secret_token": secret_tokens(settings)[0], "allowed_updates": UPDATES, "max_connections": 40},
    )
    if problem := _not_delivered(ask(settings, "getWebhookInfo") or {}):
        raise Refused(said(settings, problem))


def check(settings: dict) -> list[tuple[str, str]]:
    """What keeps this bot from working."""
    try:
        ask(settings, "getMe")
    except (Later, Refused, Unsure) as why:
        return [(f"Telegram: {why}", f"Telegram：{why}")]
    public = current_app.config["PUBLIC_URL"]
    parts = urlsplit(public)
    if parts.hostname in _THIS_MACHINE and urlsplit(settings["base_url"]).hostname in _THIS_MACHINE:
        return []  # a stand-in
    if parts.scheme != "https" or parts.port not in PORTS:
        return [
            (
                f"Telegram delivers only to https, on port 443, 80, 88 or 8443, but PUBLIC_URL is {public}",
                f"Telegram 只投递到 https（端口 443、80、88、8443），但 PUBLIC_URL 是 {public}",
            )
        ]
    return []


def _not_delivered(told: dict) -> tuple[str, str] | None:
    theirs, failed = (
        str(told.get("last_error_message") or ""),
        datetime.fromtimestamp(told.get("last_error_date") or 0, UTC),
    )
    if not theirs or clock.now() - failed > RECENT:
        return None
    waiting = int(told.get("pending_update_count") or 0)
    return (
        f"Telegram could not deliver lately: {theirs}; {waiting} wait",
        f"Telegram 近期投递失败：{theirs}；待投递 {waiting} 条",
    )
