"""Read what a program says: each value of the kind it should be, or a refusal that names it."""

from datetime import UTC, datetime

from channels import storable
from helpdesk.api.door import invalid

ABSENT = object()
LONGEST_TEXT = 100_000


def text(said: dict, name: str, default=None, longest: int = LONGEST_TEXT) -> str | None:
    """A text; None and an absent one are the default."""
    value = said.get(name)
    if value is None:
        return default
    if not isinstance(value, str) or len(value) > longest:
        raise wrong(name, f"a text of {longest} characters at most")
    return value if value.isascii() and "\0" not in value else storable(value)


def line(said: dict, name: str, longest: int = 200) -> str:
    """A text on one line: it ends up in headers, where a second line would be a header of the writer's own."""
    return " ".join(text(said, name, "", longest).split())


def number(said: dict, name: str) -> int | None:
    """A whole number (programs send them as texts too); None where there is none."""
    value = said.get(name)
    if isinstance(value, str) and value.isdecimal() and len(value) < 20:
        value = int(value)
    if value is not None and (type(value) is not int or not 0 <= value < 2**63):
        raise wrong(name, "a number")
    return value


def words(said: dict, name: str, most: int = 100) -> list[str] | None:
    """A list of texts, or one text with commas or spaces between."""
    value = said.get(name)
    if isinstance(value, str):
        value = value.replace(",", " ").split()
    if value is not None and (
        not isinstance(value, list) or len(value) > most or not all(isinstance(word, str) for word in value)
    ):
        raise wrong(name, f"a list of {most} texts at most")
    return value


def flag(said: dict, name: str, default: bool) -> bool:
    """Yes or no; programs send texts too."""
    value = said.get(name, default)
    if value in (True, False, "true", "false", None):
        return value in (True, "true") or (value is None and default)
    raise wrong(name, "true or false")


def instant(value) -> datetime | None:
    """A time written as ISO 8601, as a date, or in seconds since 1970; None when it is none."""
    try:
        if isinstance(value, int | float) or str(value).isdecimal():
            return datetime.fromtimestamp(float(value), UTC)
        at = datetime.fromisoformat(str(value))
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def numbers_of(value: str | None, most: int = 100) -> list[int]:
    """The numbers in ids=1,2,3. Raises a Refusal."""
    parts = [part.strip() for part in (value or "").split(",") if part.strip()]
    if len(parts) > most or not all(part.isdecimal() and len(part) < 19 for part in parts):
        raise wrong("ids", f"at most {most} numbers with commas between")
    return list(dict.fromkeys(map(int, parts)))


def wrong(name: str, wanted: str):
    """The refusal that names the value."""
    return invalid(f"{name} must be {wanted}.", f"{name} 的值无效。", field=name)
