"""Twilio's error codes in words, for the agent who wrote and for the admin who connects."""

from channels.readable import said

OPTED_OUT = 21610
WORDS = {
    20003: ("Twilio does not accept the account SID with this token", "Twilio 不接受该 Account SID 与 Token"),
    20404: ("Twilio does not know this account or number", "Twilio 中没有该账号或号码"),
    21211: ("this is not a number that can be written to", "该号码无效，无法发送短信"),
    21408: (
        "texts to that country are switched off: Twilio Console › Messaging › Geo permissions",
        "未开通向该国家/地区发送短信的权限：Twilio Console › Messaging › Geo permissions",
    ),
    21606: ("our number cannot send texts to this one", "我方号码无法向该号码发送短信"),
    21608: ("a trial account may only write to numbers that were verified at Twilio", "试用账号只能向已验证的号码发送"),
    OPTED_OUT: ("the customer has opted out (STOP)", "客户已退订（STOP）"),
    21612: ("our number cannot reach that one", "我方号码无法送达该号码"),
    21614: ("this number cannot receive texts", "该号码无法接收短信"),
    21617: ("the text is too long", "短信内容过长"),
    21635: ("this is a landline", "该号码为固定电话"),
    30001: ("too many texts waited at Twilio", "Twilio 待发短信过多"),
    30002: ("the Twilio account is suspended", "Twilio 账号已被停用"),
    30003: ("the telephone is off or out of reach", "对方手机关机或不在服务区"),
    30004: ("the number is blocked for texts", "该号码已被屏蔽"),
    30005: ("the number does not exist any more", "该号码不存在"),
    30006: ("this is a landline, or its carrier cannot be reached", "该号码为固定电话，或运营商不可达"),
    30007: ("the carrier took it for spam", "被运营商判定为垃圾短信"),
    30008: ("the carrier does not say why", "运营商未说明原因"),
    30034: ("our number is not registered for texts in the USA (A2P 10DLC)", "我方号码未完成美国 A2P 10DLC 注册"),
    63038: ("the account's messages of today are used up", "账号今日可发消息数已用完"),
}


def words_of(code: int | str, settings: dict, theirs: str = "") -> str:
    """What this code means, with the code itself; Twilio's own words where we have none."""
    number = int(code) if str(code).isdigit() else 0
    known = said(settings, WORDS[number]) if number in WORDS else theirs or said(settings, ("not delivered", "未送达"))
    return f"{known} ({number})" if number else known
