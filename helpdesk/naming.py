"""Naming: channels and languages as people call them, in English and in Chinese."""

from babel import Locale

CHANNELS = {
    "email": ("E-mail", "邮件"),
    "webchat": ("Web chat", "网页聊天"),
    "api": ("API", "API"),
    "form": ("Web form", "网页表单"),
    "wechat": ("WeChat", "微信公众号"),
    "wecom": ("WeCom", "企业微信"),
    "whatsapp": ("WhatsApp", "WhatsApp"),
    "telegram": ("Telegram", "Telegram"),
    "line": ("LINE", "LINE"),
    "messenger": ("Messenger", "Messenger"),
    "instagram": ("Instagram", "Instagram"),
    "sms": ("SMS", "短信"),
    "voice": ("Phone", "电话"),
}
ADDRESSES = CHANNELS | {
    "phone": ("Phone", "电话"),
    "user_id": ("Signed-in account", "登录账号"),
    "external_id": ("Your own id", "客户编号"),
    "member_card": ("Member card", "会员卡号"),
    "unionid": ("WeChat account", "微信账号"),
    "visitor": ("Browser", "浏览器"),
}
_SPOKEN = ("en", "zh", "ja", "ko", "de", "fr", "es", "pt", "it", "nl", "ru", "pl", "tr", "vi")
_ENGLISH, _CHINESE = Locale("en").languages, Locale("zh").languages
LANGUAGES = {code: (_ENGLISH[code], _CHINESE[code]) for code in _SPOKEN}
