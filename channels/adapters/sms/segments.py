"""Segments: into how many texts the carriers cut a message. It is what is paid for."""

# The alphabet of GSM 03.38; a letter of the second line takes two places.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")


def is_gsm(text: str) -> bool:
    """Whether every letter is in the short alphabet; one that is not makes all of the text more than twice as long."""
    return all(letter in _BASIC or letter in _EXTENDED for letter in text)


def segments(text: str) -> int:
    """160 letters, or 70 with any letter outside the alphabet; 153 or 67 each where it takes several."""
    if is_gsm(text):
        return _count(sum(1 + (letter in _EXTENDED) for letter in text), 160, 153)
    return _count(len(text.encode("utf-16-le", "surrogatepass")) // 2, 70, 67)


def _count(length: int, alone: int, each: int) -> int:
    return 1 if length <= alone else -(-length // each)
