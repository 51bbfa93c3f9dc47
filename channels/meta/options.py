"""The settings that all of Meta's channels need, and the steps on Meta's side that they share."""

from channels.channel import Setting
from channels.meta.words import LANGUAGE
from channels.usual_settings import address, before

GRAPH = "https://graph.facebook.com/v23.0"


def connection(token_help: tuple[str, str]) -> list[Setting]:
    """Token, secrets, verify token and base address; `token_help` says where this channel's token is found."""
    return [
        Setting("access_token", secret=True, title=("Access token", "访问令牌"), help=token_help),
        Setting(
            "app_secret",
            secret=True,
            title=("App secret", "应用密钥"),
            help=(
                "App Dashboard › App settings › Basic › App secret › Show.",
                "应用面板 › 应用设置 › 基本 › 应用密钥 › 显示。",
            ),
        ),
        Setting(
            "verify_token",
            made=True,
            required=False,
            title=("Verify token", "验证令牌"),
            help=(
                "Made here: paste it beside the webhook address at Meta.",
                "由本系统生成：请与 Webhook 地址一起粘贴到 Meta。",
            ),
        ),
        Setting(
            "app_id",
            required=False,
            title=("App ID", "应用编号"),
            help=(
                "App Dashboard, at the top. With it the test can say when the token ends.",
                "在应用面板顶部。填写后，测试可以显示令牌的到期时间。",
            ),
        ),
        before("app_secret", ("App secret before", "旧的应用密钥")),
        LANGUAGE,
        address(
            GRAPH,
            ("Graph API address", "Graph API 地址"),
            ("With the version. Change it only for a newer version.", "包含版本号。仅在升级版本时修改。"),
        ),
    ]
