"""Trouble: what our own calls to a provider say when they fail, in the reader's language."""

NO_CONNECTION = "no connection to the provider"
NO_ANSWER = "the provider did not answer in time"
BROKE_BEFORE = "the connection broke before the provider answered"
BROKE_WHILE = "the connection broke while the provider answered"
PAUSE = "the provider asks for a pause"
IN_TROUBLE = "the provider is in trouble"
_CHINESE = {
    NO_CONNECTION: "无法连接服务商",
    NO_ANSWER: "服务商未及时响应",
    BROKE_BEFORE: "服务商响应前连接中断",
    BROKE_WHILE: "服务商响应时连接中断",
    PAUSE: "服务商要求稍后再试",
    IN_TROUBLE: "服务商出现故障",
}


def in_words(text: str, language: str) -> str:
    """The same, where such words stand in it; what a provider has said stays in the provider's words."""
    if language == "zh":
        for english, chinese in _CHINESE.items():
            text = text.replace(english, chinese)
    return text
