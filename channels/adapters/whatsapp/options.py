"""What an admin says of a WhatsApp number, and what to do at Meta to connect it."""

from channels.channel import Setting
from channels.meta.options import connection
from channels.usual_settings import QUOTE, SEEN

SETTINGS = [
    Setting(
        "phone_number_id",
        title=("Phone number ID", "电话号码编号"),
        help=(
            "App Dashboard › WhatsApp › API Setup, below the number. Not the number itself.",
            "应用面板 › WhatsApp › API 设置，位于号码下方。不是电话号码本身。",
        ),
    ),
    Setting(
        "waba_id",
        required=False,
        title=("WhatsApp Business Account ID", "WhatsApp 企业帐户编号"),
        help=(
            "On the same page. Needed for templates; with it Test also tells Meta where to post.",
            "在同一页面。使用模板消息时必填；填写后，“测试”还会自动把 Webhook 地址告知 Meta。",
        ),
    ),
    *connection(
        (
            "Business settings › System users › Generate token, with whatsapp_business_messaging and "
            "whatsapp_business_management. The one in API Setup ends after a day.",
            "商务管理平台 › 系统用户 › 生成令牌，勾选 whatsapp_business_messaging 和 "
            "whatsapp_business_management。“API 设置”页面的临时令牌一天后失效。",
        )
    ),
    SEEN,
    QUOTE,
]

STEPS = [
    (
        "At developers.facebook.com make an app of the type Business and add the product WhatsApp.",
        "在 developers.facebook.com 创建“商务”类型的应用，并添加 WhatsApp 产品。",
    ),
    (
        "In WhatsApp › API Setup add your number; copy its Phone number ID and the WhatsApp Business Account ID.",
        "在 WhatsApp › API 设置中添加号码，复制“电话号码编号”和“WhatsApp 企业帐户编号”。",
    ),
    (
        "Make a permanent token: Business settings › System users › Generate token, with whatsapp_business_messaging "
        "and whatsapp_business_management.",
        "生成永久令牌：商务管理平台 › 系统用户 › 生成令牌，勾选 whatsapp_business_messaging 和 "
        "whatsapp_business_management。",
    ),
    ("Copy the app secret from App settings › Basic.", "在“应用设置 › 基本”中复制应用密钥。"),
    (
        "In WhatsApp › Configuration paste the callback URL {webhook} and the verify token {verify_token}; press "
        "Verify and save.",
        "在 WhatsApp › 配置中填写回调网址 {webhook} 和验证令牌 {verify_token}，点击“验证并保存”。",
    ),
    ("Below, subscribe to the field messages. Then press Test here.", "在下方订阅 messages 字段，然后在此点击“测试”。"),
]
