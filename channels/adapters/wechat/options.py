"""What an admin says of an official account, and what to do at mp.weixin.qq.com."""

from channels.channel import Setting
from channels.tencent.sealing import is_key
from channels.tencent.words import LANGUAGE
from channels.usual_settings import address, before

WHERE = (
    "mp.weixin.qq.com › Settings & Development › Development interface management › Basic configuration",
    "微信公众平台 mp.weixin.qq.com › 设置与开发 › 开发接口管理 › 基本配置",
)

SETTINGS = [
    Setting(
        "app_id",
        title=("AppID", "开发者ID(AppID)"),
        help=(f"{WHERE[0]}: Developer ID. It begins with wx.", f"{WHERE[1]}：开发者ID(AppID)，以 wx 开头。"),
    ),
    Setting(
        "app_secret",
        secret=True,
        title=("AppSecret", "开发者密码(AppSecret)"),
        help=(
            f"{WHERE[0]}: reset or enable the developer password. It is shown once. Add our server's IP "
            "address to the IP whitelist on the same page.",
            f"{WHERE[1]}：启用或重置开发者密码(AppSecret)，仅显示一次；请同时在该页将本服务器 IP 加入 IP 白名单。",
        ),
    ),
    Setting(
        "token",
        secret=True,
        title=("Token", "令牌(Token)"),
        help=(
            "Make up 3 to 32 letters and digits, and enter the same under Server configuration.",
            "自行设定 3 至 32 位字母或数字，并在“服务器配置”中填写同样的内容。",
        ),
    ),
    Setting(
        "mode",
        required=False,
        default="safe",
        choices=("safe", "plain"),
        title=("Encryption", "消息加解密方式"),
        help=(
            "As it is chosen over there. In plain mode what comes is not protected by its signature: take safe mode.",
            "与微信后台所选一致。明文模式的签名不保护消息内容，建议使用安全模式。",
        ),
    ),
    Setting(
        "encoding_aes_key",
        secret=True,
        required=False,
        title=("EncodingAESKey", "消息加解密密钥(EncodingAESKey)"),
        help=(
            "43 letters and digits; press Random over there and copy it. Needed in safe mode.",
            "43 位字母或数字，可在该页点击“随机生成”后复制。安全模式必填。",
        ),
    ),
    before("token", ("Token before", "旧令牌")),
    before("encoding_aes_key", ("EncodingAESKey before", "旧 EncodingAESKey")),
    LANGUAGE,
    address(
        "https://api.weixin.qq.com",
        ("Address of the API", "接口地址"),
        (
            "Leave it as it is, unless your requests go through a proxy of your own.",
            "一般无需修改，除非通过贵方的代理访问。",
        ),
    ),
]

STEPS = [
    (
        "Your account must be verified (微信认证): without it WeChat lets nobody answer through the API.",
        "公众号须已完成微信认证，未认证的账号无法通过接口回复消息。",
    ),
    (
        f"Open {WHERE[0]}. Copy AppID and AppSecret from there to here.",
        f"打开{WHERE[1]}，将 AppID 和 AppSecret 复制到此处。",
    ),
    (
        "Add the IP address of this server to the IP whitelist on that page.",
        "在该页“IP 白名单”中加入本服务器的 IP 地址。",
    ),
    (
        "Save this inbox first, then under Server configuration › Change enter as URL: {webhook}",
        "先保存此接入渠道，再点击“服务器配置”›“修改配置”，URL 填写：{webhook}",
    ),
    (
        "Enter the same Token, the same EncodingAESKey, choose Safe mode and submit: WeChat asks us at once.",
        "填写同样的 Token 和 EncodingAESKey，选择“安全模式”并提交，微信会立即验证。",
    ),
    (
        "Press Enable beside Server configuration. From then on replies set up at mp.weixin.qq.com no longer answer.",
        "点击“服务器配置”旁的“启用”。启用后，公众平台内设置的自动回复将失效。",
    ),
]


def wrong(settings: dict) -> list[tuple[str, str]]:
    """What can be seen to be wrong without asking anybody."""
    found = []
    if not (settings.get("app_id") or "").startswith("wx"):
        found.append(("An AppID begins with wx.", "AppID 应以 wx 开头。"))
    if not 3 <= len(settings.get("token") or "") <= 32 or not settings["token"].isalnum():
        found.append(("A token is 3 to 32 letters and digits.", "Token 应为 3 至 32 位字母或数字。"))
    key = settings.get("encoding_aes_key") or ""
    if (key or settings.get("mode") != "plain") and not is_key(key):
        found.append(
            (
                "The EncodingAESKey has 43 letters and digits; safe mode needs it.",
                "EncodingAESKey 应为 43 位字母或数字，安全模式必填。",
            )
        )
    return found
