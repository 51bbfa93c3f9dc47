"""What an admin says of 微信客服, and what to do at work.weixin.qq.com."""

from channels.channel import Setting
from channels.tencent.sealing import is_key
from channels.tencent.words import LANGUAGE
from channels.usual_settings import address, before

WHERE = (
    "work.weixin.qq.com › App Management › Customer service (微信客服) › API",
    "企业微信管理后台 work.weixin.qq.com › 应用管理 › 微信客服 › API",
)

SETTINGS = [
    Setting(
        "corp_id",
        title=("Company ID", "企业ID"),
        help=(
            "work.weixin.qq.com › My Company › Company information, at the bottom. It begins with ww or wx.",
            "企业微信管理后台 › 我的企业 › 企业信息，页面底部的“企业ID”，以 ww 或 wx 开头。",
        ),
    ),
    Setting(
        "secret",
        secret=True,
        title=("Secret", "Secret"),
        help=(
            f"{WHERE[0]} › Secret; it is sent to an administrator's WeCom. Or the Secret of an app of your own "
            "to which the accounts are assigned.",
            f"{WHERE[1]} › Secret，点击“查看”后发送至管理员的企业微信；也可使用已获授权客服账号的自建应用的 Secret。",
        ),
    ),
    Setting(
        "token",
        secret=True,
        title=("Token", "Token"),
        help=(f"{WHERE[0]} › Callback configuration › Random.", f"{WHERE[1]} › 回调配置，点击“随机获取”。"),
    ),
    Setting(
        "encoding_aes_key",
        secret=True,
        title=("EncodingAESKey", "EncodingAESKey"),
        help=("Beside the Token: 43 letters and digits.", "位于 Token 下方，43 位字母或数字，点击“随机获取”。"),
    ),
    Setting(
        "open_kfid",
        required=False,
        title=("Accounts", "客服账号 ID"),
        help=(
            "Only these accounts, by their open_kfid (wk…), separated by commas. Empty: all the Secret may use.",
            "仅接入这些客服账号（open_kfid，以 wk 开头），用逗号分隔；留空则接入该 Secret 可用的全部账号。",
        ),
    ),
    before("token", ("Token before", "旧 Token")),
    before("encoding_aes_key", ("EncodingAESKey before", "旧 EncodingAESKey")),
    LANGUAGE,
    address(
        "https://qyapi.weixin.qq.com",
        ("Address of the API", "接口地址"),
        (
            "Leave it as it is, unless your requests go through a proxy of your own.",
            "一般无需修改，除非通过贵方的代理访问。",
        ),
    ),
]

STEPS = [
    (
        "Sign in at work.weixin.qq.com as an administrator; My Company › Company information shows the Company ID.",
        "以管理员登录企业微信管理后台，在“我的企业 › 企业信息”中复制企业ID。",
    ),
    (
        f"Open {WHERE[0]} and start to use it: the company develops its own (企业内部开发).",
        f"打开{WHERE[1]}，点击“开始使用”，选择“企业内部开发”。",
    ),
    (
        "Press Random for Token and EncodingAESKey, copy both to here, add the Secret and save this inbox.",
        "点击“随机获取”生成 Token 和 EncodingAESKey，复制到此处，填写 Secret 后保存此接入渠道。",
    ),
    (
        "Only then enter as callback URL over there: {webhook} and press Finish: WeCom asks us at once.",
        "保存后再在回调配置的 URL 中填写：{webhook}，点击“完成”，企业微信会立即验证。",
    ),
    (
        "Under Customer service › Accounts assign the accounts to the API (通过 API 管理微信客服账号 › 企业内部接入).",
        "在“微信客服 › 通过 API 管理微信客服账号 › 企业内部接入”中勾选要接入的客服账号。",
    ),
    (
        "If WeCom then refuses our IP address, add it under the app's trusted IPs (企业可信IP).",
        "如提示 IP 不可信，请在应用详情的“企业可信IP”中加入本服务器 IP。",
    ),
]


def accounts(settings: dict) -> list[str]:
    """The accounts that were named."""
    names = (settings.get("open_kfid") or "").replace("，", ",").split(",")
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def wrong(settings: dict) -> list[tuple[str, str]]:
    """What can be seen to be wrong without asking anybody."""
    found = []
    if not (settings.get("corp_id") or "").startswith(("ww", "wx")):
        found.append(("A company ID begins with ww or wx.", "企业 ID 应以 ww 或 wx 开头。"))
    if not is_key(settings.get("encoding_aes_key") or ""):
        found.append(("The EncodingAESKey has 43 letters and digits.", "EncodingAESKey 应为 43 位字母或数字。"))
    if not 1 <= len(settings.get("token") or "") <= 32 or not settings["token"].isalnum():
        found.append(("A token is up to 32 letters and digits.", "Token 应为不超过 32 位的字母或数字。"))
    return found
