"""The settings of a bot, how to connect one, and the secret that proves its updates."""

import hashlib

from channels.channel import Setting
from channels.readable import LANGUAGE
from channels.usual_settings import QUOTE, address, before

SETTINGS = [
    Setting(
        "bot_token",
        secret=True,
        title=("Bot token", "机器人 Token"),
        help=(
            "What @BotFather answers to /newbot, or to /token for a bot you have: 123456789:AAE…",
            "向 @BotFather 发送 /newbot（已有机器人则发送 /token）后得到的内容，形如 123456789:AAE…",
        ),
    ),
    Setting(
        "secret_token",
        secret=True,
        required=False,
        advanced=True,
        title=("Webhook secret", "Webhook 密钥"),
        help=(
            "Empty: one is made from the bot token. Only if you set the webhook yourself: the secret_token you "
            "gave, letters, digits, - and _.",
            "留空则由 Token 生成。仅当您自行设置过 webhook 时，填写当时的 secret_token。",
        ),
    ),
    before("secret_token", ("Webhook secret before", "旧的 Webhook 密钥")),
    QUOTE,
    LANGUAGE,
    address(
        "https://api.telegram.org",
        ("Address of the Bot API", "Bot API 地址"),
        ("Another one only for a Bot API server of your own.", "仅在使用自建 Bot API 服务器时修改。"),
    ),
]
STEPS = [
    (
        "In Telegram, write to @BotFather: /newbot. Give the bot a name and a user name.",
        "在 Telegram 中向 @BotFather 发送 /newbot，为机器人设置名称和用户名。",
    ),
    (
        "Copy the token it answers with into *Bot token*, and press *Connect*.",
        "将返回的 Token 填入“机器人 Token”，然后点击“接入”。",
    ),
    (
        "Then press *Test*. That tells Telegram to deliver to {webhook}; nothing else is needed there.",
        "再点击“测试”，系统会通知 Telegram 投递到 {webhook}，无需其他操作。",
    ),
    (
        "Write to your bot from your own phone: the ticket appears here.",
        "用您自己的手机给机器人发一条消息，这里会出现工单。",
    ),
]


def secret_tokens(settings: dict) -> list[str]:
    """The secrets that an update may carry, the one in use first."""
    current = settings.get("secret_token") or _made_from(settings["bot_token"])
    return [one for one in (current, settings.get("secret_token_before")) if one]


def _made_from(bot_token: str) -> str:
    # Whoever has the token may set the webhook anyway; from the secret nobody gets back to the token.
    return hashlib.sha256(f"helpdesk webhook {bot_token}".encode()).hexdigest()
