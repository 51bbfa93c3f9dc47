"""WeCom 微信客服: the webhook only says that there is something; it is pulled, page by page, with a cursor."""

from datetime import datetime, timedelta

from channels import access_tokens
from channels.adapters.wecom import api, arriving, fetching, options, pulling, sending, trying
from channels.channel import Capabilities, Outbound, Request, Sent
from channels.reading import json_body, xml_body
from channels.tencent import proving

kind = "wecom"
label = {"en": "WeCom Customer Service", "zh": "微信客服（企业微信）"}
settings = options.SETTINGS
steps = options.STEPS
# Not idempotent: WeCom takes a msgid of ours and gives it back, but promises nowhere to know it again.
capabilities = Capabilities(
    receipts=("sent",), window=timedelta(hours=48), at_most=5, buttons=sending.MOST_BUTTONS, largest_file=20 * 2**20
)
account = api.account
check = trying.check
poll = pulling.poll
poll_seconds = 180  # without a token from the webhook WeCom lets us ask only now and then
fetch = fetching.fetch


def verify(request: Request, settings: dict) -> bool:
    """Whether WeCom says this; all of it is sealed, the handshake too."""
    return proving.sealed_content(request, settings, settings.get("corp_id") or "") is not None


def parse(request: Request, settings: dict) -> list:
    """The webhook's hint that there is something, or a page that has been pulled."""
    if request.method == pulling.METHOD:
        return arriving.items_of(json_body(request.body), settings)
    content = proving.sealed_content(request, settings, settings.get("corp_id") or "")
    return arriving.hint_in(xml_body(content or b""))


def answer(request: Request, settings: dict) -> tuple[int, str, str]:
    """The handshake's echo, unsealed; to a hint at once the word that keeps WeCom from asking again."""
    if request.method != "GET":
        return 200, "text/plain; charset=utf-8", "success"
    echo = proving.sealed_content(request, settings, settings.get("corp_id") or "") or b""
    return 200, "text/plain; charset=utf-8", echo.decode("utf-8", "replace")


def send(outbound: Outbound, settings: dict) -> Sent:
    """Send text, pictures, voice, video and files, each by a call of its own."""
    return sending.send(outbound, settings, api.api(settings))


def expires_at(settings: dict) -> datetime | None:
    """When the access token ends; it is renewed five minutes before."""
    return access_tokens.expires_at(api.account(settings))
