"""Opting out: the words that mean "no more" and "again", as Twilio and the carriers know them, and the Chinese ones."""

STOP = frozenset("STOP STOPALL UNSUBSCRIBE CANCEL END QUIT OPTOUT REVOKE TD 退订 取消订阅 停止".split())
START = frozenset("START UNSTOP 恢复 重新订阅".split())


def choice_of(text: str, told: str) -> tuple[bool, str] | None:
    """(whether they opt out, the word); None for every other text. Twilio's own OptOutType (`told`) goes before."""
    word = text.strip().strip("。.!！").upper()
    if told in ("STOP", "START"):
        return told == "STOP", word[:20] or told
    if told == "HELP":
        return None
    if word in STOP:
        return True, word
    return (False, word) if word in START else None
