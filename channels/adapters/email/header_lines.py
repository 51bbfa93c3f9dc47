"""Header fields as they go out: one line of meaning each, folded and encoded, whatever was put into them."""

import re
from email.header import Header
from urllib.parse import quote

ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+)*")
ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,253}")
BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\x85]+")
WIDTH = 76


def one_line(text: str) -> str:
    """No value may end its line: what follows would be a field of the attacker's own."""
    return BREAKS.sub(" ", text).strip()


def unstructured(name: str, text: str) -> str:
    """A field of free text, such as the subject."""
    text = one_line(text)[:2000]
    if text.isascii() and len(max(text.split(" "), key=len, default="")) < 900 and "=?" not in text:
        return _folded(name, text.split(" "), " ")
    words = Header(text, "utf-8", maxlinelen=WIDTH, header_name=name).encode(linesep="\r\n")
    return f"{name}: {words}\r\n"


def mailboxes(name: str, pairs: list[tuple[str, str]]) -> str:
    """A field of addresses. Raises ValueError for one that no mail can be sent to."""
    return _folded(name, [mailbox(*pair) for pair in pairs], ", ")


def mailbox(display: str, address: str) -> str:
    """One name and address as they stand in a header."""
    address = ascii_address(address)
    display = one_line(display)[:200]
    if not display:
        return address
    if not display.isascii() or "=?" in display:
        display = Header(display, "utf-8", maxlinelen=WIDTH).encode(linesep="\r\n")
    elif not ATOM.fullmatch(display):
        display = '"' + display.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{display} <{address}>"


def ascii_address(address: str) -> str:
    """An address as SMTP takes it, its domain in IDNA. Raises ValueError where it is none."""
    local, at, domain = address.strip().rpartition("@")
    try:
        address = f"{local}{at}{domain.encode('idna').decode()}"
    except UnicodeError:
        raise ValueError(f"{address!r} is not an address that mail can be sent to") from None
    if not ADDRESS.fullmatch(address) or ".." in domain:
        raise ValueError(f"{address!r} is not an address that mail can be sent to")
    return address


def ids(name: str, values: list[str]) -> str:
    """A field of Message-IDs; of a long thread the first and the last, for servers refuse endless fields."""
    clean = [one_line(value).replace(" ", "") for value in values]
    clean = [value for value in clean if value.isascii() and len(value) < 400]
    return _folded(name, clean[:1] + clean[1:][-9:], " ") if clean else ""


def parameter(name: str, value: str) -> str:
    """A file name as a parameter: plain where it can be, else as RFC 2231 has it."""
    value = one_line(value)[:200]
    if value.isascii():
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f';\r\n {name}="{escaped}"'
    first, *more = _pieces("UTF-8''" + quote(value, safe="-._~"))
    if not more:
        return f";\r\n {name}*={first}"
    return "".join(f";\r\n {name}*{at}*={piece}" for at, piece in enumerate([first, *more]))


def _pieces(octets: str) -> list[str]:
    """Pieces of a line's length that do not cut a %XX in two."""
    return re.findall(r"(?:%..|[^%]){1,20}", octets)


def _folded(name: str, parts: list[str], between: str) -> str:
    lines, line = [], f"{name}:"
    for at, part in enumerate(parts):
        piece = part + (between.rstrip() if at + 1 < len(parts) else "")
        if len(line) + 1 + len(piece.split("\r\n")[0]) > WIDTH and len(line) > len(name) + 1:
            lines.append(line)
            line = ""
        line += " " + piece
        *done, line = line.split("\r\n") if "\r\n" in line else [line]
        lines += done
    return "\r\n".join([*lines, line]) + "\r\n"
