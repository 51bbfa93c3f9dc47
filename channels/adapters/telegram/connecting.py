"""Connecting a bot: tell Telegram where to deliver, and say in plain words what is wrong."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from flask import current_app

from channels.adapters.telegram.asking import ask
from channels.adapters.telegram.options import secret_tokens
from channels.adapters.telegram.reading import UPDATES
from channels.channel import Later, Refused, Unsure
from helpdesk import clock

RECENT = timedelta(hours=1)
PORTS = (None, 443, 80, 88, 8443)
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


def connect(settings: dict, webhook: str) -> None:
    """Have updates delivered to this address. Raises Refused, Later or Unsure."""
    ask(settings, "setWebhook", {"url": webhook, "secret_token": secret_tokens(settings)[0],
                                 "allowed_updates": UPDATES, "max_connections": 40})


def check(settings: dict) -> list[tuple[str, str]]:
    """What keeps this bot from working."""
    try:
        ask(settings, "getMe")
        told = ask(settings, "getWebhookInfo") or {}
    except (Later, Refused, Unsure) as why:
        return [(f"Telegram: {why}", f"Telegram：{why}")]
    public = current_app.config["PUBLIC_URL"]
    return [*_address_wrong(public), *_webhook_wrong(told, public)]


def _address_wrong(public: str) -> list[tuple[str, str]]:
    parts = urlsplit(public)
    if parts.hostname in _THIS_MACHINE:  # of use only with a stand-in on the same machine, which will say so itself
        return []
    if parts.scheme != "https" or parts.port not in PORTS:
        return [(f"Telegram delivers only to https, on port 443, 80, 88 or 8443, but PUBLIC_URL is {public}",
                 f"Telegram 只投递到 https（端口 443、80、88、8443），但 PUBLIC_URL 是 {public}")]
    return []


def _webhook_wrong(told: dict, public: str) -> list[tuple[str, str]]:
    url, said = str(told.get("url") or ""), str(told.get("last_error_message") or "")
    if not url:
        return [("no webhook is set: press Test once more", "尚未设置 webhook，请再次点击“测试”")]
    if not url.startswith(f"{public}/hooks/"):
        place = urlsplit(url).hostname or ""
        return [(f"Telegram delivers to {place}, not here: another program uses this bot, or PUBLIC_URL has changed",
                 f"Telegram 正在投递到 {place}，而不是本系统：该机器人可能被其他程序占用，或 PUBLIC_URL 已变更")]
    failed = datetime.fromtimestamp(told.get("last_error_date") or 0, UTC)
    if said and clock.now() - failed < RECENT:
        waiting = int(told.get("pending_update_count") or 0)
        return [(f"Telegram could not deliver lately: {said}; {waiting} wait",
                 f"Telegram 近期投递失败：{said}；待投递 {waiting} 条")]
    return []
