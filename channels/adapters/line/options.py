"""The settings of an official account, and how to connect one."""

from channels.channel import Setting
from channels.readable import LANGUAGE
from channels.usual_settings import QUOTE, address, before

SETTINGS = [
    Setting(
        "channel_secret",
        secret=True,
        title=("Channel secret", "Channel secret"),
        help=(
            "developers.line.biz › your provider › your Messaging API channel › Basic settings.",
            "developers.line.biz › 您的 Provider › Messaging API 频道 › Basic settings。",
        ),
    ),
    Setting(
        "channel_access_token",
        secret=True,
        title=("Channel access token", "Channel access token"),
        help=(
            "The same page › Messaging API › Channel access token (long-lived): press Issue.",
            "同一页面 › Messaging API › Channel access token (long-lived)，点击 Issue。",
        ),
    ),
    before("channel_secret", ("Channel secret before", "旧的 Channel secret")),
    Setting(
        "use_reply_tokens",
        required=False,
        advanced=True,
        default="yes",
        choices=("yes", "no"),
        title=("Answer without charge where possible", "优先使用免费回复"),
        help=(
            "Within some 50 seconds of a message LINE does not count the answer against your plan.",
            "客户发言后约 50 秒内的回复不计入 LINE 套餐的消息数。",
        ),
    ),
    QUOTE,
    LANGUAGE,
    address("https://api.line.me", ("Address of the API", "API 地址"), ("Leave it as it is.", "请保持默认。")),
    address(
        "https://api-data.line.me",
        ("Address for files", "文件 API 地址"),
        ("Leave it as it is.", "请保持默认。"),
        name="data_url",
    ),
]
STEPS = [
    (
        "At manager.line.biz, open your official account › Settings › Messaging API › Enable Messaging API.",
        "在 manager.line.biz 打开您的官方账号 › 设置 › Messaging API › 启用 Messaging API。",
    ),
    (
        "At developers.line.biz, open the channel that this made. Copy its *secret*, issue a *channel access token*.",
        "在 developers.line.biz 打开生成的频道，复制 Channel secret，并签发 Channel access token。",
    ),
    (
        "Put both in and press *Connect*, then *Test*: LINE is told to deliver to {webhook}.",
        "填入两者并点击“接入”，再点击“测试”：系统会通知 LINE 投递到 {webhook}。",
    ),
    (
        "In the channel's tab Messaging API switch on *Use webhook* and *Webhook redelivery*.",
        "在频道的 Messaging API 标签页开启 Use webhook 和 Webhook redelivery。",
    ),
    (
        "At manager.line.biz › Response settings: chat off, auto-response off, or your customers get two answers.",
        "在 manager.line.biz › 回应设置中关闭自动回应消息，否则客户会收到两份回复。",
    ),
]
