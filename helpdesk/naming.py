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
# How an address came to be known or proven; an own adapter may name further ways.
KNOWN_BY = {
    "api": ("written by another program", "由其他程序写入"),
    "call": ("they called from it", "来自来电号码"),
    "channel": ("the channel vouches for it", "由渠道确认"),
    "form": ("given in a web form", "在网页表单中填写"),
    "from": ("answers go there, or the team noted it", "用作回复地址，或由团队记录"),
    "help_centre": ("they signed in to the help centre with it", "凭此登录帮助中心"),
    "import": ("came with imported data", "随导入数据写入"),
    "mail": ("a mail from it, its sender proved", "来信的发件人已通过验证"),
    "said": ("they named it in a message", "在消息中提供"),
    "signature": ("your own site signed for it", "由贵方网站签名确认"),
    "site": ("your own site vouches for it", "由贵方网站确认"),
    "token": ("the browser they write from", "由其使用的浏览器识别"),
    "widget": ("given in the chat", "在聊天窗口中填写"),
}
# What a consent is for; see customers/privacy/consent.py.
PURPOSES = {
    "service": ("Messages", "服务消息"),
    "survey": ("Surveys", "满意度调查"),
    "marketing": ("Marketing", "营销"),
    "care": ("Customer care", "客户关怀"),
    "recording": ("Call recording", "通话录音"),
    "processing": ("Processing of their data", "个人信息处理"),
}
_SPOKEN = ("en", "zh", "ja", "ko", "de", "fr", "es", "pt", "it", "nl", "ru", "pl", "tr", "vi")
_ENGLISH, _CHINESE = Locale("en").languages, Locale("zh").languages
LANGUAGES = {code: (_ENGLISH[code], _CHINESE[code]) for code in _SPOKEN}
