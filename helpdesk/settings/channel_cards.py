"""Channel cards: the sign and the line by which an admin recognises a channel; one that is not here has its name."""

from helpdesk.reader import language

CARDS = {
    "webchat": ("message-circle", "A chat on your own website", "网站上的在线聊天窗口"),
    "email": ("mail", "A mailbox you have already, by IMAP and SMTP", "接入现有邮箱（IMAP 与 SMTP）"),
    "wechat": ("message-circle-more", "Followers of your official account", "公众号粉丝发来的消息"),
    "wecom": ("building-2", "WeChat users, through WeCom customer service", "通过企业微信客服联系微信用户"),
    "whatsapp": (
        "message-circle-check",
        "WhatsApp Business, by Meta's Cloud API",
        "WhatsApp Business（Meta Cloud API）",
    ),
    "telegram": ("send", "A Telegram bot of yours", "您的 Telegram 机器人"),
    "line": ("message-square", "Friends of your LINE official account", "LINE 官方账号的好友"),
    "messenger": ("message-square-text", "People who write to your Facebook page", "Facebook 主页收到的消息"),
    "instagram": ("camera", "Direct messages to your Instagram account", "Instagram 私信"),
    "sms": ("smartphone", "Text messages to your Twilio number", "Twilio 号码收发短信"),
    "voice": ("phone", "Calls, missed calls and voicemail", "来电、未接来电与语音留言"),
    "form": ("file-text", "A contact form on any website", "任意网站上的联系表单"),
    "api": ("code", "Another program, over the REST API", "其他程序通过 REST API 接入"),
}


def card_of(adapter) -> dict:
    """Sign, name and line of a channel, in the reader's language."""
    icon, english, chinese = CARDS.get(adapter.kind, ("message-square", "", ""))
    return {
        "kind": adapter.kind,
        "icon": icon,
        "label": adapter.label[language()],
        "line": chinese if language() == "zh" else english,
    }
