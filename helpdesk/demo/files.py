"""The files that people attach in the demo, drawn when it is loaded: pictures, one-page papers, lists, a voice."""

import io
import math
import struct
import wave
import zlib
from pathlib import PurePath

TYPES = {"png": "image/png", "pdf": "application/pdf", "csv": "text/csv", "txt": "text/plain", "wav": "audio/wav"}
WIDTH, HEIGHT = 480, 360
TABLES = [(196, 164, 132), (120, 96, 78), (214, 208, 198), (92, 110, 104), (168, 142, 118)]


def content_type(name: str) -> str:
    """The type that the name says."""
    return TYPES[PurePath(name).suffix[1:]]


def content(name: str) -> bytes:
    """What is in the file of this name; always the same for the same name."""
    ending = PurePath(name).suffix[1:]
    return {"png": _picture, "pdf": _paper, "csv": _list, "txt": _text, "wav": _voice}[ending](name)


def _picture(name: str) -> bytes:
    """A plate with a crack, seen from above on a table."""
    seed = zlib.crc32(name.encode())
    table, lines = TABLES[seed % len(TABLES)], []
    for y in range(HEIGHT):
        shade = 1.08 - 0.25 * y / HEIGHT
        row = bytearray(bytes(min(255, int(c * shade)) for c in table) * WIDTH)
        for radius, color in ((150, (238, 236, 230)), (138, (226, 222, 213)), (96, (240, 239, 235))):
            _span(row, y, radius, color)
        _crack(row, y, seed)
        lines.append(b"\0" + bytes(row))
    return _png(b"".join(lines))


def _span(row: bytearray, y: int, radius: int, color: tuple) -> None:
    height = (y - HEIGHT // 2) / 0.82
    if abs(height) < radius:
        half = int(math.sqrt(radius * radius - height * height))
        left, right = WIDTH // 2 - half, WIDTH // 2 + half
        row[left * 3 : right * 3] = bytes(color) * (right - left)


def _crack(row: bytearray, y: int, seed: int) -> None:
    if HEIGHT // 2 - 118 < y < HEIGHT // 2 + seed % 60:
        x = WIDTH // 2 + seed % 90 - 45 + int(9 * math.sin(y / 7 + seed) + 5 * math.sin(y / 2.3) + y / 6)
        row[x * 3 : (x + 2) * 3] = bytes((88, 74, 62)) * 2


def _png(lines: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines, 6)) + chunk(b"IEND", b"")


def _paper(name: str) -> bytes:
    title = PurePath(name).stem.encode("ascii", "ignore").decode().strip("_ -") or "Document"
    text = f"BT /F1 22 Tf 60 770 Td ({title}) Tj ET BT /F1 12 Tf 60 740 Td (Songtide Ltd) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _list(name: str) -> bytes:
    rows = (f"{n},row {n},{60 + n * n % 37}\n" for n in range(1, 26))
    return ("\ufeffno,name,value\n" + "".join(rows)).encode()


def _text(name: str) -> bytes:
    return f"{PurePath(name).stem}\n".encode()


def _voice(name: str) -> bytes:
    """Two seconds of a soft tone, as a telephone records it."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        tones = (int(4000 * math.sin(i / 6) * math.sin(i / 900)) for i in range(16_000))
        sound.writeframes(b"".join(struct.pack("<h", tone) for tone in tones))
    return out.getvalue()
