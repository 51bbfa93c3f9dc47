"""Cleaning: a cell as people typed it, read as what it is. What cannot be read is refused, never guessed."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from email.utils import parseaddr
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil import parser

from helpdesk import clock, customers
from helpdesk.importing.field import Field, Refused

LONGEST_LINE, LONGEST_TEXT, MOST_TAGS = 500, 65_000, 50
_NOTHING = {"", "-", "--", "—", "n/a", "na", "null", "none", "nil", "无", "空", "暂无", "#n/a", "/"}
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_LIST = re.compile(r"[,;，；、|]")
_FLOAT_PHONE = re.compile(r"\d{7,15}\.0")
_EXCEL_DAY_ONE = datetime(1899, 12, 30)
_YES, _NO = {"1", "true", "yes", "y", "是", "有"}, {"0", "false", "no", "n", "否", "无"}
_MONEY = re.compile(r"[^\d,.\-]")


def read(field: Field, cell, options: dict):
    """The cell's value, None for an empty one. Raises Refused."""
    if cell is None or (isinstance(cell, str) and plain(cell).casefold() in _NOTHING):
        if field.needed:
            raise Refused("missing", field.name)
        return None
    try:
        return READERS[field.kind](cell, options)
    except Refused as refused:
        raise Refused(refused.code, field.name) from None


def plain(cell) -> str:
    """The cell as one line of text, without what nobody sees."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(_seen(str(cell)).split())


def _seen(said: str) -> str:
    return said if said.isascii() else _INVISIBLE.sub("", unicodedata.normalize("NFC", said))


def line(cell, options) -> str:
    """A short text."""
    text = plain(cell)
    if len(text) > LONGEST_LINE:
        raise Refused("too_long")
    return text


def text(cell, options) -> str:
    """A text of several lines."""
    said = _seen(str(cell)).replace("\x00", "").strip()
    if len(said) > LONGEST_TEXT:
        raise Refused("too_long")
    return said


def email(cell, options) -> str:
    """An address, also out of "Carol <carol@example.com>" and with full-width signs."""
    said = unicodedata.normalize("NFKC", plain(cell)).replace("mailto:", "").strip(" <>;,.'\"")
    address = parseaddr(said)[1] if "<" in said or " " in said else said
    try:
        found = customers.normal("email", address)
    except ValueError:
        raise Refused("no_email") from None
    if len(found) > 254 or "." not in found.rpartition("@")[2] or ".." in found:
        raise Refused("no_email")
    return found


def phone(cell, options) -> str:
    """A number with its country, E.164; without one it is read as of the region of the import."""
    said = unicodedata.normalize("NFKC", plain(cell)).strip("'`")
    said = said[:-2] if _FLOAT_PHONE.fullmatch(said) else said
    if re.fullmatch(r"\d+(\.\d+)?[eE]\+?\d+", said):  # what a spreadsheet makes of a long number: digits are lost
        raise Refused("phone_rounded")
    if said.startswith("00"):
        said = f"+{said[2:]}"
    found = _phone(said, options.get("region") or None)
    if found is None:
        raise Refused("no_phone")
    return found


@lru_cache(50_000)
def _phone(said: str, region: str | None) -> str | None:
    import phonenumbers

    for where in dict.fromkeys((region, None)):
        try:
            number = phonenumbers.parse(said, where)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def instant(cell, options) -> datetime:
    """A moment; a day alone is its beginning, a time without a zone one of the import's."""
    zone = ZoneInfo(options.get("time_zone") or "UTC")
    try:
        found = _moment(cell, bool(options.get("day_first")))
        found = (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise Refused("no_date") from None
    if not 1970 <= found.year <= 2200:
        raise Refused("no_date")
    return found


def _moment(cell, day_first: bool) -> datetime:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, int | float) or re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain(cell)):
        return _counted(float(cell))
    return _written(plain(cell), day_first)


def _counted(value: float) -> datetime:
    if value > 1e11:
        return datetime.fromtimestamp(value / 1000, UTC)
    if value > 1e8:
        return datetime.fromtimestamp(value, UTC)
    if 20_000 < value < 80_000:  # days since the spreadsheet's first
        return _EXCEL_DAY_ONE + timedelta(days=value)
    if 19_700_101 <= value <= 22_001_231:
        return _written(str(int(value)), False)
    raise Refused("no_date")


def _written(said: str, day_first: bool) -> datetime:
    said = (
        re.sub(r"[年月/.](?=\d)", "-", said).replace("日", " ").replace("月", "-01")
        if re.search("[年月]", said)
        else said
    )
    try:
        return datetime.fromisoformat(said.strip())
    except ValueError:
        pass
    try:
        first = re.match(r"\d{4}", said) is None
        return parser.parse(said, dayfirst=day_first and first, default=datetime(2000, 1, 1))
    except (ValueError, OverflowError, parser.ParserError):
        raise Refused("no_date") from None


def amount(cell, options) -> str:
    """Money, whatever sign, blanks and separators it has: 1.234,50 € is 1234.50."""
    said = _MONEY.sub("", unicodedata.normalize("NFKC", plain(cell)))
    comma, point = said.rfind(","), said.rfind(".")
    decimal = "," if comma > point and not (point < 0 and len(said) - comma == 4) else "."
    said = said.replace("." if decimal == "," else ",", "").replace(",", ".")
    try:
        return str(Decimal(said))
    except InvalidOperation:
        raise Refused("no_amount") from None


def words(cell, options) -> list[str]:
    """Tags and the like, separated by commas, in either script."""
    parts = cell if isinstance(cell, list) else _LIST.split(str(cell))
    return list(dict.fromkeys(word for part in parts if (word := plain(part)[:60])))[:MOST_TAGS]


def yes(cell, options) -> bool:
    """Yes or no."""
    said = plain(cell).casefold()
    if said not in _YES | _NO:
        raise Refused("no_yes")
    return said in _YES


def language(cell, options) -> str:
    """en, zh …, out of codes and names."""
    said = plain(cell).casefold()
    if said in ("english", "英文", "英语"):
        return "en"
    if said in ("chinese", "中文", "汉语", "simplified chinese", "traditional chinese", "简体中文", "繁體中文"):
        return "zh"
    code = said.replace("_", "-").partition("-")[0]
    if not re.fullmatch(r"[a-z]{2,3}", code):
        raise Refused("no_language")
    return code


def zone(cell, options) -> str:
    """A time zone by its name."""
    said = plain(cell)
    try:
        return ZoneInfo(said).key
    except (ValueError, KeyError, OSError):
        raise Refused("no_zone") from None


def messages(cell, options) -> list:
    """A thread, as an export gives it."""
    if not isinstance(cell, list):
        raise Refused("no_messages")
    return cell


READERS = {
    "line": line, "text": text, "email": email, "phone": phone, "instant": instant, "amount": amount,
    "words": words, "yes": yes, "language": language, "zone": zone, "messages": messages,
}  # fmt: skip


def said(value):
    """A value as the preview shows it."""
    return clock.iso(value) if isinstance(value, datetime) else value
