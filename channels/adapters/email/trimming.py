"""What the writer wrote this time: the text without quotes and signature, never empty when there is text."""

import re

from channels.adapters.email import line_kinds, phrases

LONGEST = 300_000
MOST_LINES = 8_000
PGP = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z-]+: [^\n]*\n)*\n?")
PGP_END = re.compile(r"\n-----BEGIN PGP SIGNATURE-----.*?(?:-----END PGP SIGNATURE-----|\Z)", re.S)

# On a mail's shape, the letters of line_kinds: said, empty, quoted, header, mark, rule (d), device (s).
QUOTED_HEADER = re.compile(r"t()[eq]*h")
FEW = 7
# A ruler under which more than this is said parts a mail's chapters, not its signature.
LONGEST_SIGNATURE = {"-": 40, "_": 40, "—": 40, "–": 40, "ᐧ": 40}
LONGEST_AFTER_ORNAMENT = 10
GREETING = re.compile(rf"(?:{phrases.any_of(phrases.GREETING)})[^\n]{{0,40}}$", re.I)


def trim(text: str) -> tuple[str, str]:
    """(what was written this time, the rest of it) of a mail's plain text."""
    text = _prepared(text)
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        lines, beyond = lines[:MOST_LINES], lines[MOST_LINES:]
    else:
        beyond = []
    kept = _kept(lines)
    reply = "\n".join(lines[at] for at in kept).strip()
    if not reply:
        return text.strip(), ""
    chosen = set(kept)
    rest = [line for at, line in enumerate(lines) if at not in chosen] + beyond
    return reply, "\n".join(rest).strip("\n")


def _prepared(text: str) -> str:
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    if "-----BEGIN PGP" in text:
        text = PGP_END.sub("\n", PGP.sub("", text))
    return text


def _kept(lines: list[str]) -> list[int]:
    """The numbers of the lines to keep."""
    shape, numbers = line_kinds.kinds_of(lines), list(range(len(lines)))
    for rule in (
        _up_to_a_rule,
        _without_devices,
        _at_the_end,
        _up_to_a_mark,
        _up_to_a_header,
        _without_marks,
    ):
        shorter, kept = rule(lines, shape, numbers)
        # A rule that would leave nothing said does not fit this mail: a forwarded one is its quote.
        if "t" in shorter:
            shape, numbers = shorter, kept
    words = len(shape.rstrip("eq"))
    return numbers[:words] if "t" in shape else numbers


def _up_to_a_rule(lines: list[str], shape: str, numbers: list[int]) -> tuple[str, list[int]]:
    for found in re.finditer("d", shape):
        at = found.start()
        ornament = lines[numbers[at]].strip()[0]
        most = LONGEST_SIGNATURE.get(ornament, LONGEST_AFTER_ORNAMENT)
        if "t" in shape[:at] and shape[at:].count("t") <= most:
            return shape[:at], numbers[:at]
    return shape.replace("d", "t"), numbers


def _without_devices(lines: list[str], shape: str, numbers: list[int]) -> tuple[str, list[int]]:
    return _without("s", shape, numbers)


def _at_the_end(lines: list[str], shape: str, numbers: list[int]) -> tuple[str, list[int]]:
    """Who quotes first and answers below: only the end is new."""
    start = shape.find("t")
    if start > 0 and not set(shape[start:]) - set("te") and set(shape[:start]) & set("bqh"):
        return shape[start:], numbers[start:]
    return shape, numbers


def _up_to_a_mark(lines: list[str], shape: str, numbers: list[int]) -> tuple[str, list[int]]:
    """Who answers above: what follows the introduction is old, but for answers between the quoted lines."""
    while (end := _mark_without_quote(shape)) is not None:
        shape = shape[:end]
    while (found := _mark_and_few_lines(shape)) is not None:
        end, after = found
        if _only_greets(lines, shape[:end], numbers, after):
            break
        shape = shape[:end]
    return shape, numbers[: len(shape)]


def _mark_without_quote(shape: str) -> int | None:
    """Where said lines end at an introduction after which nothing is marked as quoted."""
    mark = shape.find("b", shape.rfind("q") + 1)
    while mark > 0:
        said = len(shape[:mark].rstrip("eq"))
        if said and shape[said - 1] == "t":
            return said
        mark = shape.find("b", mark + 1)
    return None


def _mark_and_few_lines(shape: str) -> tuple[int, str] | None:
    """Where said lines end at an introduction, its quote, and at most a signature's length of lines after that."""
    last = len(shape.rstrip("te"))
    said = shape.rfind("t", 0, last) + 1
    after = shape[last:]
    if said and shape[said:last].lstrip("eq").startswith("b") and after.count("t") < FEW:
        return said, after
    return None


def _only_greets(lines: list[str], front: str, numbers: list[int], after: str) -> bool:
    if "t" not in after or front.count("t") != 1:
        return False
    return GREETING.match(lines[numbers[front.index("t")]].strip()) is not None


def _up_to_a_header(lines: list[str], shape: str, numbers: list[int]) -> tuple[str, list[int]]:
    found = QUOTED_HEADER.search(shape)
    return (shape[: found.start(1)], numbers[: found.start(1)]) if found else (shape, numbers)


def _without_marks(lines: list[str], shape: str, numbers: list[int]) -> tuple[str, list[int]]:
    return _without("b", shape, numbers)


def _without(kind: str, shape: str, numbers: list[int]) -> tuple[str, list[int]]:
    kept = [at for at, one in enumerate(shape) if one != kind]
    return "".join(shape[at] for at in kept), [numbers[at] for at in kept]
