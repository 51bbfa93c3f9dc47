"""The settings of a Twilio number, and how to connect one."""

from channels.channel import Setting
from channels.readable import LANGUAGE
from channels.usual_settings import address, before

SETTINGS = [
    Setting(
        "number",
        title=("Our number", "我方号码"),
        help=(
            "With country code, such as +14155550100; several with commas, the first one sends. Twilio: Phone "
            "Numbers › Manage › Active numbers.",
            "含国家代码，例如 +14155550100；多个号码用逗号分隔，第一个用于发送。见 Twilio：Phone Numbers › "
            "Manage › Active numbers。",
        ),
    ),
    Setting(
        "account_sid",
        title=("Account SID", "Account SID"),
        help=(
            "Begins with AC; on the first page of the Twilio Console, under Account Info.",
            "以 AC 开头，见 Twilio Console 首页的 Account Info。",
        ),
    ),
    Setting(
        "auth_token",
        secret=True,
        title=("Auth token", "Auth Token"),
        help=(
            "Beside the account SID. It signs what Twilio tells us.",
            "位于 Account SID 旁，用于验证 Twilio 的请求。",
        ),
    ),
    before("auth_token", ("Auth token before", "上一个 Auth Token")),
    Setting(
        "api_key_sid",
        required=False,
        advanced=True,
        title=("API key SID", "API Key SID"),
        help=(
            "Begins with SK. With it we send by the key instead of the auth token: Account › API keys & tokens.",
            "以 SK 开头。填写后改用 API Key 发送：Account › API keys & tokens。",
        ),
    ),
    Setting(
        "api_key_secret",
        secret=True,
        required=False,
        advanced=True,
        title=("API key secret", "API Key Secret"),
        help=("Shown once, when the key is made.", "仅在创建时显示一次。"),
    ),
    Setting(
        "messaging_service_sid",
        required=False,
        advanced=True,
        title=("Messaging service SID", "Messaging Service SID"),
        help=(
            "Begins with MG. With it Twilio chooses the sender out of that service.",
            "以 MG 开头。填写后由 Twilio 从该服务中选择发送号码。",
        ),
    ),
    Setting(
        "files",
        required=False,
        advanced=True,
        default="link",
        choices=("link", "mms"),
        title=("How files are sent", "文件发送方式"),
        help=(
            "As a link in the text, or as MMS: the latter only in the USA and Canada.",
            "以文字链接发送，或以彩信（MMS）发送；后者仅限美国和加拿大。",
        ),
    ),
    LANGUAGE,
    address(
        "https://api.twilio.com",
        ("Address of Twilio", "Twilio 地址"),
        ("Only for tests and regions.", "仅用于测试或区域接入点。"),
    ),
]
STEPS = [
    (
        "Twilio: Phone Numbers › Manage › Active numbers shows your number. In the USA it must be "
        "registered (A2P 10DLC).",
        "Twilio：在 Phone Numbers › Manage › Active numbers 查看您的号码；美国号码需先完成 A2P 10DLC 注册。",
    ),
    (
        "Put in number, account SID and auth token, and press *Connect*.",
        "填写号码、Account SID 和 Auth Token，然后点击“接入”。",
    ),
    (
        "Then press *Test*: Twilio is told to deliver texts to {webhook}.",
        "再点击“测试”：系统会通知 Twilio 将短信投递到 {webhook}。",
    ),
    (
        "With a messaging service: its Integration › Send a webhook › {webhook}.",
        "使用 Messaging Service 时，请在其 Integration › Send a webhook 处填写 {webhook}。",
    ),
    ("Send a text to your number: the ticket appears here.", "向您的号码发一条短信，这里会出现工单。"),
]


def our_numbers(settings: dict) -> list[str]:
    """The numbers of this inbox, the sender first."""
    return [one for word in (settings.get("number") or "").split(",") if (one := compact(word))]


def compact(number: str) -> str:
    """A number without what people put between its digits."""
    return "".join(letter for letter in number if letter not in " ()-./\u00a0")
