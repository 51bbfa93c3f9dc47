"""Web chat: the widget on the company's pages. Visitors write and read there; see channels/webchat."""

from channels.channel import Capabilities, Outbound, Request, Sent, Setting
from channels.usual_settings import mail_inbox, sites, wrong_sites
from channels.webchat.rooms import signal

kind = "webchat"
label = {"en": "Web chat", "zh": "网页聊天"}
capabilities = Capabilities(idempotent=True, typing=True, receipts=("sent", "read"), max_text=10_000, buttons=13)
ASK = ("no", "optional", "required")
settings = [
    Setting(
        "color",
        required=False,
        title=("Colour", "颜色"),
        help=(
            "Your colour, such as #2457d6. Words on it stay readable by themselves.",
            "品牌色，例如 #2457d6。文字颜色会自动调整，确保清晰可读。",
        ),
    ),
    Setting(
        "greeting_en",
        required=False,
        title=("Greeting in English", "英文欢迎语"),
        help=("The first words a visitor sees.", "访客看到的第一句话。"),
    ),
    Setting(
        "greeting_zh",
        required=False,
        title=("Greeting in Chinese", "中文欢迎语"),
        help=("The first words a visitor sees.", "访客看到的第一句话。"),
    ),
    Setting(
        "ask_name",
        required=False,
        default="no",
        choices=ASK,
        title=("Ask for a name", "询问称呼"),
        help=("Before the first message.", "在访客发送第一条消息之前。"),
    ),
    Setting(
        "ask_email",
        required=False,
        default="optional",
        choices=ASK,
        title=("Ask for an e-mail", "询问邮箱"),
        help=(
            "Before the first message; answers follow there when the visitor has left.",
            "在访客发送第一条消息之前；访客离开后，回复会发送到该邮箱。",
        ),
    ),
    sites(
        (
            "Sites that may show the chat, such as https://shop.example. Empty: only pages of this installation.",
            "可以显示聊天窗口的网站，例如 https://shop.example。留空则仅限本系统的页面。",
        )
    ),
    Setting(
        "identity_secret",
        secret=True,
        required=False,
        title=("Identity secret", "身份签名密钥"),
        help=(
            "With it your own server signs who its signed-in user is; 32 characters or more.",
            "贵方服务器用它为已登录用户签名，至少 32 个字符。",
        ),
    ),
    Setting(
        "user_ids",
        required=False,
        title=("Realm of user ids", "用户编号范围"),
        help=(
            "A word of its own for each site, where the same user id means different people on two sites.",
            "如果两个网站的同一用户编号代表不同的人，请为每个网站填写不同的名称。",
        ),
    ),
    mail_inbox(
        ("Follow-up e-mail inbox", "邮件跟进渠道"),
        (
            "Key of the e-mail inbox through which answers follow a visitor who has left. Empty: the first one.",
            "访客离开后，回复通过哪个邮件渠道发送（填写其 key）。留空则使用第一个邮件渠道。",
        ),
    ),
]


def verify(request: Request, settings: dict) -> bool:
    """Nobody posts to the webhook: visitors write at /widget with a token of their own."""
    return False


def parse(request: Request, settings: dict) -> list:
    """Nothing comes this way."""
    return []


def send(outbound: Outbound, settings: dict) -> Sent:
    """The answer lies where the visitor reads it; tell their browsers to look."""
    signal(outbound.address_kind, outbound.address, "message", {"id": outbound.message_id})
    return Sent(state="sent")


def check(settings: dict) -> list:
    """What is wrong with these settings."""
    wrong: list = wrong_sites(settings)
    secret = settings.get("identity_secret")
    if secret and len(secret) < 32:
        wrong.append(
            (
                "the identity secret is too short to be safe: take 32 characters or more",
                "身份密钥过短，不够安全，请至少使用 32 个字符。",
            )
        )
    return wrong
