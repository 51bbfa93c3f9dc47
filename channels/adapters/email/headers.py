"""The header block: found, unfolded, looked up, and its parameters read."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from channels.adapters.email import charsets, words

FIELD = re.compile(rb"^([!-9;-~]{1,100})[ \t]*:")
MOST_FIELDS = 5_000
PLAIN = -1
PARAMETER = re.compile(
    rb""";\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.){0,20000}"?|'[^';]{0,2000}'|[^;]{0,20000})""", re.S
)


@dataclass(frozen=True)
class Headers:
    """Fields in their order, looked up by name in any case; values decoded to one line of text."""

    fields: tuple[tuple[str, bytes], ...] = ()
    hint: str | None = field(default=None, compare=False)

    def get(self, name: str, default: str = "") -> str:
        """The first field of that name as text."""
        value = self.raw(name)
        return default if value is None else words.text_of(value, self.hint)

    def all(self, name: str) -> list[str]:
        """Every field of that name as text, topmost first."""
        return [words.text_of(value, self.hint) for key, value in self.fields if key == name.lower()]

    def raw(self, name: str) -> bytes | None:
        """The first field of that name as it was sent, without decoding."""
        return self._first.get(name.lower())

    @cached_property
    def _first(self) -> dict[str, bytes]:
        return dict(reversed(self.fields))

    def __contains__(self, name: str) -> bool:
        return self.raw(name) is not None

    def __iter__(self):
        return iter((key, words.text_of(value, self.hint)) for key, value in self.fields)


def parse(block: bytes) -> tuple[tuple[str, bytes], ...]:
    """Name (lower case) and raw value of each field; a line that is no field belongs to the one before."""
    found: list[list] = []
    for line in block.split(b"\n")[: MOST_FIELDS * 20]:
        start = None if line[:1] in (b" ", b"\t") else FIELD.match(line)
        if start and len(found) < MOST_FIELDS:
            found.append([start[1].decode("ascii").lower(), [line[start.end() :]]])
        elif found:
            found[-1][1].append(line)
    return tuple((name, b"\n".join(lines).strip()) for name, lines in found)


def parameters(value: bytes, hint: str | None = None) -> dict[str, str]:
    """Parameters of a structured field, with RFC 2231 continuations and charsets, and RFC 2047 as abused."""
    pieces: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for match in PARAMETER.finditer(value[:200_000]):
        base, star, number = match[1].decode("ascii", "replace").lower().partition("*")
        encoded, number = number.endswith("*") or bool(star and not number), number.rstrip("*")
        index = int(number) if number.isdigit() and len(number) < 5 else 0 if star else PLAIN
        pieces.setdefault(base, {}).setdefault(index, (_unquoted(match[2].strip()), encoded))
    return {name: _joined(parts, hint) for name, parts in pieces.items()}


def _unquoted(raw: bytes) -> bytes:
    if raw[:1] == b'"':
        return re.sub(rb"\\([\\\"])", rb"\1", raw[1:-1] if raw[-1:] == b'"' and len(raw) > 1 else raw[1:])
    return raw[1:-1] if raw[:1] == raw[-1:] == b"'" and len(raw) > 1 else raw


def _joined(parts: dict[int, tuple[bytes, bool]], hint: str | None) -> str:
    if len(parts) > 1:
        parts.pop(PLAIN, None)  # the same name for old readers, beside the exact one
    if not any(encoded for _, encoded in parts.values()):
        return words.text_of(b"".join(parts[index][0] for index in sorted(parts)), hint)
    charset, out = None, b""
    for index in sorted(parts):
        text, encoded = parts[index]
        if encoded and charset is None and text.count(b"'") >= 2:
            charset, _, text = text.split(b"'", 2)
        out += _percent(text) if encoded else text
    return words.text_of(charsets.decode(out, (charset or b"").decode("ascii", "replace"), hint).encode())


def _percent(text: bytes) -> bytes:
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda match: bytes((int(match[1], 16),)), text)
