"""WeChat 公众号: messages come in by webhook, plain or sealed; answers go out as customer-service messages."""

from datetime import datetime, timedelta

from channels import access_tokens
from channels.adapters.wechat import api, arriving, fetching, options, sending, trying
from channels.channel import Capabilities, Inbound, Outbound, Request, Sent
from channels.reading import xml_body
from channels.tencent import proving

kind = "wechat"
label = {"en": "WeChat Official Account", "zh": "微信公众号"}
settings = options.SETTINGS
steps = options.STEPS
capabilities = Capabilities(
    receipts=("sent",), window=timedelta(hours=48), buttons=sending.MOST_BUTTONS, largest_file=10 * 2**20
)
account = api.account
check = trying.check
fetch = fetching.fetch
LONGEST_ECHO = 200


def verify(request: Request, settings: dict) -> bool:
    """Whether WeChat says this. The handshake is signed as in plain mode in every mode; a message only where it is
    plain mode that was agreed on, or anybody could leave out the seal."""
    if request.method == "GET":
        return proving.is_signed(request, settings)
    if _is_sealed(request):
        return proving.sealed_content(request, settings, settings.get("app_id") or "") is not None
    return settings.get("mode") == "plain" and proving.is_signed(request, settings)


def once(request: Request, settings: dict) -> str | None:
    """In plain mode the signature does not cover the body: what it does cover belongs to one body only."""
    if _is_sealed(request):
        return None
    return f"{request.args.get('timestamp')}|{request.args.get('nonce')}"


def parse(request: Request, settings: dict) -> list:
    """One message or event."""
    sealed = _is_sealed(request)
    content = proving.sealed_content(request, settings, settings.get("app_id") or "") if sealed else request.body
    return arriving.items_of(xml_body(content or b""), settings)


def answer(request: Request, settings: dict) -> tuple[int, str, str]:
    """The handshake's echo; to a message at once the word that keeps WeChat from asking again."""
    echo = request.args.get("echostr", "")[:LONGEST_ECHO] if request.method == "GET" else "success"
    return 200, "text/plain; charset=utf-8", echo


def send(outbound: Outbound, settings: dict) -> Sent:
    """Send text, pictures, voice and video, each by a call of its own."""
    return sending.send(outbound, settings, api.api(settings))


def who(settings: dict, address: str) -> Inbound:
    """The follower: since 2021 without a nickname, but with our remark and the unionid, if the company has one."""
    found = api.api(settings).ask("/cgi-bin/user/info", {"openid": address, "lang": "zh_CN"})
    return Inbound(
        "",
        kind,
        address,
        name=str(found.get("nickname") or found.get("remark") or ""),
        also_proves={"unionid": str(found["unionid"])} if found.get("unionid") else {},
    )


def expires_at(settings: dict) -> datetime | None:
    """When the access token ends; it is renewed five minutes before."""
    return access_tokens.expires_at(api.account(settings))


def _is_sealed(request: Request) -> bool:
    return request.args.get("encrypt_type", "").lower() == "aes" or "msg_signature" in request.args
