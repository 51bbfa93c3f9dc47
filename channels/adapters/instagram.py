"""Instagram: messages to a professional account that is linked to a Facebook page."""

from datetime import timedelta

from channels.channel import Capabilities, Setting
from channels.meta import signing, tokens
from channels.meta.messaging import checking, human, sending
from channels.meta.messaging.channel import MB, Kind
from channels.meta.messaging.doors import doors
from channels.meta.options import connection
from channels.splitting import in_bytes

UPLOAD = {"platform": "instagram"}
KIND = Kind(
    "instagram",
    "instagram",
    "account_id",
    text=1000,
    measure=in_bytes,
    upload=UPLOAD,
    files={
        "image": (frozenset({"image/jpeg", "image/png", "image/gif"}), 8 * MB),
        "video": (frozenset({"video/mp4", "video/quicktime", "video/webm", "video/ogg"}), 25 * MB),
        "audio": (frozenset({"audio/mpeg", "audio/mp4", "audio/aac", "audio/wav"}), 25 * MB),
        "file": (frozenset({"application/pdf"}), 25 * MB),
    },
)
DOORS = doors(KIND)
kind = KIND.name
label = {"en": "Instagram", "zh": "Instagram"}
settings = [
    Setting(
        "account_id",
        title=("Instagram account ID", "Instagram 帐户编号"),
        help=(
            "Not the user name: App Dashboard › Instagram › API Setup, a number that begins with 178.",
            "不是用户名：应用面板 › Instagram › API 设置中以 178 开头的编号。",
        ),
    ),
    *connection(
        (
            "The token of the page that your account is linked to, with instagram_basic, "
            "instagram_manage_messages and pages_manage_metadata.",
            "与帐户关联的主页令牌，需包含 instagram_basic、instagram_manage_messages 和 pages_manage_metadata 权限。",
        )
    ),
    human.HUMAN_AGENT,
]
steps = [
    (
        "Make your Instagram account a professional one and link it to your Facebook page.",
        "将您的 Instagram 帐户转为专业帐户，并关联到您的 Facebook 主页。",
    ),
    (
        "In the Instagram app: Settings › Messages › Connected tools › Allow access to messages.",
        "在 Instagram 应用中：设置 › 消息 › 已连接的工具 › 允许访问消息。",
    ),
    (
        "At developers.facebook.com make an app of the type Business and add Instagram and Messenger; generate the "
        "token of the page.",
        "在 developers.facebook.com 创建“商务”类型的应用，添加 Instagram 和 Messenger 产品，并生成主页令牌。",
    ),
    ("Copy the app secret from App settings › Basic.", "在“应用设置 › 基本”中复制应用密钥。"),
    (
        "Under Webhooks choose Instagram, paste the callback URL {webhook} and the verify token {verify_token}, and "
        "subscribe to messages, messaging_postbacks, messaging_seen and message_reactions.",
        "在 Webhooks 中选择 Instagram，填写回调网址 {webhook} 和验证令牌 {verify_token}，并订阅 messages、"
        "messaging_postbacks、messaging_seen 和 message_reactions。",
    ),
    ("Press Test here: it subscribes the app to the page.", "在此点击“测试”：系统会自动为主页订阅消息。"),
]
capabilities = Capabilities(
    receipts=("sent", "read"),
    window=timedelta(hours=24),
    max_text=KIND.text,
    buttons=sending.REPLIES,
    largest_file=25 * MB,
)
verify = signing.verify
answer = signing.answer
fetch = sending.fetch
check = checking.account
connect = checking.subscribe
expires_at = tokens.expires_at
window = human.window
parse, send, who = DOORS.parse, DOORS.send, DOORS.who
