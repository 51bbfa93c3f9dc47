"""What each line of a mail's text is: said, quoted, a header of a quoted mail, a mark that parts them."""

import re
from functools import lru_cache

from channels.adapters.email import quote_words
from channels.adapters.email.phrases import any_of

# One letter a line, so that the shape of a whole mail is a word and the rules of trimming are patterns on it.
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
TEXT, EMPTY, QUOTE, HEADER, MARK, RULE, DEVICE = "teqhbds"
LONGEST_MARK = 400
MOST_LINES_IN_A_MARK = 6


_ON = any_of(quote_words.ON)
LEADING = " \t>|*_<-"
LEAD = r"[\s>|*_<-]*"
DATE = (
    r"(?:\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,4}日?|\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,10}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d_]{3,10}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}:\d{2})"
)
STARTS = re.compile(
    rf"{LEAD}(?:(?:{_ON})(?=[\s,\d:]|$)|(?:{_ON})(?=\w{{0,4}}\d)|\d{{1,4}}[\s.:/年-]|[^\W\d_]{{2,12}}\.?,?\s+\d)",
    re.I,
)
VERBS = tuple(sorted((verb.lower() for verb in quote_words.WROTE), key=len, reverse=True))
VERB_WORDS = frozenset(verb for verb in VERBS if " " not in verb)
UNSPACED = tuple(verb for verb in VERBS if verb[0] > "\u2e80")
AFTER_VERB = " \t*_>-:：.:"
TIME = re.compile(r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b")
HAS_DATE = re.compile(DATE, re.I)
ADDRESS = re.compile(r"[^\s<>@]{1,64}@[^\s<>@]{2,255}|<\s*mailto:")
ISO_ONLY = re.compile(r"[\s>]*(?:19|20)\d\d-\d\d-\d\d \d{1,2}:\d\d (?:GMT|UTC)?[+-]\d\d:?\d\d [\w\s.'-]{1,60}$")
DATED_ADDRESS = re.compile(
    r"[\s>]*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[^<]{0,100}<[^<>\s]{3,100}@[^<>\s]{2,100}>:?\s*$"
)
POSTED = re.compile(r"[\s>]*posted by .{1,60} on \d{1,2}/\d{1,2}/\d{4}\s*$", re.I)
SEPARATOR = re.compile(
    rf"[\s>*_]*(?:[-_=–—*]{{2,}}\s*(?:{any_of(quote_words.SEPARATORS)})\b.{{0,60}}|(?:{any_of(quote_words.SEPARATORS)})\s*[-_=–—]{{2,}}"
    rf"|(?:{any_of(quote_words.FORWARDS)})\s*[:：]?)[\s*_-]*$",
    re.I,
)
FIELDS = {name: kind for kind, names in quote_words.HEADERS.items() for name in names}
FIELD = re.compile(r"[\s*_|]*([^\W\d_][^:：<>@\n]{0,24}?)[\s*_]*(?:[:：][\s*_]*|\s+[:：]\s*)(.*)$")
RULED = re.compile(r"\s*[-_=+~#*ᐧ—–]+\s*$")
QUOTED = re.compile(r"\s*(?:>|&gt;)")
BARRED = re.compile(r"\s*\||\s?[^\W\d_]{1,3}>")
DEVICE_LINE = re.compile(
    rf"[\s*_>~-]*(?:{any_of(quote_words.DEVICE)})(.{{0,100}})$|^.{{0,60}}(?:から送信|에서 보냄)[\s.。]*$",
    re.I,
)
DEVICE_NAME = re.compile(rf"(?<![A-Za-z])(?:{any_of(quote_words.DEVICES)})|[®™]|https?://", re.I)


def kinds_of(lines: list[str]) -> str:
    """The shape of a mail: one letter for each line."""
    lines = [INVISIBLE.sub("", line) for line in lines]
    kinds = [_kind(line) for line in lines]
    _find_marks(lines, kinds)
    _find_headers(lines, kinds)
    if MARK in kinds:
        _find_bars(lines, kinds, kinds.index(MARK))
    return "".join(kinds)


def _find_bars(lines: list[str], kinds: list[str], mark: int) -> None:
    """Quotes marked with | or initials, known as such only below an introduction; above it, a card of |."""
    for at in range(mark, len(lines)):
        if kinds[at] == TEXT and BARRED.match(lines[at]):
            kinds[at] = QUOTE
    above = mark - 1
    while above >= 0 and (kinds[above] == EMPTY or lines[above].lstrip().startswith("|")):
        kinds[above] = QUOTE if kinds[above] == TEXT else kinds[above]
        above -= 1


@lru_cache(maxsize=2048)
def _kind(line: str) -> str:
    if not line.strip():
        return EMPTY
    if QUOTED.match(line):
        return QUOTE
    if len(line) > 500:
        return TEXT
    if RULED.fullmatch(line):
        return RULE
    if SEPARATOR.fullmatch(line) or ISO_ONLY.match(line) or DATED_ADDRESS.match(line) or POSTED.match(line):
        return MARK
    if _is_device(line):
        return DEVICE
    return HEADER if header_of(line) else TEXT


def header_of(line: str) -> str | None:
    """Which field of a quoted header this line shows, in whichever language."""
    found = FIELD.match(line)
    name = " ".join(found[1].lower().split()) if found else ""
    return FIELDS.get(name)


def _is_device(line: str) -> bool:
    found = DEVICE_LINE.match(line) if len(line) < 140 else None
    if not found or len(line.split()) > 14:
        return False
    return bool(DEVICE_NAME.search(line)) and "," not in (found[1] or "")


def _find_headers(lines: list[str], kinds: list[str]) -> None:
    """Fields in a row are a quoted header if they say who and something else; otherwise they are words."""
    at = 0
    while at < len(lines):
        if kinds[at] != HEADER:
            at += 1
            continue
        end, seen = at, set()
        while end < len(lines) and (kinds[end] == HEADER or _is_wrapped(lines, kinds, end)):
            seen.add(header_of(lines[end]))
            end += 1
        before = "".join(kinds[max(0, at - 3) : at]).rstrip(EMPTY)
        enough = 2 if before.endswith((RULE, MARK)) else 3
        said = " ".join(lines[at:end])
        shaped = "subject" in seen or "@" in said or TIME.search(said) is not None
        real = "from" in seen and len(seen - {None, "other"}) >= enough and shaped
        kinds[at:end] = [HEADER if real else TEXT] * (end - at)
        at = end


def _is_wrapped(lines: list[str], kinds: list[str], at: int) -> bool:
    """A long field goes on in the next line; in HTML made text there is a blank line between fields."""
    if at + 1 >= len(lines) or kinds[at + 1] != HEADER:
        return False
    return kinds[at] == EMPTY or kinds[at] == TEXT and ("@" in lines[at] or ";" in lines[at - 1] + lines[at])


def _find_marks(lines: list[str], kinds: list[str]) -> None:
    """Introductions such as 'On … wrote:', which mailers break over several lines."""
    at = 0
    while at < len(lines):
        size = _mark_at(lines, kinds, at) if kinds[at] in (TEXT, HEADER, QUOTE) else 0
        kinds[at : at + size] = [MARK] * size
        at += size or 1


def _mark_at(lines: list[str], kinds: list[str], at: int) -> int:
    """How many lines the introduction that starts here takes; 0 if none does."""
    first = lines[at].lstrip(LEADING)
    # Inside a quote an introduction is quoted too, unless a reply in Chinese or from Apple begins that way.
    if kinds[at] == QUOTE and (at and kinds[at - 1] == QUOTE or not STARTS.match(first)):
        return 0
    starts = STARTS.match(first) is not None
    for size in range(1, min(MOST_LINES_IN_A_MARK if starts else 2, len(lines) - at) + 1):
        line = lines[at + size - 1]
        if size > 1 and (kinds[at + size - 1] in (RULE, MARK) or not line.strip() and not starts):
            return 0
        joined = _joined(lines, at, at + size)
        if len(joined) > LONGEST_MARK:
            return 0
        if _introduces(joined, starts, lines, at + size):
            return size if size == 1 or not _begins_later(lines, at, at + size) else 0
        if starts and size > 1 and joined.endswith((".", "!", "?", "。")) and _has_verb(joined):
            return 0
    return 0


def _joined(lines: list[str], start: int, end: int) -> str:
    return " ".join(filter(None, (line.strip() for line in lines[start:end])))


def _begins_later(lines: list[str], at: int, end: int) -> bool:
    """Whether the last of these lines make an introduction without the first."""
    for start in range(at + 1, end):
        joined = _joined(lines, start, end)
        known = HAS_DATE.search(joined) or TIME.search(joined) or ADDRESS.search(joined)
        if known and STARTS.match(lines[start].lstrip(LEADING)) and _introduces(joined, True, lines, end):
            return True
    return False


def _introduces(joined: str, starts: bool, lines: list[str], after: int) -> bool:
    ends = _ends_in_verb(joined)
    closes = joined.rstrip(" *_>-").endswith((":", "："))
    if not ends and not closes:
        return False
    dated = HAS_DATE.search(joined) is not None or TIME.search(joined) is not None
    if dated or ADDRESS.search(joined) is not None or " via " in joined:
        if ends and (starts or closes) or closes and len(joined) < 200 and _has_verb(joined):
            return True
        # Some mailers leave the verb out, and some write it in a language not listed here.
        return closes and dated and "@" in joined and len(joined) < 200 and _quote_follows(lines, after)
    # "Jeff Atwood wrote:" alone could be a sentence; it counts when a quote follows.
    return ends and closes and len(joined) < 80 and _quote_follows(lines, after)


def _ends_in_verb(joined: str) -> bool:
    tail = joined[-60:].rstrip(AFTER_VERB).lower().removesuffix(" the following")
    if not tail.endswith(VERBS):
        return False
    verb = next(verb for verb in VERBS if tail.endswith(verb))
    before = tail[: -len(verb)][-1:]
    return verb in UNSPACED or not before or not before.isalpha() or before > "\u2e80"


def _has_verb(joined: str) -> bool:
    said = joined.lower()
    words = re.split(r"[\s:：,，<>\"'”*()]+", said)
    return not VERB_WORDS.isdisjoint(words) or any(verb in said for verb in UNSPACED)


def _quote_follows(lines: list[str], after: int) -> bool:
    following = next((line for line in lines[after : after + 3] if line.strip()), "")
    return QUOTED.match(following) is not None
