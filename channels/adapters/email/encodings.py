"""Transfer encodings undone: base64, quoted-printable and uuencode, lenient and never failing."""

import binascii
import re

ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
STRAY = bytes(byte for byte in range(256) if byte not in ALPHABET)
ONLY_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]*")
UU_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?\n", re.M)


def undo(data: bytes, encoding: str) -> bytes:
    """The body's own bytes; an unknown encoding is taken as none."""
    encoding = encoding.strip().strip("\"'").lower().split(";")[0].strip()
    if encoding == "base64":
        return base64(data)
    if encoding == "quoted-printable":
        return quoted(data)
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return uuencoded(data)
    return data


def base64(data: bytes) -> bytes:
    """Base64 with its dirt: stray characters, missing padding, several padded pieces one after another."""
    clean = data.translate(None, delete=STRAY).rstrip(b"=")
    if b"=" not in clean:
        return _piece(clean)
    # After the padding comes either more base64 or something else, such as a mailing list's footer.
    rest = data[data.index(b"=") :]
    pieces = re.split(rb"=+", clean) if ONLY_BASE64.fullmatch(rest) else [clean[: clean.index(b"=")]]
    return b"".join(map(_piece, pieces))


def _piece(data: bytes) -> bytes:
    data = data[:-1] if len(data) % 4 == 1 else data
    return binascii.a2b_base64(data + b"=" * (-len(data) % 4))


def quoted(data: bytes, header: bool = False) -> bytes:
    """Quoted-printable; what is no escape stays as written."""
    return binascii.a2b_qp(data, header=header)


def uuencoded(data: bytes) -> bytes:
    """The first uuencoded file in these bytes, or the bytes themselves if there is none."""
    begin = UU_BEGIN.search(data)
    return uu_lines(data, begin.end())[0] if begin else data


def uu_lines(data: bytes, at: int = 0) -> tuple[bytes, int]:
    """The file whose uuencoded lines start here, and where in the input they end."""
    out = []
    while at < len(data):
        end = data.find(b"\n", at)
        line, at = (data[at:], len(data)) if end < 0 else (data[at:end], end + 1)
        line = line.rstrip(b"\r")
        if line.strip() == b"end":
            break
        if line.strip() in (b"", b"`"):
            continue
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some encoders leave the trailing blanks out or add a checksum character: take the stated length.
            size = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out.append(binascii.a2b_uu(line[:size]))
            except binascii.Error:
                break
    return b"".join(out), at
