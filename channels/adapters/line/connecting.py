"""Connecting an account: tell LINE where to deliver, and say in plain words what is wrong."""

from urllib.parse import urlsplit

from flask import current_app

from channels.adapters.line.asking import ask
from channels.channel import Later, Refused, Unsure
from channels.readable import said

_ENDPOINT = "/v2/bot/channel/webhook/endpoint"


def connect(settings: dict, webhook: str) -> None:
    """Have events delivered to this address, and LINE try it. Raises Refused, Later or Unsure."""
    ask(settings, "PUT", _ENDPOINT, {"endpoint": webhook})
    if ask(settings, "GET", _ENDPOINT).json.get("active") is False:
        raise Refused(
            said(
                settings,
                (
                    "switch on Use webhook in the channel's tab Messaging API",
                    "请在频道的 Messaging API 标签页开启 Use webhook",
                ),
            )
        )
    tried = ask(settings, "POST", "/v2/bot/channel/webhook/test", {}).json
    if tried.get("success") is False:
        raise Refused(said(settings, _not_reached(tried)))


def check(settings: dict) -> list[tuple[str, str]]:
    """What keeps this account from working."""
    try:
        ask(settings, "GET", "/v2/bot/info")
    except (Later, Refused, Unsure) as why:
        return [(f"LINE: {why}", f"LINE：{why}")]
    public = current_app.config["PUBLIC_URL"]
    if public.startswith("https://") or urlsplit(public).hostname == urlsplit(settings["base_url"]).hostname:
        return []
    return [
        (
            "LINE delivers to us, and fetches files from us, only over https: PUBLIC_URL must begin with https://",
            "LINE 只通过 https 投递消息和获取文件，PUBLIC_URL 必须以 https:// 开头",
        )
    ]


def _not_reached(tried: dict) -> tuple[str, str]:
    if tried.get("statusCode") == 403:
        return (
            "LINE reaches us, but its signature does not fit: the channel secret is wrong",
            "LINE 可以访问本系统，但签名不符：Channel secret 有误",
        )
    theirs = f"{tried.get('reason') or ''} {tried.get('detail') or ''}".strip()
    return f"LINE cannot reach us: {theirs}", f"LINE 无法访问本系统：{theirs}"
