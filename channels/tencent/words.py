"""What is put in words: for the agent who reads it, in the language of the inbox."""

from channels.channel import Setting

LANGUAGE = Setting(
    "language",
    required=False,
    advanced=True,
    default="zh",
    choices=("zh", "en"),
    title=("Language of notes", "提示语言"),
    help=(
        "In which language the desk says what cannot be shown or sent here.",
        "无法显示或发送的内容，以哪种语言提示坐席。",
    ),
)


def said(settings: dict, words: tuple[str, str]) -> str:
    """These words, (English, Chinese), in the language of the inbox."""
    return words[(settings.get("language") or "zh") == "zh"]
