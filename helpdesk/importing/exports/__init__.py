"""Exports of other helpdesks: each file here reads one's, found by being here.

It says `kind`, `label`, `recognises(files)` and `records(files)`: the records of the whole export in the order in
which they must be taken in, as (subject, record), where a record has the names of our fields. `files` is
{name: list of objects}; a name has no path and no ending.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def all_exports() -> dict[str, ModuleType]:
    """Exports by their kind."""
    found = (importlib.import_module(f"{__name__}.{file.name}") for file in pkgutil.iter_modules(__path__))
    return {export.kind: export for export in found if hasattr(export, "kind")}


def whose(files: dict[str, list[dict]]) -> ModuleType | None:
    """The helpdesk that these files come from."""
    return next((export for export in all_exports().values() if export.recognises(files)), None)
