"""Messenger: the page's inbox on Facebook."""

from datetime import timedelta

from channels.channel import Capabilities, Setting
from channels.meta import signing, tokens
from channels.meta.messaging import checking, human, sending
from channels.meta.messaging.channel import MB, Kind
from channels.meta.messaging.doors import doors
from channels.meta.options import connection

KIND = Kind(
    "messenger",
    "page",
    "page_id",
    text=2000,
    measure=len,
    files={
        "image": (frozenset({"image/jpeg", "image/png", "image/gif"}), 8 * MB),
        "video": (frozenset({"video/mp4", "video/quicktime", "video/3gpp"}), 25 * MB),
        "audio": (frozenset({"audio/mpeg", "audio/mp4", "audio/aac", "audio/ogg", "audio/wav"}), 25 * MB),
        "file": (frozenset(), 25 * MB),
    },
)
DOORS = doors(KIND)
kind = KIND.name
label = {"en": "Messenger", "zh": "Messenger"}
settings = [
    Setting(
        "page_id",
        title=("Page ID", "主页编号"),
        help=(
            "Your page › About › Page transparency, or Messenger › API Setup.",
            "您的主页 › 简介 › 主页信息公示，或 Messenger › API 设置。",
        ),
    ),
    *connection(
        (
            "App Dashboard › Messenger › API Setup › Generate token, for your page.",
            "应用面板 › Messenger › API 设置 › 为您的主页生成令牌。",
        )
    ),
    human.HUMAN_AGENT,
]
steps = [
    (
        "At developers.facebook.com make an app of the type Business and add the product Messenger.",
        "在 developers.facebook.com 创建“商务”类型的应用，并添加 Messenger 产品。",
    ),
    (
        "In Messenger › API Setup add your page and generate its token; copy the page's ID.",
        "在 Messenger › API 设置中添加主页并生成令牌，复制主页编号。",
    ),
    ("Copy the app secret from App settings › Basic.", "在“应用设置 › 基本”中复制应用密钥。"),
    (
        "Under Webhooks paste the callback URL {webhook} and the verify token {verify_token}; press Verify and save.",
        "在 Webhooks 中填写回调网址 {webhook} 和验证令牌 {verify_token}，点击“验证并保存”。",
    ),
    ("Press Test here: it subscribes the app to your page.", "在此点击“测试”：系统会自动为您的主页订阅消息。"),
]
capabilities = Capabilities(
    receipts=("sent", "delivered", "read"),
    window=timedelta(hours=24),
    max_text=KIND.text,
    buttons=sending.REPLIES,
    largest_file=25 * MB,
)
verify = signing.verify
answer = signing.answer
fetch = sending.fetch
check = checking.page
connect = checking.subscribe
expires_at = tokens.expires_at
window = human.window
parse, send, who = DOORS.parse, DOORS.send, DOORS.who
