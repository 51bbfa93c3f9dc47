"""What is put in words for the agent who reads it, in the language of the inbox."""

from channels.channel import Setting

LANGUAGE = Setting(
    "language",
    required=False,
    advanced=True,
    default="en",
    choices=("en", "zh"),
    title=("Language of notes", "提示语言"),
    help=(
        "In which language the desk says what cannot be shown or sent here.",
        "无法显示或发送的内容，以哪种语言提示坐席。",
    ),
)
NOTHING = ("there is nothing in this message that can be sent here", "此消息没有可发送的内容")
UNSUPPORTED = ("[unsupported message: {kind}]", "[暂不支持的消息类型：{kind}]")


def said(settings: dict, words: tuple[str, str], **values) -> str:
    """These words, (English, Chinese), in the language of the inbox."""
    return words[settings.get("language") == "zh"].format(**values)


def unsupported(settings: dict, kind: str) -> str:
    """The line that stands for a message of a kind that cannot be shown."""
    return said(settings, UNSUPPORTED, kind=kind)
