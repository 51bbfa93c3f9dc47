"""Addresses out of a header in linear time: commas in names, comments, groups, encoded words, raw bytes."""

import itertools
import re

from channels.adapters.email import charsets, words

MOST = 1_000
LONGEST = 200_000
ADDRESS = re.compile(r"[^\s<>()\[\]\",;:@\\]{1,128}@(?:[^\s<>()\[\]\",;:@\\]{1,255}|\[[0-9A-Fa-f.:]{1,60}\])")
CONTROLS = re.compile(r"[\x00-\x20\x7f]+")
TOKEN = re.compile(
    r'"(?:[^"\\]|\\.){0,1000}"|=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,2000}\?=|[(),;:<>]|[^"(),;:<>=]+|["=]', re.S
)

Pair = tuple[str, str]


def pairs(value: bytes | None, hint: str | None = None) -> list[Pair]:
    """(name, address) of each mailbox in an address header; what holds no address is left out."""
    if not value:
        return []
    text = charsets.decode(value[:LONGEST], None, hint)
    found = [pair for piece in _pieces(text) if (pair := _pair(*piece))]
    if not found and "=?" in text:
        # Some mailers encode the address together with the name.
        found = [pair for piece in _pieces(words.decoded(text)) if (pair := _pair(*piece))]
    return found[:MOST]


def _pieces(text: str):
    """(plain text, text in angle brackets, comment) of each mailbox."""
    plain: list[str] = []
    angle: list[str] = []
    comment: list[str] = []
    inside = depth = 0
    for found in itertools.islice(TOKEN.finditer(text), MOST * 20):
        token = found[0]
        if token == "(" and not inside:
            depth += 1
        elif token == ")" and depth:
            depth -= 1
        elif depth:
            comment.append(token)
        elif token == "<":
            inside = 1
        elif token == ">":
            inside = 0
        elif inside:
            angle.append(token)
        elif token in ",;" or token == ":" and not angle:
            yield "" if token == ":" else "".join(plain), "".join(angle), "".join(comment)
            plain, angle, comment = [], [], []
        else:
            plain.append(token)
    yield "".join(plain), "".join(angle), "".join(comment)


def _pair(plain: str, angle: str, comment: str) -> Pair | None:
    if angle and (address := _address(angle)):
        return _name(plain) or _name(comment), address
    if address := _address(plain):
        return _name(comment), address
    if address := _address(comment):
        return _name(plain), address
    return None


def _address(text: str) -> str:
    if "@" not in text:
        return ""
    found = ADDRESS.findall(text.replace(" @ ", "@").replace("@ ", "@").replace(" @", "@")[:2000])
    return found[-1] if found else ""


def _name(text: str) -> str:
    text = CONTROLS.sub(" ", words.decoded(text[:5000])).strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = re.sub(r"\\(.)", r"\1", text[1:-1]).strip()
    text = CONTROLS.sub(" ", words.decoded(text)).replace('"', "")
    return text.strip().strip("'").strip()[:500]
