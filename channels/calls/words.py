"""Words: a call as text, for lists, programs and whoever reads the thread without our icons."""

_IN = {
    "ringing": ("Incoming call", "来电"),
    "talking": ("Incoming call, talking", "来电，通话中"),
    "ended": ("Incoming call", "来电"),
    "missed": ("Missed call", "未接来电"),
    "voicemail": ("Voicemail", "语音留言"),
}
_OUT = {
    "ringing": ("Outgoing call", "去电"),
    "talking": ("Outgoing call, talking", "去电，通话中"),
    "ended": ("Outgoing call", "去电"),
    "missed": ("Outgoing call, no answer", "去电，无人接听"),
    "busy": ("Outgoing call, busy", "去电，对方占线"),
    "cancelled": ("Outgoing call, cancelled", "去电，已取消"),
    "failed": ("Outgoing call, could not be connected", "去电，未能接通"),
    "voicemail": ("Outgoing call", "去电"),
}
WITHHELD = ("Withheld number", "未显示号码")
SUBJECT = ("Call from {}", "{} 的来电")
SUBJECT_OUT = ("Call to {}", "致电 {}")


def text_of(direction: str, state: str, seconds: int | None, language: str) -> str:
    """The call in one line."""
    words = (_IN if direction == "in" else _OUT)[state][language == "zh"]
    return f"{words} · {length(seconds)}" if seconds and state in ("ended", "voicemail") else words


def length(seconds: int) -> str:
    """4:07, or 1:02:09."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
