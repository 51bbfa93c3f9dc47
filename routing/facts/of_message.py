"""What is known of the message that set things going, or of the first one where none did."""

from routing.facts.field import FLAG, NUMBER, TEXT, Field


def _text(facts) -> str:
    message = facts.message
    return "" if message is None else message.reply_text or message.text


FIELDS = (
    Field("text", TEXT, "Message", "消息内容", _text),
    Field(
        "any_text",
        TEXT,
        "Subject or message",
        "主题或消息内容",
        lambda facts: f"{facts.ticket.subject}\n{_text(facts)}",
    ),
    Field(
        "length",
        NUMBER,
        "Length of the message",
        "消息长度",
        lambda facts: len(_text(facts)),
        unit=("characters", "字"),
    ),
    Field(
        "is_auto",
        FLAG,
        "Sent by a machine (out of office, bounce)",
        "自动回复或退信",
        lambda facts: facts.message is not None and bool(facts.message.is_auto),
    ),
    Field(
        "unverified",
        FLAG,
        "Sender not verified",
        "发件人未验证",
        lambda facts: facts.message is not None and facts.message.trust == "unverified",
    ),
)
