"""Web form: a page that anybody can fill in, linked or embedded. See channels/form and helpdesk/form."""

from channels.channel import Capabilities, Outbound, Refused, Request, Sent, Setting
from channels.usual_settings import mail_inbox, sites, wrong_sites
from channels.webchat import mail_inbox_of
from tickets.ticket import TYPES

kind = "form"
label = {"en": "Web form", "zh": "网页表单"}
capabilities = Capabilities(by_reference=True)  # each form is a matter of its own
ASK, YES_NO = ("no", "optional", "required"), ("no", "yes")
settings = [
    Setting(
        "color",
        required=False,
        title=("Colour", "颜色"),
        help=(
            "Your colour, such as #2457d6. Words on it stay readable by themselves.",
            "品牌色，例如 #2457d6。文字颜色会自动调整，确保清晰可读。",
        ),
    ),
    Setting(
        "title_en",
        required=False,
        title=("Title in English", "英文标题"),
        help=("Empty: “Contact us”.", "留空则显示 “Contact us”。"),
    ),
    Setting(
        "title_zh",
        required=False,
        title=("Title in Chinese", "中文标题"),
        help=("Empty: “联系我们”.", "留空则显示“联系我们”。"),
    ),
    Setting(
        "intro_en",
        required=False,
        title=("Words above the form, English", "表单上方说明（英文）"),
        help=("What to write here, and how soon an answer comes.", "说明可咨询的内容，以及多久能收到回复。"),
    ),
    Setting(
        "intro_zh",
        required=False,
        title=("Words above the form, Chinese", "表单上方说明（中文）"),
        help=("What to write here, and how soon an answer comes.", "说明可咨询的内容，以及多久能收到回复。"),
    ),
    Setting(
        "ask_name",
        default="optional",
        choices=ASK,
        title=("Ask for a name", "询问称呼"),
        help=("The e-mail address and the message are always asked for.", "邮箱和内容始终为必填。"),
    ),
    Setting(
        "ask_phone",
        default="no",
        choices=ASK,
        title=("Ask for a telephone number", "询问电话"),
        help=("It is noted as what the writer says, not as proven.", "仅记录为客户自述，不视为已验证。"),
    ),
    Setting(
        "region",
        required=False,
        title=("Country of telephone numbers", "电话号码所在国家/地区"),
        help=(
            "Two letters, such as DE or CN, for numbers without a country code.",
            "两位字母代码，例如 CN、DE，用于识别不带国家代码的号码。",
        ),
    ),
    Setting(
        "ask_subject",
        default="optional",
        choices=ASK,
        title=("Ask for a subject", "询问主题"),
        help=("Without one the first words of the message are the subject.", "未填写时取内容开头作为主题。"),
    ),
    Setting(
        "topics",
        required=False,
        title=("Topics", "咨询类别"),
        help=(
            "To choose from, parted by semicolons: Returns | 退货; Delivery | 配送. The choice becomes a tag.",
            "供客户选择，用分号分隔，例如：Returns | 退货; Delivery | 配送。所选类别会成为工单标签。",
        ),
    ),
    Setting(
        "types",
        required=False,
        title=("Ticket types", "工单类型"),
        help=(
            f"To choose from, separated by commas: {', '.join(TYPES)}. Empty: not asked.",
            f"供客户选择，用逗号分隔：{', '.join(TYPES)}。留空则不询问。",
        ),
    ),
    Setting(
        "fields",
        required=False,
        title=("Further fields", "更多字段"),
        help=(
            "Keys of your ticket fields, separated by commas; with * where an answer is needed: order*, size.",
            "工单自定义字段的键，用逗号分隔；必填的加 *，例如：order*, size。",
        ),
    ),
    Setting(
        "files",
        default="yes",
        choices=YES_NO,
        title=("Files", "附件"),
        help=("Whether files can be added.", "是否允许添加附件。"),
    ),
    Setting(
        "thanks_en",
        required=False,
        title=("Words of thanks, English", "提交后的提示（英文）"),
        help=("Shown when the form has arrived.", "提交成功后显示。"),
    ),
    Setting(
        "thanks_zh",
        required=False,
        title=("Words of thanks, Chinese", "提交后的提示（中文）"),
        help=("Shown when the form has arrived.", "提交成功后显示。"),
    ),
    Setting(
        "confirm",
        default="no",
        choices=YES_NO,
        title=("Confirm by e-mail", "邮件确认"),
        help=(
            "One short mail a day to an address, without a word of what was typed in.",
            "同一邮箱每天最多一封，邮件中不含表单里填写的任何内容。",
        ),
    ),
    sites(
        (
            "Sites that may show the form in their pages, such as https://shop.example.",
            "可以在其页面中嵌入表单的网站，例如 https://shop.example。",
        )
    ),
    mail_inbox(
        ("E-mail inbox for answers", "回复所用的邮件渠道"),
        (
            "Key of the e-mail inbox through which answers go. Empty: the first one.",
            "通过哪个邮件渠道回复（填写其 key）。留空则使用第一个邮件渠道。",
        ),
    ),
]


def verify(request: Request, settings: dict) -> bool:
    """Nobody posts to the webhook: forms are sent to /form/<key>."""
    return False


def parse(request: Request, settings: dict) -> list:
    """Nothing comes this way."""
    return []


def leaves_through(inbox):
    """Answers go by e-mail; None when there is no e-mail inbox to send them."""
    return mail_inbox_of(inbox)


def send(outbound: Outbound, settings: dict) -> Sent:
    """Only reached when there was no e-mail inbox at the time of the answer."""
    raise Refused("there is no e-mail inbox to answer through; connect one, then send again")


def check(settings: dict) -> list[tuple[str, str]]:
    """What is wrong with these settings."""
    wrong = wrong_sites(settings)
    unknown = set(str(settings.get("types") or "").replace(",", " ").split()) - set(TYPES)
    if unknown:
        wrong.append(
            (
                f"There are no ticket types {', '.join(sorted(unknown))}.",
                f"没有这些工单类型：{'、'.join(sorted(unknown))}。",
            )
        )
    return wrong
