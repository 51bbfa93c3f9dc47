"""JSON: a list of objects, one a line, or a list under a name; what lies deeper becomes columns of its own."""

import json
from collections.abc import Iterator

from helpdesk.importing.tables import Table, Unreadable

DEEPEST = 3


def read(data: bytes) -> Table:
    """The table in these bytes. Raises Unreadable."""
    objects = list(objects_in(data))
    rows = [_flat(one) for one in objects]
    columns = list(dict.fromkeys(name for row in rows[:1000] for name in row))
    return Table(columns, iter(rows), first=1)


def objects_in(data: bytes) -> Iterator[dict]:
    """The objects of a file: of a list, of the longest list in an object, or of its lines."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("no_json") from None
    try:
        said = json.loads(text)
    except ValueError:
        said = _of_lines(text)
    except RecursionError:
        raise Unreadable("bomb") from None
    if isinstance(said, dict):
        lists = [value for value in said.values() if isinstance(value, list)]
        said = max(lists, key=len) if lists else [said]
    if not isinstance(said, list) or not said or not all(isinstance(one, dict) for one in said):
        raise Unreadable("no_json")
    return iter(said)


def _of_lines(text: str) -> list:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise Unreadable("no_json") from None


def _flat(said: dict, before: str = "", depth: int = 1) -> dict:
    found = {}
    for name, value in said.items():
        if isinstance(value, dict) and depth < DEEPEST:
            found |= _flat(value, f"{before}{name}.", depth + 1)
        elif isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
            found[f"{before}{name}"] = ", ".join(map(str, value))
        else:
            found[f"{before}{name}"] = value
    return found
