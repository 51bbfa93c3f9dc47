"""Guessing which column is which field: by its header, and where that says nothing by what stands below it."""

import re
import unicodedata

from helpdesk.importing.field import Field

_GAPS = re.compile(r"[\s_\-./:()（）【】\[\]*]+")
_LOOKS = {
    "email": re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    "phone": re.compile(r"\+?[\d\s\-().]{7,20}"),
}
ENOUGH = 0.6  # of the cells below a header must look like it


def guess(columns: list[str], samples: list[dict], fields: list[Field]) -> dict[str, str]:
    """{field: column}; a column is used once, the surest first."""
    mapping: dict[str, str] = {}
    for matches in (_same, _holds):
        for field in fields:
            for column in columns:
                if field.name not in mapping and column not in mapping.values() and matches(field, folded(column)):
                    mapping[field.name] = column
    for field in fields:
        if field.name not in mapping and field.kind in _LOOKS:
            free = [column for column in columns if column not in mapping.values()]
            if likely := next((column for column in free if _looks(field.kind, column, samples)), None):
                mapping[field.name] = likely
    return mapping


def folded(header: str) -> str:
    """A header as it is compared: e-Mail, E_MAIL and "E mail" are the same."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", header).casefold())


def _names(field: Field) -> set[str]:
    return {folded(word) for word in (field.name, *field.title, *field.called)}


def _same(field: Field, header: str) -> bool:
    return header in _names(field)


def _holds(field: Field, header: str) -> bool:
    return any(
        len(name) > 3 and name in header or (len(name) > 1 and not name.isascii() and name in header)
        for name in _names(field)
    )


def _looks(kind: str, column: str, samples: list[dict]) -> bool:
    cells = [str(row.get(column) or "").strip() for row in samples]
    cells = [cell for cell in cells if cell]
    return len(cells) > 1 and sum(bool(_LOOKS[kind].fullmatch(cell)) for cell in cells) / len(cells) >= ENOUGH
