"""Connecting an account: tell LINE where to deliver, and say in plain words what is wrong."""

from urllib.parse import urlsplit

from flask import current_app

from channels.adapters.line.asking import ask
from channels.channel import Later, Refused, Unsure

_ENDPOINT = "/v2/bot/channel/webhook/endpoint"


def connect(settings: dict, webhook: str) -> None:
    """Have events delivered to this address. Raises Refused, Later or Unsure."""
    ask(settings, "PUT", _ENDPOINT, {"endpoint": webhook})


def check(settings: dict) -> list[tuple[str, str]]:
    """What keeps this account from working."""
    try:
        ask(settings, "GET", "/v2/bot/info")
        endpoint = ask(settings, "GET", _ENDPOINT).json
        problems = _endpoint_wrong(endpoint)
        tried = {} if problems else ask(settings, "POST", "/v2/bot/channel/webhook/test", {}).json
    except (Later, Refused, Unsure) as why:
        return [(f"LINE: {why}", f"LINE：{why}")]
    return [*problems, *_delivery_wrong(tried), *_files_wrong(settings)]


def _endpoint_wrong(endpoint: dict) -> list[tuple[str, str]]:
    url, public = str(endpoint.get("endpoint") or ""), current_app.config["PUBLIC_URL"]
    if not url.startswith(f"{public}/hooks/"):
        place = urlsplit(url).hostname or "nowhere"
        return [(f"LINE delivers to {place}, not here: press Test once more, or correct PUBLIC_URL",
                 f"LINE 正在投递到 {place}，而不是本系统：请再次点击“测试”，或检查 PUBLIC_URL")]
    if endpoint.get("active") is False:
        return [("switch on Use webhook in the channel's tab Messaging API",
                 "请在频道的 Messaging API 标签页开启 Use webhook")]
    return []


def _delivery_wrong(tried: dict) -> list[tuple[str, str]]:
    if tried.get("success") is not False:
        return []
    if tried.get("statusCode") == 403:
        return [("LINE reaches us, but its signature does not fit: the channel secret is wrong",
                 "LINE 可以访问本系统，但签名不符：Channel secret 有误")]
    said = f"{tried.get('reason') or ''} {tried.get('detail') or ''}".strip()
    return [(f"LINE cannot reach us: {said}", f"LINE 无法访问本系统：{said}")]


def _files_wrong(settings: dict) -> list[tuple[str, str]]:
    public = current_app.config["PUBLIC_URL"]
    if public.startswith("https://") or urlsplit(public).hostname == urlsplit(settings["base_url"]).hostname:
        return []
    return [("LINE fetches pictures and files from us, and only over https: PUBLIC_URL must begin with https://",
             "LINE 只能通过 https 获取图片和文件，PUBLIC_URL 必须以 https:// 开头")]
