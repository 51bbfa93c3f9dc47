"""What an admin says about a telephone line, and where to find it."""

from channels.channel import Setting
from channels.usual_settings import address, before

YES_NO = ("no", "yes")
API = "https://api.twilio.com"

OPTIONS = [
    Setting(
        "language",
        default="en",
        choices=("en", "zh"),
        title=("Language of the line", "线路语言"),
        help=(
            "In which callers are greeted, unless their number is of a Chinese-speaking region.",
            "向来电者播报所用的语言；来自中文地区的号码一律使用中文。",
        ),
    ),
    Setting(
        "region",
        required=False,
        title=("Country of the line", "线路所在国家/地区"),
        help=(
            "Two letters, such as DE or CN: how numbers without a country code are read.",
            "两位字母代码，例如 CN、DE，用于识别不带国家代码的号码。",
        ),
    ),
    Setting(
        "number",
        required=False,
        title=("Our number", "我方号码"),
        help=(
            "With country code, such as +4930123456. Twilio: Phone Numbers → Manage → Active numbers.",
            "含国家代码，例如 +862112345678。Twilio：Phone Numbers → Manage → Active numbers。",
        ),
    ),
    Setting(
        "account_sid",
        required=False,
        title=("Twilio: account SID", "Twilio：Account SID"),
        help=(
            "Begins with AC; on the first page of the Twilio Console, under Account Info.",
            "以 AC 开头，见 Twilio Console 首页的 Account Info。",
        ),
    ),
    Setting(
        "auth_token",
        secret=True,
        required=False,
        title=("Twilio: auth token", "Twilio：Auth Token"),
        help=(
            "Beside the account SID. It signs what Twilio tells us.",
            "位于 Account SID 旁，用于验证 Twilio 的请求。",
        ),
    ),
    before("auth_token", ("Twilio: the auth token before", "Twilio：上一个 Auth Token")),
    Setting(
        "ring",
        required=False,
        title=("Who is rung", "振铃对象"),
        help=(
            "Up to ten numbers or SIP addresses (sip:ann@pbx.example), separated by commas: all ring at once, "
            "the first to pick up has the call. Or one Twilio queue: queue:support. Empty: straight to "
            "voicemail.",
            "最多十个号码或 SIP 地址（sip:ann@pbx.example），用逗号分隔，同时振铃，先接者得。也可填写一个 Twilio "
            "队列，例如 queue:support。留空则直接进入语音留言。",
        ),
    ),
    Setting(
        "ring_seconds",
        default="25",
        title=("Ring for how many seconds", "振铃秒数"),
        help=("Then the caller is asked for a message.", "超时后请来电者留言。"),
    ),
    Setting(
        "greeting_en",
        required=False,
        title=("Greeting in English", "英文问候语"),
        help=("Spoken before it rings.", "振铃前播报。"),
    ),
    Setting(
        "greeting_zh",
        required=False,
        title=("Greeting in Chinese", "中文问候语"),
        help=("Spoken before it rings.", "振铃前播报。"),
    ),
    Setting(
        "hours",
        required=False,
        title=("Hours", "服务时间"),
        help=(
            "When it rings, such as: Mon-Fri 09:00-18:00; Sat 10:00-14:00. Empty: always.",
            "何时振铃，例如：Mon-Fri 09:00-18:00; Sat 10:00-14:00。留空则全天。",
        ),
    ),
    Setting(
        "time_zone",
        required=False,
        default="UTC",
        title=("Time zone of the hours", "服务时间所用时区"),
        help=("Such as Europe/Berlin or Asia/Shanghai.", "例如 Asia/Shanghai、Europe/Berlin。"),
    ),
    Setting(
        "closed_en",
        required=False,
        title=("Out of hours, in English", "非服务时间播报（英文）"),
        help=("Said instead of the greeting.", "代替问候语播报。"),
    ),
    Setting(
        "closed_zh",
        required=False,
        title=("Out of hours, in Chinese", "非服务时间播报（中文）"),
        help=("Said instead of the greeting.", "代替问候语播报。"),
    ),
    Setting(
        "voicemail",
        default="yes",
        choices=YES_NO,
        title=("Voicemail", "语音留言"),
        help=("When nobody picks up.", "无人接听时启用。"),
    ),
    Setting(
        "record",
        default="no",
        choices=YES_NO,
        title=("Record calls", "通话录音"),
        help=("Say so in the greeting: in many countries both must know.", "请在问候语中说明：许多国家要求双方知情。"),
    ),
    Setting(
        "cti_token",
        secret=True,
        required=False,
        title=("Other telephone system: token", "其他电话系统：令牌"),
        help=(
            "Make one up, 20 characters or more. It stands in the address that your telephone system calls.",
            "自行设定，至少 20 个字符；电话系统回调的地址中带有此令牌。",
        ),
    ),
    before("cti_token", ("Other telephone system: the token before", "其他电话系统：上一个令牌")),
    Setting(
        "cti_secret",
        secret=True,
        required=False,
        advanced=True,
        title=("Other telephone system: HMAC secret", "其他电话系统：HMAC 密钥"),
        help=(
            "With it every request needs X-Signature: sha256=<hex HMAC-SHA256 of the body>.",
            "填写后每个请求都须带 X-Signature: sha256=<正文的 HMAC-SHA256 十六进制>。",
        ),
    ),
    Setting(
        "dial_url",
        required=False,
        advanced=True,
        title=("Other telephone system: call address", "其他电话系统：呼叫地址"),
        help=(
            "Asked for click to call, with {number}, {extension}, {phone} and {agent} filled in. Empty: the "
            "agent's own device is asked to call (tel:).",
            "用于点击拨号，{number}、{extension}、{phone}、{agent} 会被替换。留空则由坐席设备拨打（tel:）。",
        ),
    ),
    address(API, ("Address of Twilio", "Twilio 地址"), ("Only for tests and regions.", "仅用于测试或区域接入点。")),
]

STEPS = [
    (
        "Twilio: open Phone Numbers → Manage → Active numbers and choose your number.",
        "Twilio：打开 Phone Numbers → Manage → Active numbers，选择您的号码。",
    ),
    (
        "Under Voice, “A call comes in”: Webhook, {webhook}, HTTP POST.",
        "在 Voice 的 “A call comes in” 处选择 Webhook，填写 {webhook}，方法选 HTTP POST。",
    ),
    (
        "“Call status changes”: {webhook}?step=status, HTTP POST.",
        "在 “Call status changes” 处填写 {webhook}?step=status，方法选 HTTP POST。",
    ),
    (
        "Another telephone system: let it post newCall, answer and hangup to the same address with /cti/ in place of "
        "/hooks/, and ?token=… with the token below at its end.",
        "其他电话系统：请让其将 newCall、answer、hangup 发送至同一地址，"
        "把其中的 /hooks/ 换成 /cti/，并在末尾加上 ?token=…（下方的令牌）。",
    ),
    (
        "Each agent enters telephone number and extension in their profile: so we know who picked up.",
        "每位坐席请在个人资料中填写电话和分机，系统据此识别接听人。",
    ),
]
