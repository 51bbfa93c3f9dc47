"""What an admin says of a mailbox: its address, where mail is fetched, and through what it goes out."""

from channels.adapters.email.header_lines import ascii_address
from channels.channel import Setting

YES_NO = ("yes", "no")
SECURITY = ("ssl", "starttls", "none")
PORTS = {"imap": {"ssl": 993, "starttls": 143, "none": 143}, "smtp": {"ssl": 465, "starttls": 587, "none": 25}}

SETTINGS = [
    Setting(
        "address",
        title=("Address", "邮箱地址"),
        help=("Where customers write to, such as support@shop.example.", "客户写信的地址，例如 support@shop.example。"),
    ),
    Setting(
        "sender_name",
        required=False,
        title=("Name of the sender", "发件人名称"),
        help=("What customers see beside the address.", "客户在邮箱地址旁看到的名称。"),
    ),
    Setting(
        "imap_host",
        required=False,
        title=("IMAP server", "IMAP 服务器"),
        help=(
            "Where mail is fetched, such as imap.shop.example. Empty: nothing is fetched.",
            "从哪里收取邮件，例如 imap.shop.example。留空则不收取。",
        ),
    ),
    Setting(
        "imap_port",
        required=False,
        title=("IMAP port", "IMAP 端口"),
        help=("Empty: 993, or 143 without SSL.", "留空则为 993；不使用 SSL 时为 143。"),
    ),
    Setting("imap_security", required=False, default="ssl", choices=SECURITY, title=("IMAP security", "IMAP 加密方式")),
    Setting(
        "imap_user",
        required=False,
        title=("IMAP user", "IMAP 用户名"),
        help=("Empty: the address.", "留空则使用邮箱地址。"),
    ),
    Setting(
        "imap_password",
        secret=True,
        required=False,
        title=("IMAP password", "IMAP 密码"),
        help=(
            "With Gmail, Outlook, QQ and 163 an app password or authorisation code.",
            "Gmail、Outlook、QQ、163 邮箱请填写应用专用密码或授权码。",
        ),
    ),
    Setting(
        "imap_folders",
        required=False,
        default="INBOX",
        title=("Folders", "文件夹"),
        help=(
            "Folders that are read, separated by commas. Fetched mail stays there, marked as read.",
            "要读取的文件夹，用逗号分隔。收取后的邮件保留在原处，并标记为已读。",
        ),
    ),
    Setting(
        "smtp_host",
        required=False,
        title=("SMTP server", "SMTP 服务器"),
        help=("Through what answers go out. Empty: none go out.", "通过哪个服务器发送回复。留空则无法发送。"),
    ),
    Setting(
        "smtp_port",
        required=False,
        title=("SMTP port", "SMTP 端口"),
        help=("Empty: 587, 465 with SSL, 25 without security.", "留空则为 587；SSL 为 465；不加密为 25。"),
    ),
    Setting(
        "smtp_security", required=False, default="starttls", choices=SECURITY, title=("SMTP security", "SMTP 加密方式")
    ),
    Setting(
        "smtp_user",
        required=False,
        title=("SMTP user", "SMTP 用户名"),
        help=("Empty: as for IMAP.", "留空则与 IMAP 相同。"),
    ),
    Setting(
        "smtp_password",
        secret=True,
        required=False,
        title=("SMTP password", "SMTP 密码"),
        help=("Empty: as for IMAP.", "留空则与 IMAP 相同。"),
    ),
    Setting(
        "try_out",
        required=False,
        default="no",
        choices=YES_NO[::-1],
        title=("Only try it out", "仅供试用"),
        help=(
            "Nothing leaves: answers count as sent. For demonstrations.",
            "不会真正发出邮件，回复视为已发送。用于演示。",
        ),
    ),
    Setting(
        "plus_addressing",
        required=False,
        default="no",
        choices=YES_NO,
        title=("Plus addresses work", "支持加号地址"),
        help=(
            "Whether mail to support+anything@… arrives here: then every answer carries a proof of its ticket.",
            "发往 support+任意内容@… 的邮件能否送达此邮箱；若能，每封回复都会带上工单凭证。",
        ),
    ),
    Setting(
        "authserv_id",
        required=False,
        title=("Name in Authentication-Results", "验证服务器名称"),
        help=(
            "What your mail server calls itself in that header, such as mx.google.com. Only what it writes there "
            "proves a sender; empty: no sender is proven.",
            "贵方邮件服务器在该邮件头中的自称，例如 mx.google.com。只有它写入的结果才能证明发件人身份；留空则不验证。",
        ),
    ),
    Setting(
        "relay_url",
        required=False,
        advanced=True,
        title=("Mail relay over HTTP", "HTTP 邮件中继"),
        help=(
            "Where there is no SMTP server, each mail is posted there as it is, signed with the secret below.",
            "没有 SMTP 服务器时，邮件会原样投递到此地址，并用下面的密钥签名。",
        ),
    ),
    Setting(
        "post_secret",
        secret=True,
        required=False,
        title=("Secret for posted mail", "投递邮件的签名密钥"),
        help=(
            "A mail server may post raw mail to the webhook, signed with this: X-Signature: sha256=HMAC.",
            "邮件服务器可将原始邮件投递到 Webhook，并用此密钥签名：X-Signature: sha256=HMAC。",
        ),
    ),
]


def port(settings: dict, service: str) -> int:
    """The port of imap or smtp: as given, or the usual one of its security."""
    return int(settings.get(f"{service}_port") or PORTS[service][security(settings, service)])


def security(settings: dict, service: str) -> str:
    """ssl, starttls or none."""
    return settings.get(f"{service}_security") or ("ssl" if service == "imap" else "starttls")


def login(settings: dict, service: str) -> tuple[str, str]:
    """User and password of imap or smtp."""
    user = settings.get(f"{service}_user") or settings.get("imap_user") or settings.get("address") or ""
    return user, settings.get(f"{service}_password") or settings.get("imap_password") or ""


def folders(settings: dict) -> list[str]:
    """The folders that are read; the first one is listened to."""
    names = (settings.get("imap_folders") or "INBOX").replace("，", ",").split(",")
    return list(dict.fromkeys(name.strip() for name in names if name.strip())) or ["INBOX"]


def wrong(settings: dict) -> list[tuple[str, str]]:
    """What is wrong with these settings, in plain words."""
    found = []
    try:
        ascii_address(settings.get("address") or "")
    except ValueError:
        given = settings.get("address") or "–"
        found.append((f"{given} is not an e-mail address", f"{given} 不是有效的邮箱地址。"))
    for service in PORTS:
        given = str(settings.get(f"{service}_port") or "")
        if given and not (given.isdigit() and 0 < int(given) < 65536):
            found.append(
                (
                    f"{given} is not a port: {service.upper()} takes a number from 1 to 65535",
                    f"{given} 不是端口：{service.upper()} 端口应为 1 到 65535 之间的数字。",
                )
            )
    if settings.get("imap_host") and not login(settings, "imap")[1]:
        found.append(("the IMAP password is missing", "未填写 IMAP 密码。"))
    if settings.get("post_secret") and len(settings["post_secret"]) < 32:
        found.append(
            (
                "the secret for posted mail is too short to be safe: take 32 characters or more",
                "投递邮件的密钥过短，不够安全，请至少使用 32 个字符。",
            )
        )
    return found
