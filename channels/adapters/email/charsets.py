"""Bytes into text: the charsets mail claims, the wider ones it means, and a guess where it says nothing."""

import codecs
import re

# What mailers call by the narrow name is nearly always written in its wider superset.
WIDER = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
ODD_NAMES = {
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "ksc5601": "cp949",
    "ksc_5601": "cp949",
    "unicode-1-1-utf-7": "utf-7",
    "unicode": "utf-16",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp-ms": "iso2022_jp",
    "cp50220": "iso2022_jp",
    "cp50221": "iso2022_jp",
    "x-gbk": "gb18030",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-user-defined": "cp1252",
    "x-unknown": "utf-8",
    "unknown-8bit": "utf-8",
    "8bit": "utf-8",
    "utf8mb4": "utf-8",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-6-i": "iso8859-6",
    "dos-874": "cp874",
    "windows-874": "cp874",
    "x-windows-949": "cp949",
    "windows-949": "cp949",
}
SEVEN_BIT = {"utf-7", "hz", "iso2022_jp", "iso2022_kr", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_ext"}
ESCAPES = re.compile(rb"(\x1b\$@|\x1b\$B|\x1b\(B|\x1b\(J|\x1b\(I|\x1b\$\(D)")


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """A stray byte in UTF-8 nearly always came in with text pasted from a Windows program."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("as-windows", _as_windows)


def codec_of(name: str | None) -> str | None:
    """The Python codec for a charset name as mail writes it, or None if there is no such thing."""
    name = (name or "").strip().strip("\"'").lower()
    name = ODD_NAMES.get(name, name)
    if not name or len(name) > 40:
        return None
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    # base64, rot13 and the like are codecs too; the escape codecs would interpret what a stranger wrote.
    if not found._is_text_encoding or "escape" in found.name or found.name in ("idna", "punycode", "undefined"):
        return None
    return WIDER.get(found.name, found.name)


def decode(data: bytes, charset: str | None = None, hint: str | None = None) -> str:
    """Text of these bytes: as declared, as UTF-8, as the hint says, or as it looks; never raises."""
    return _whole(_decoded(data, charset, hint))


def _decoded(data: bytes, charset: str | None, hint: str | None) -> str:
    declared = codec_of(charset)
    if data.isascii() and declared not in SEVEN_BIT and b"\0" not in data:
        return japanese(data) if b"\x1b$" in data else data.decode("ascii")
    for codec in (declared, "utf-8", codec_of(hint)):
        text = _strictly(data, codec)
        if text is not None:
            return text
    if declared and declared != "utf-8":
        return data.decode(declared, "replace")
    if declared == "utf-8" and _mostly_utf8(data):
        return data.decode("utf-8", "as-windows")
    return data.decode(guess(data), "replace")


def _whole(text: str) -> str:
    """Halves of surrogate pairs, which UTF-7 and UTF-16 can smuggle in, are no text that could be kept."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def guess(data: bytes) -> str:
    """The likeliest charset of undeclared bytes that are not UTF-8."""
    sample = data[:20_000]
    high = [byte for byte in sample if byte > 0x7F]
    if not high:
        return "utf-8"
    pairs = re.findall(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]", sample)
    common = sum(1 for a, b in pairs if 0xB0 <= a <= 0xD7 and b >= 0xA1 or 0xA1 <= a <= 0xA3 and b >= 0xA1)
    if len(high) >= 4 and common * 2 >= len(high) * 0.9 and _strictly(data, "gb18030") is not None:
        return "gb18030"
    letters = sum(1 for byte in high if byte >= 0xC0)
    if letters > 0.9 * len(high) and len(high) > 0.4 * sum(1 for b in sample if chr(b).isalpha() or b > 0x7F):
        # Russian prose is mostly small letters: 0xE0-0xFF in windows-1251, 0xC0-0xDF in KOI8-R.
        return "koi8-r" if sum(1 for b in high if 0xC0 <= b <= 0xDF) > 0.6 * len(high) else "cp1251"
    return "cp1252"


def _strictly(data: bytes, codec: str | None) -> str | None:
    if codec is None:
        return None
    if codec.startswith("iso2022_jp"):
        return japanese(data)
    try:
        text = data.decode(codec)
    except (UnicodeError, ValueError):
        return _shortened(data, codec)
    return text.removeprefix("\ufeff")


def _shortened(data: bytes, codec: str) -> str | None:
    """A text cut off inside a character is still that charset; only its last bytes are lost."""
    if codec not in ("utf-8", "gb18030", "cp949", "cp932", "big5hkscs"):
        return None
    try:
        text = codecs.getincrementaldecoder(codec)().decode(data)
    except (UnicodeError, ValueError):
        return None
    return text.removeprefix("\ufeff") if text else None


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    wide = sum(1 for char in text if char > "\x7f")
    return text.count("\ufffd") * 2 < wide


def japanese(data: bytes) -> str:
    """ISO-2022-JP as it is really sent: with vendors' characters (①, 髙) the standard codec refuses."""
    out, mode = [], b"\x1b(B"
    for piece in ESCAPES.split(data):
        if ESCAPES.fullmatch(piece):
            mode = piece
        elif mode in (b"\x1b$B", b"\x1b$@"):
            out.append(_jis_to_sjis(piece).decode("cp932", "replace"))
        elif mode == b"\x1b$(D":
            out.append((b"\x1b$(D" + piece + b"\x1b(B").decode("iso2022_jp_2", "replace"))
        elif mode == b"\x1b(I":
            out.append(bytes(b | 0x80 for b in piece).decode("cp932", "replace"))
        else:
            out.append(piece.decode("utf-8", "replace"))
    return "".join(out)


def _jis_to_sjis(piece: bytes) -> bytes:
    out, at = bytearray(), 0
    while at + 1 < len(piece):
        row, cell = piece[at], piece[at + 1]
        if row < 0x21 or row > 0x7E:
            out.append(row)
            at += 1
            continue
        lead = ((row - 0x21) >> 1) + 0x81
        trail = cell + (0x1F if cell < 0x60 else 0x20) if row & 1 else cell + 0x7E
        out += bytes(((lead + 0x40 if lead > 0x9F else lead) & 0xFF, trail & 0xFF))
        at += 2
    return bytes(out + piece[at:])
